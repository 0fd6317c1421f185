import { z } from 'zod';
import { plainText } from '../values.js';
import { callState, lane, recordingStatus, response, spilledFrom } from './call.js';
import {
  flag,
  flags,
  graphText,
  label,
  listOf,
  moment,
  pageOf,
  paging,
  sentence,
  tenantId,
  total,
  utcTime,
  version,
} from './common.js';

const identity = z
  .object({
    kind: label.meta({ description: 'Member of the identitySet that named them: user, application, phone …' }),
    id: graphText.nullable(),
    tenantId: graphText.nullable(),
  })
  .meta({ id: 'Identity' });

const otherSideUser = z
  .object({
    id: graphText.nullable(),
    participantId: graphText.nullable(),
    tenantId: graphText.nullable(),
    participationMethod: graphText.nullable(),
  })
  .meta({ id: 'OtherSideUser', description: 'The other party of a one-to-one call, as botData names them.' });

const recorder = z
  .object({ id: graphText.nullable(), participantId: graphText.nullable() })
  .meta({ id: 'Recorder', description: 'Another application that Teams invited.' });

const decision = z
  .object({
    action: z.enum(['record', 'answer', 'decline', 'redirect']),
    reason: label.meta({ description: 'How closely the rule names the call: exactPolicy, patternPolicy, …' }),
    ruleId: label.meta({ description: 'The policy that decided, or `built-in:…`.' }),
    ruleVersion: version.nullable().meta({
      description: 'Which version of that policy; null: the rule is built in, or an earlier release decided.',
    }),
  })
  .meta({ id: 'Decision' });

const missed = z
  .object({
    stage: label.meta({ description: 'How far we got: received, decided, prepared, sent.' }),
    cause: label,
    code: graphText.nullable().meta({ description: "Graph's error code, where it gave one." }),
  })
  .meta({ id: 'Missed', description: 'Why an invitation got no answer in time.' });

const endReason = z
  .object({
    by: z.enum(['teams', 'vanished', 'missed']).meta({
      description: 'Teams told it; or the call was gone, by two witnesses at least; or it was never answered.',
    }),
    witnesses: listOf(
      z.object({
        witness: z.enum(['graphGone', 'mediaGone', 'rosterEmpty', 'conversationEnded', 'refusedByUs']),
        at: utcTime.meta({ description: 'Since when.' }),
      }),
      64,
    ).meta({ description: 'Of a call that vanished: who said so, Teams not having told us.' }),
    code: z.int().nullable(),
    subcode: z.int().nullable(),
    message: sentence.nullable(),
  })
  .meta({ id: 'EndReason', description: "Graph's resultInfo of the end of the call, or our own words." });

/** What one invitation, a body of at most 256 KiB, may name of a kind. */
const MOST_TOLD = 25_000;

/** One call that Teams invited us to. Names are Graph's where Graph has one. */
export const session = z
  .object({
    id: z.guid(),
    callId: graphText,
    callChainId: graphText.nullable().meta({ description: 'What all legs of one conversation share.' }),
    tenantId: graphText,
    conversationId: z.guid().nullable().meta({ description: 'The Teams call or meeting that it is a leg of.' }),
    lane,
    spilledFrom,
    kind: z.enum(['policyRecording', 'direct']),
    policyIdentifier: graphText.nullable().meta({ description: 'Verbatim from Teams.' }),
    policyName: graphText.nullable(),
    observedParticipantId: graphText.nullable().meta({ description: 'The participant under policy.' }),
    observedUserId: graphText.nullable(),
    participationMethod: graphText.nullable(),
    onBehalfOf: identity.nullable(),
    otherSideUser: otherSideUser.nullable(),
    inviteReasons: listOf(graphText, MOST_TOLD),
    pairedRecorders: listOf(recorder, MOST_TOLD),
    otherRecorders: listOf(recorder, MOST_TOLD),
    direction: z.enum(['incoming', 'outgoing']),
    callState,
    recordingStatus: recordingStatus.meta({ description: 'As Graph has confirmed it: what Teams shows people.' }),
    standingOrder: z.enum(['paused', 'stopped', 'hungUp']).nullable().meta({
      description: 'What a person ordered that still stands, or that the recorder hangs up of its own accord.',
    }),
    pausedUntil: utcTime.nullable().meta({ description: 'When recording goes on by itself.' }),
    decision: decision.nullable().meta({ description: 'Null: not decided yet.' }),
    response,
    missed: missed.nullable(),
    flags: flags.meta({ description: 'What somebody should look at although the call goes on.' }),
    participantCapacity: total.nullable(),
    participantCount: total.meta({ description: 'Participants under policy who hold a seat in this call.' }),
    mediaHostId: label.nullable(),
    mediaKind: z.enum(['appHosted', 'serviceHosted']).nullable(),
    mediaHostedRegion: graphText.nullable(),
    receivedAt: utcTime,
    respondedAt: utcTime.nullable(),
    responseMs: z.number().nullable().meta({ description: 'From the invitation to our response, milliseconds.' }),
    establishedAt: utcTime.nullable(),
    recordingStartedAt: utcTime.nullable(),
    recordingStoppedAt: utcTime.nullable(),
    endedAt: utcTime.nullable(),
    endReason: endReason.nullable(),
    contentSharing: z.boolean(),
  })
  .meta({ id: 'Session' });
