import { readCallNotification } from './call-notification.js';
import { readCommsNotification, type RawNotification } from './comms-notification.js';
import { normaliseId } from './graph-id.js';
import { readJoiningNotification } from './joining-notification.js';
import { isObject, items, member, odataType } from './json-reader.js';
import type { CommsNotification, NotificationBody } from './notification.js';
import { readOperation } from './operation-notification.js';
import { readRosterNotification } from './roster-notification.js';

/** Every body ever published holds one (protocol §3.1), and each is a transaction of its own. */
const MOST_ITEMS = 100;
/** The largest events of Teams hold 20,000. What names more is no roster, and would take longer to store than Teams waits. */
const MOST_PARTICIPANTS = 25_000;

/**
 * What Teams posted to the calling webhook or to a callbackUri, whatever it is. Takes any JSON value, never throws,
 * and takes time in proportion to the size of the body. What it cannot place it returns as `unsupported`, with the
 * reason, because Graph adds notifications without notice.
 */
export function parseNotifications(body: unknown): NotificationBody {
  if (!isObject(body)) return { kind: 'foreign', reason: 'not a JSON object' };
  const value = member(body, 'value');
  if (Array.isArray(value)) return readEnvelope(items(value));

  // A joining notification may be the whole body: nothing says that it travels in the envelope (protocol §6.3).
  const type = odataType(body);
  const bare =
    type === null || type.startsWith('participant')
      ? readJoiningNotification({ ...readCommsNotification(null), resourceData: body, resourceType: type })
      : null;
  if (bare) return { kind: 'notifications', items: [bare] };
  return isLegacyInvite(body) ? { kind: 'legacyInvite' } : { kind: 'foreign', reason: 'no array "value"' };
}

function readEnvelope(value: readonly unknown[]): NotificationBody {
  if (value.length > MOST_ITEMS) return { kind: 'tooMany', count: value.length };
  // A change notification of a Graph subscription has the same envelope; only it names its subscription.
  const isForeign = (item: unknown) => !isObject(item) || member(item, 'subscriptionId') !== null;
  if (value.length > 0 && value.every(isForeign))
    return { kind: 'foreign', reason: 'no comms notification in "value"' };
  return { kind: 'notifications', items: value.map((item) => readItem(readCommsNotification(item))) };
}

/** The order of protocol §3.3: a joining's type first, then the path. */
function readItem(notification: RawNotification): CommsNotification {
  const joining = readJoiningNotification(notification);
  if (joining) return joining;
  const { path, changeType, resourceData, resourceUrl } = notification;
  if (path === null) {
    return { kind: 'unsupported', reason: 'no path of a call', resourceUrl };
  }
  const [name, id] = path.tail;
  if (name === undefined) return readCallNotification(path, notification);
  // "participant: invite" prints rosters under …/operations/participants.
  const isRosterPath = name === 'participants' || (name === 'operations' && id === 'participants');
  // Without a list of participants a path alone must not read as "all have left".
  if (isRosterPath && (Array.isArray(resourceData) || (name === 'participants' && (isObject(resourceData) || id)))) {
    const roster = readRosterNotification(path, resourceData, changeType === 'deleted');
    if (roster.participants.length <= MOST_PARTICIPANTS) return roster;
    return { kind: 'unsupported', reason: `a roster of ${roster.participants.length} participants`, resourceUrl };
  }
  if (name === 'operations') return readOperation(path, resourceData);
  if (name === 'contentsharingsessions' && id !== undefined) {
    const { callId, graphCallId } = path;
    const contentSharingSessionId = normaliseId(id);
    return { kind: 'contentSharing', callId, graphCallId, contentSharingSessionId, started: changeType !== 'deleted' };
  }
  return { kind: 'unsupported', reason: `nothing is known under a call's /${name.slice(0, 64)}`, resourceUrl };
}

/**
 * The Skype schema of before Graph (protocol §4.11). It has no `@odata.type` and no `value`, but neither has an
 * activity of the messaging endpoint, so one of its own members must be there.
 */
function isLegacyInvite(body: unknown): boolean {
  const itsOwn = ['callState', 'presentedModalityTypes', 'isMultiparty', 'participants'];
  return odataType(body) === null && itsOwn.some((name) => member(body, name) !== null);
}
