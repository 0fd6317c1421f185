import type { Stretch } from '../coverage/stretches.js';
import type { Uptime } from '../uptime/uptime-in.js';
import { plainTime } from './plain-time.js';

/** Whose invitations may be told of: every tenant's, or one tenant's only. */
export type Scope = 'everybody' | 'oneTenant';

const ofYourTenant = (scope: Scope): string => (scope === 'oneTenant' ? ' of your tenant' : '');
const timeOf = (ms: number): string => plainTime(new Date(ms));
const listed = (stretches: readonly Stretch[]): string =>
  stretches.map(({ from, to }) => `from ${timeOf(from)} to ${timeOf(to)}`).join(', ');

/** That calls of a user were found, and where they were looked for. */
export function foundStory(user: string, searched: Stretch, at: Date, count: number): string[] {
  const between = `between ${timeOf(searched.from)} and ${timeOf(searched.to)}`;
  const nearest = count === 1 ? '' : `, the nearest to ${plainTime(at)} first`;
  return [`User ${user} had a part in ${count} ${count === 1 ? 'call' : 'calls'} ${between}${nearest}.`];
}

/** A user for whom no invitation is on record about some time. */
export interface UninvitedUser {
  user: string;
  scope: Scope;
  searched: Stretch;
  uptime: Uptime;
  /** Their last invitation before that time. */
  before: { callId: string; receivedAt: Date } | null;
}

/** Why there is no call to explain, as far as we can know: whether anybody was there, and where else to look. */
export function uninvitedStory({ user, scope, searched, uptime, before }: UninvitedUser): string[] {
  const between = `between ${timeOf(searched.from)} and ${timeOf(searched.to)}`;
  return [
    `No invitation${ofYourTenant(scope)} for user ${user} reached us ${between}.`,
    ...service(searched, uptime),
    before
      ? `The last one before that came at ${plainTime(before.receivedAt)} (call ${before.callId}).`
      : 'None before that is on record either: look whether a recording policy is assigned to the user in Teams.',
  ];
}

function service(searched: Stretch, { up, gaps, notedSince }: Uptime): string[] {
  const since = notedSince?.getTime() ?? Infinity;
  if (since >= searched.to) return ['Whether a recorder was up then is not on record.'];
  return [
    ...(since > searched.from ? [`When recorders are up is on record since ${timeOf(since)}, and not before.`] : []),
    during(up, gaps),
    ...(up.length === 0
      ? []
      : ['What is refused at the door, for its token or as too much, is in the log and in the metrics only.']),
  ];
}

function during(up: readonly Stretch[], gaps: readonly Stretch[]): string {
  if (gaps.length === 0) return 'In that time the service was up: at least one recorder could take invitations.';
  if (up.length === 0) return 'In that time no recorder is known to have been up.';
  return `No recorder is known to have been up ${listed(gaps)}; in the rest of that time the service was up.`;
}

/** What Teams said of a call to which it did not invite us. */
export interface Mentions {
  count: number;
  firstAt: Date;
  lastAt: Date;
  /** Of the notifications: `callUpdated`, `roster` … */
  kinds: readonly string[];
}

/** Why a call id leads to no call. */
export function unknownCallStory(callId: string, scope: Scope, mentions: Mentions | null): string[] {
  return [
    `No invitation${ofYourTenant(scope)} to call ${callId} is on record.`,
    mentions
      ? `Teams spoke of it all the same (${mentions.kinds.join(', ')}), ${times(mentions)}: nothing followed from that.`
      : `Nor is any other notification${ofYourTenant(scope)} about it.`,
    'Each application in a call has a call id of its own: if this one is of another, ask for the user and the time.',
  ];
}

function times({ count, firstAt, lastAt }: Mentions): string {
  if (count === 1) return `once, at ${plainTime(firstAt)}`;
  return `${count} times from ${plainTime(firstAt)} to ${plainTime(lastAt)}`;
}
