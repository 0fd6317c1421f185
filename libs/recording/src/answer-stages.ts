import type { RecordingEvent } from './recording.events.js';

/**
 * The stages of an answer in their order, counted from the invitation's first byte (protocol §15.1): its token verified;
 * stored, and taken up by a recorder; decided; a media host's room reserved; its blob received; sent to Graph; accepted by
 * Graph. Only a call with media of ours has the two of a media host; a rejection and a redirect are sent and accepted, too.
 */
export const ANSWER_STAGES = ['verified', 'stored', 'decided', 'reserved', 'blob', 'sent', 'accepted'] as const;
export type AnswerStageName = (typeof ANSWER_STAGES)[number];

/** A stage as others see it; `ms` since the first byte of the invitation. */
export interface StageView {
  stage: AnswerStageName;
  at: string;
  ms: number;
}

/** The stages that the events of a session tell of, in their order. */
export function stagesOf(events: readonly RecordingEvent[], receivedAt: Date): StageView[] {
  const reached = stagesIn(events);
  // Teams took an answer whose sender died before it could tell, while somebody else sent it again.
  if ((reached.get('sent') ?? 0) > (reached.get('accepted') ?? Infinity)) reached.delete('sent');
  return ANSWER_STAGES.flatMap((stage) => {
    const at = reached.get(stage);
    return at ? [{ stage, at: at.toISOString(), ms: at.getTime() - receivedAt.getTime() }] : [];
  });
}

/** Each stage when it was first reached: what is sent again, because Graph was busy, was sent before. */
export function stagesIn(events: readonly RecordingEvent[]): Map<AnswerStageName, Date> {
  const reached = new Map<AnswerStageName, Date>();
  for (const event of events)
    for (const [stage, at] of toldBy(event))
      if (at !== undefined && !reached.has(stage)) reached.set(stage, new Date(at));
  return reached;
}

/** One that an earlier release stored knows fewer times. */
function toldBy({ at, type, data }: RecordingEvent): [AnswerStageName, Date | string | undefined][] {
  if (type === 'recording.InvitationReceived') return [['verified', data.verifiedAt]];
  if (type === 'recording.CallDecided')
    return [
      ['stored', data.takenUpAt],
      ['decided', at],
    ];
  if (type === 'recording.MediaPrepared')
    return [
      ['reserved', data.reservedAt],
      ['blob', data.blobAt],
    ];
  if (type === 'recording.GraphAsked') return isResponse(data.verb) ? [['sent', at]] : [];
  return ACCEPTED.has(type) ? [['accepted', at]] : [];
}

const ACCEPTED = new Set<string>(['recording.CallAnswered', 'recording.CallRejected', 'recording.CallRedirected']);
const RESPONSES = new Set<string>(['answer', 'reject', 'redirect']);

/** Whether this is said to Graph in response to an invitation. */
export function isResponse(verb: string): boolean {
  return RESPONSES.has(verb);
}
