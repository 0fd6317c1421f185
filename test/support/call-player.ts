import type { BotData, CallInfo, RosterEntry } from '@app/graph-comms';
import { DomainError } from '@app/platform';
import { NoteCallUpdate, NoteCallUpdateHandler } from '../../libs/recording/src/commands/note-call-update.js';
import {
  NoteParticipantLeft,
  NoteParticipantLeftHandler,
} from '../../libs/recording/src/commands/note-participant-left.js';
import { NoteRoster, NoteRosterHandler } from '../../libs/recording/src/commands/note-roster.js';
import { ParticipantRecorders } from '../../libs/recording/src/coverage/participant-recorder.store.js';
import type { LoggedNotification } from '../../libs/recording/src/notification-log.store.js';
import { RecordingSession } from '../../libs/recording/src/recording-session.aggregate.js';
import { after, callInfo, record } from '../../libs/recording/src/recording-session.fixture.js';
import type { Cause, RecordingSessionStore } from '../../libs/recording/src/recording-session.store.js';
import { SeatStore } from '../../libs/recording/src/seat.store.js';
import { SessionParticipants } from '../../libs/recording/src/session-participant.store.js';
import { LEGS, type Leg, type Step } from './call-history.js';

export type Decide = Parameters<RecordingSessionStore['change']>[1];

class Refused extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'test.refused';
}

const seats = new SeatStore();
const participants = new SessionParticipants();
const recorders = new ParticipantRecorders();

/** Does the `i`th step of a history to its call, as the handler of its command does. The time of a step is its number. */
export function play(step: Step, i: number, run: string, sessions: RecordingSessionStore): Promise<unknown> {
  const callId = callIdOf(step.call, run);
  const at = after(10_000 + i);
  const notification = notificationOf(callId, i, at);
  const cause: Cause = i % 3 === 0 ? { by: 'recorder' } : { by: 'teams', notification };
  const change = (decide: Decide) => sessions.change(callId, decide, cause);
  const update = (call: Partial<CallInfo>, deleted = false) => {
    const said = { call: { ...callInfo, state: null, callChainId: null, ...call }, deleted };
    return new NoteCallUpdateHandler(sessions, recorders, seats).execute(
      new NoteCallUpdate(callId, said, notification),
    );
  };
  const join = (people: readonly string[]) => change(admission(people, i, at));
  switch (step.kind) {
    case 'open':
      return sessions.open(sessionOf(LEGS[step.call]!, callId, run), cause);
    case 'decide':
      return change((session) => session.decide(record, at));
    case 'answer':
      return change((session) => answer(session, at));
    case 'establish':
      return update({ state: 'established' });
    case 'confirm':
      return change((session) => session.noteStatusConfirmed('recording', `${callId} permit ${i}`, at));
    case 'media':
      return change((session) => session.noteFirstMedia(at));
    case 'mediaLost':
      return change((session) => session.noteMediaLost(at));
    case 'share':
      return change((session) => session.noteContentSharing(!session.contentSharing, at));
    case 'name':
      return update({ botData: botData(`r${i % 2}`) });
    case 'keptAlive':
      return change((session) => session.noteKeptAlive(after(600_000 + i).toISOString(), at));
    case 'gone':
      return change((session) => session.noteGraphGone({ status: 404, code: '8522' }, [], at));
    case 'miss':
      return change((session) => session.noteMissed('deadlinePassed', null, at));
    case 'end':
      return update({}, true);
    case 'join':
      return join(step.people.map((person) => `p${person}`));
    case 'leave': {
      const { person, ofJoining } = step;
      const joining = ofJoining === null ? null : joiningOf(`p${person}`, ofJoining);
      const left = new NoteParticipantLeft(callId, `p${person}`, joining, notification);
      return new NoteParticipantLeftHandler(sessions, participants).execute(left);
    }
    case 'roster': {
      const roster = new NoteRoster(callId, rosterOf(step, i), at, step.isAsked ? null : notification);
      return new NoteRosterHandler(sessions, participants, seats, recorders).execute(roster);
    }
    case 'refuse':
      return change((session) => {
        session.noteContentSharing(!session.contentSharing, at);
        throw new Refused('no');
      });
    case 'joinAndFail':
      return change(async (session, tx) => {
        await admission([`never-${i}`], i, at)(session, tx);
        throw new Refused('no');
      });
    case 'spoil':
      return change((session) =>
        session.noteFact('recording.SegmentKept', at, { sha256: 'a\0b', from: '', to: '', bytes: 0 }),
      );
  }
}

