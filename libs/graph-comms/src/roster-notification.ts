import type { CallPath } from './call-path.js';
import { MODALITIES, RECORDING_STATUSES } from './call-state.js';
import { normaliseId } from './graph-id.js';
import { readId, readParticipantInfo } from './identity-set.js';
import { flag, integer, isObject, items, member, odataType, openEnum, sequenceNumber, text } from './json-reader.js';
import type { CommsNotification, RosterEntry } from './notification.js';

/** Participants of a call and how new the list is: what a roster notification and `GET …/participants` share. */
export interface Roster {
  /** Only what changed: who is not in it has not left. */
  delta: boolean;
  /** deltaParticipants.sequenceNumber, else the greatest rosterSequenceNumber; decimal text. */
  sequenceNumber: string | null;
  participants: RosterEntry[];
}

const DIRECTIONS = ['inactive', 'sendOnly', 'receiveOnly', 'sendReceive'];

/** An array of participant, or deltaParticipants, alone or in an array (protocol §4.5, §4.6, §9.5). */
export function readRoster(data: unknown): Roster {
  const elements = isObject(data) ? [data] : items(data);
  const changeSets = elements.filter(isChangeSet);
  const entries = elements.flatMap((element) =>
    isChangeSet(element) ? items(member(element, 'participants')) : [element],
  );
  const read = entries.map((entry) => readEntry(entry));
  const participants = read.filter((entry) => entry !== null);
  const versions = changeSets.length > 0 ? changeSets : entries;
  const versionName = changeSets.length > 0 ? 'sequenceNumber' : 'rosterSequenceNumber';
  return {
    // What is no list, or has an entry we cannot name, does not tell who has left, so it counts as changes.
    delta: !Array.isArray(data) || changeSets.length > 0 || participants.length < read.length,
    sequenceNumber: greatest(versions.map((version) => sequenceNumber(version, versionName))),
    // Somebody with several endpoints may be listed twice; one person, one entry.
    participants: [...new Map(participants.map((entry) => [entry.participantId, entry])).values()],
  };
}

type RosterNotification = Extract<CommsNotification, { kind: 'roster' }>;

/** A path under `/participants`. Without readable participants it says nothing about who is there. */
export function readRosterNotification(path: CallPath, data: unknown, deleted: boolean): RosterNotification {
  const { callId, graphCallId, tail } = path;
  const single = tail[0] === 'participants' ? tail[1] : undefined;
  if (single !== undefined) {
    // One participant by itself is shown in no document; it can only be a change (protocol §3.3).
    const entry = readEntry(data, normaliseId(single));
    const participants = entry ? [{ ...entry, removed: entry.removed || deleted }] : [];
    const version = sequenceNumber(data, 'rosterSequenceNumber');
    return { kind: 'roster', callId, graphCallId, delta: true, sequenceNumber: version, participants };
  }
  return { kind: 'roster', callId, graphCallId, ...readRoster(data) };
}

function isChangeSet(element: unknown): boolean {
  return odataType(element) === 'deltaparticipants' || Array.isArray(member(element, 'participants'));
}

function readEntry(participant: unknown, idOfPath: string | null = null): RosterEntry | null {
  const info = readParticipantInfo(member(participant, 'info'));
  const participantId = idOfPath ?? readId(participant, 'id') ?? info?.participantId ?? null;
  if (participantId === null) return null;
  return {
    participantId,
    identity: info?.identity ?? null,
    isInLobby: flag(participant, 'isInLobby') ?? false,
    isMuted: flag(participant, 'isMuted') ?? false,
    removed: isObject(member(participant, 'removedState')),
    recordingStatus: openEnum(member(participant, 'recordingInfo'), 'recordingStatus', RECORDING_STATUSES),
    mediaStreams: items(member(participant, 'mediaStreams')).filter(isObject).map(readStream),
  };
}

function readStream(stream: unknown): RosterEntry['mediaStreams'][number] {
  const number = integer(stream, 'sourceId');
  return {
    mediaType: openEnum(stream, 'mediaType', MODALITIES) ?? 'unknown',
    sourceId: text(stream, 'sourceId') ?? number?.toString() ?? null,
    direction: openEnum(stream, 'direction', DIRECTIONS),
    label: text(stream, 'label'),
  };
}

function greatest(numbers: readonly (string | null)[]): string | null {
  return numbers.reduce((most, number) => {
    if (number === null || most === null) return most ?? number;
    return BigInt(number) > BigInt(most) ? number : most;
  }, null);
}
