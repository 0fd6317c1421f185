import { z } from 'zod';
import { graphText, label, pageOf, paging, utcTime } from './common.js';

/** Somebody in a call: ids only, names are not kept. */
export const participant = z
  .object({
    participantId: graphText.meta({ description: 'Valid in this call only.' }),
    userId: graphText.nullable(),
    tenantId: graphText.nullable(),
    identityKind: graphText.nullable(),
    isInLobby: z.boolean().nullable(),
    isMuted: z.boolean().nullable(),
    seatDecision: label.nullable().meta({ description: 'Under policy: what we answered when they joined.' }),
    seatTakenAt: utcTime.nullable().meta({ description: 'Since when this call records them; the last time.' }),
    seatFreedAt: utcTime.nullable().meta({ description: 'Null while they hold their seat.' }),
    joinedAt: utcTime.nullable(),
    leftAt: utcTime.nullable(),
  })
  .meta({ id: 'Participant' });

export const participantPage = pageOf(participant, 'ParticipantPage');
export type ParticipantPage = z.infer<typeof participantPage>;

export const participantQuery = z.strictObject(paging);