export const callIdOf = (call: number, run: string) => `${run}-call-${call}`;

function sessionOf({ chain, application, participant, receivedMs, isPaired }: Leg, callId: string, run: string) {
  const ids = { callId, graphCallId: callId, tenantId: 't1' };
  const call = {
    ...{ ...callInfo, callChainId: `${run}-chain-${chain}`, applicationInstanceId: application },
    ...{ observedParticipantId: participant, botData: isPaired ? botData('r0') : null },
  };
  return RecordingSession.open({ ...ids, call, receivedAt: after(receivedMs), spilledFrom: null });
}

function answer(session: RecordingSession, at: Date): void {
  session.decide(record, at);
  session.beginAnswer({ mediaHostId: 'h1', mediaSessionId: `${session.callId} media`, separated: true }, at);
  session.noteAnswered({ requestId: null, durationMs: 5, attempts: 1 }, at);
}

/** So few that some joinings are repeats of earlier ones. */
const joiningOf = (participantId: string, i: number) => `joining ${i % 4} of ${participantId}`;

/** As `AdmitParticipant` decides joinings that came together. */
function admission(people: readonly string[], i: number, at: Date): Decide {
  const asking = people.map((participantId, place) => ({
    participantId,
    userId: `user of ${participantId}`,
    // One in three says no joining of its own.
    joiningCallId: (i + place) % 3 === 0 ? null : joiningOf(participantId, i),
  }));
  return async (session, tx) => {
    const { admissions, held } = await seats.admit(tx, session, asking, session.takesParticipants, at);
    session.noteAdmissions(admissions, held, at);
    return admissions.map(({ decision }) => decision);
  };
}

/** People, some muted and some of them removed where a roster can say so; and a recorder of somebody else's. */
function rosterOf({ people, delta, version }: Extract<Step, { kind: 'roster' }>, i: number) {
  const plain = {
    identity: null,
    isInLobby: false,
    isMuted: false,
    removed: false,
    recordingStatus: null,
    mediaStreams: [],
  };
  const persons = people.map((person, place): RosterEntry => ({
    ...plain,
    participantId: `p${person}`,
    identity: { kind: 'user', id: `user ${person}`, tenantId: 't1' },
    isMuted: (i + place) % 3 === 0,
    removed: delta && (i + place) % 2 === 0,
  }));
  const recorder: RosterEntry = {
    ...{ ...plain, participantId: 'r0', recordingStatus: i % 4 === 0 ? 'failed' : 'recording' },
    identity: { kind: 'applicationInstance', id: 'recorder', tenantId: 't1' },
  };
  const sequenceNumber = version === null ? null : String(version);
  return { delta, sequenceNumber, participants: i % 2 === 0 ? [...persons, recorder] : persons };
}

function botData(recorder: string): BotData {
  return {
    ...{
      callId: null,
      mediaHostedRegion: null,
      user: null,
      otherSideUser: null,
      inviteReasons: [],
      isMultiParty: null,
    },
    ...{ policyIdentifier: null, policyName: null, otherRecorders: [{ id: 'other', participantId: null }] },
    pairedRecorders: [{ id: `app of ${recorder}`, participantId: recorder }],
  };
}

function notificationOf(callId: string, i: number, receivedAt: Date): LoggedNotification {
  const ids = { callKey: null, originalMessageId: null, scenarioId: null };
  return { ...ids, receivedAt, tenantId: 't1', callId, kind: 'test', messageId: `m-${i}`, body: { i } };
}
