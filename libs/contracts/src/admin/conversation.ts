import { z } from 'zod';
import { callState, lane, recordingStatus, response, spilledFrom } from './call.js';
import { plainText } from '../values.js';
import { flag, flags, graphText, label, listOf, moment, pageOf, paging, tenantId, total, utcTime } from './common.js';

/** Whoever is in a call has one leg and one seat at most, and a roster that Teams sends names no more people than this. */
const MOST_PEOPLE = 25_000;

/** Each is begun and ended by something that somebody did. */
const MOST_STRETCHES = 100_000;

const common = {
  id: z.guid(),
  tenantId: graphText,
  beganAt: utcTime.meta({ description: 'When its first invitation came in.' }),
  endedAt: utcTime.nullable().meta({ description: 'Null while one of its legs has not ended.' }),
};

/** One Teams call or meeting, as far as Teams invited us to it. */
export const conversationSummary = z
  .object({
    ...common,
    callChainId: graphText.nullable(),
    legs: total.meta({ description: 'Calls that Teams invited us to.' }),
    legsUp: total.meta({ description: 'Those that have not ended.' }),
  })
  .meta({ id: 'ConversationSummary' });

export const conversationPage = pageOf(conversationSummary, 'ConversationPage');
export type ConversationPage = z.infer<typeof conversationPage>;

const seat = z
  .object({
    number: z.int32().min(1),
    participantId: graphText,
    userId: graphText.nullable(),
    takenAt: utcTime,
  })
  .meta({ id: 'Seat', description: 'Somebody under policy whom this leg is to record now.' });

const leg = z
  .object({
    sessionId: z.guid(),
    callId: graphText,
    callChainId: graphText.nullable(),
    applicationInstanceId: graphText.nullable(),
    observedParticipantId: graphText.nullable().meta({ description: 'For whom Teams invited us.' }),
    isPrimary: z.boolean().meta({
      description: 'Of the answered legs that are up the one answered first; when none is up, the first answered.',
    }),
    lane,
    spilledFrom,
    callState,
    recordingStatus,
    response,
    participantCapacity: total.nullable(),
    mediaHostId: label.nullable(),
    mediaState: z
      .enum(['awaited', 'flowing', 'unheard', 'lost'])
      .meta({ description: '`unheard`: its media host has fallen silent.' }),
    flags,
    receivedAt: utcTime,
    respondedAt: utcTime.nullable(),
    endedAt: utcTime.nullable(),
    seats: listOf(seat, MOST_PEOPLE),
  })
  .meta({ id: 'Leg', description: 'One call of a conversation. More of it: its session.' });

export const conversation = z
  .object({ ...common, legs: listOf(leg, MOST_PEOPLE).meta({ description: 'The first invited first.' }) })
  .meta({ id: 'Conversation' });
export type Conversation = z.infer<typeof conversation>;

/** What narrows a list of conversations; all of it together. */
export const conversationFilters = z.strictObject({
  tenantId: tenantId.optional(),
  active: flag.optional().meta({ description: 'Conversations with a call that has not ended, or only those without.' }),
  from: moment.optional().meta({ description: 'Begun at this time or later.' }),
  to: moment.optional().meta({ description: 'Begun before this time.' }),
  ...paging,
});
export type ConversationFilters = z.output<typeof conversationFilters>;

export const conversationPath = z.strictObject({ conversationId: z.guid() });

const coverageStretch = z
  .object({
    from: utcTime,
    to: utcTime.nullable().meta({ description: 'Null: it goes on.' }),
    coverage: z.enum(['none', 'single', 'double']).meta({
      description: 'Independent recorders; two of our calls on one media host count as one. `double`: two or more.',
    }),
    sessionIds: listOf(z.guid(), MOST_PEOPLE).meta({ description: 'Our calls that kept media.' }),
    recorderIds: listOf(graphText, MOST_PEOPLE).meta({ description: 'Recorders of others, by their participant ids.' }),
  })
  .meta({ id: 'CoverageStretch' });

/** By how many recorders somebody under policy was covered while they were in the meeting. */
export const participantCoverage = z
  .object({
    participantId: graphText,
    userId: graphText.nullable(),
    stretches: listOf(coverageStretch, MOST_STRETCHES).meta({
      description: 'The oldest first; none while they were away.',
    }),
  })
  .meta({ id: 'ParticipantCoverage' });

export const coveragePage = pageOf(participantCoverage, 'CoveragePage');
export type CoveragePage = z.infer<typeof coveragePage>;

export const coverageQuery = z.strictObject({ participantId: plainText(256).optional(), ...paging });
export type CoverageQuery = z.output<typeof coverageQuery>;