export type Session = z.infer<typeof session>;

const answerStage = z
  .object({
    stage: z.enum(['verified', 'stored', 'decided', 'reserved', 'blob', 'sent', 'accepted']).meta({
      description:
        'The token of Teams verified; stored and taken up; decided; room at a media host reserved; its blob received; sent to Graph; accepted by Graph. A rejection and a redirect are sent and accepted, too.',
    }),
    at: utcTime.meta({ description: 'By the clock of the recorder that took the step.' }),
    ms: z.int().meta({ description: 'Since the first byte of the invitation.' }),
  })
  .meta({ id: 'AnswerStage' });

/** Each stage once. */
export const answerStages = listOf(answerStage, 7);

/** One session, with what its list leaves out. */
export const sessionDetail = session
  .extend({
    stages: answerStages.meta({
      description: 'Where the time to its response went: when each stage was first reached.',
    }),
  })
  .meta({ id: 'SessionDetail' });
export type SessionDetail = z.infer<typeof sessionDetail>;

export const sessionPage = pageOf(session, 'SessionPage');
export type SessionPage = z.infer<typeof sessionPage>;

/** What narrows a list of sessions; all of it together. */
export const sessionFilters = z.strictObject({
  tenantId: tenantId.optional(),
  policyIdentifier: plainText(512).optional().meta({ description: 'Compared without case, verbatim otherwise.' }),
  callState: callState.optional(),
  recordingStatus: recordingStatus.optional(),
  response: response.unwrap().optional(),
  unrecorded: flag.optional().meta({
    description:
      'Calls that are up and that policy wants recorded, of which nothing may be kept at this moment - recording has ' +
      'failed, has lost its media, was paused or stopped, or has not begun - or with somebody under policy for whom no ' +
      'call of ours has a seat; or only all others. What is to begin, or to be seated, has 30 seconds for it. Calls that ' +
      'we are leaving are not among them.',
  }),
  flagged: flag.optional().meta({ description: 'Calls with a flag, or only those without.' }),
  observedUserId: plainText(256).optional(),
  userId: plainText(256).optional().meta({
    description: 'Somebody who had a part in it: observed, with a seat, on the other side, or on whose behalf it was.',
  }),
  callId: plainText(256).optional().meta({ description: 'In any case, with or without hyphens.' }),
  callChainId: plainText(256).optional(),
  active: flag.optional().meta({ description: 'Calls that have not ended, or only those that have.' }),
  from: moment.optional().meta({ description: 'Received at this time or later.' }),
  to: moment.optional().meta({ description: 'Received before this time.' }),
  ...paging,
});
export type SessionFilters = z.output<typeof sessionFilters>;

/** Why, for the session's history and the audit trail. */
const orderReason = plainText(500).meta({ description: 'Why; kept with the session and in the audit trail.' });

export const sessionOrder = z.strictObject({ reason: orderReason }).meta({ id: 'SessionOrder' });
export type SessionOrder = z.output<typeof sessionOrder>;

export const pauseOrder = z
  .strictObject({
    reason: orderReason,
    resumeAfterSeconds: z.number().int().min(1).max(86_400).default(900).meta({
      description:
        'Recording goes on by itself after this long; the recorder allows an hour at most, unless set otherwise.',
    }),
  })
  .meta({ id: 'PauseOrder' });
export type PauseOrder = z.output<typeof pauseOrder>;

export const sessionPath = z.strictObject({ sessionId: z.guid() });
