import type { SessionDetail } from '@app/contracts';
import { useAnswer } from '../../api/answers.js';
import { questions } from '../../api/questions.js';

/** What the page of a call asks of its conversation, by each part of it alike, so that it is asked once. */

/** So many lanes can be looked over. */
const PEOPLE = 50;
/** Of whom nobody is recorded yet, no change of a call tells that somebody is. */
const WHILE_UP_MS = 15_000;

export const useCoverageOf = ({ conversationId, endedAt }: SessionDetail) =>
  useAnswer(questions.coverage(conversationId ?? '', { limit: PEOPLE }), {
    enabled: conversationId !== null,
    ...(endedAt === null && { everyMs: WHILE_UP_MS }),
  });

export const useConversationOf = ({ conversationId }: SessionDetail) =>
  useAnswer(questions.conversation(conversationId ?? ''), { enabled: conversationId !== null });
