import type { RecordingEvent } from './recording.events.js';

/**
 * The stages of an answer in their order, counted from the invitation's first byte (protocol §15.1): its token verified;
 * stored, and taken up by a recorder; decided; a media host's room reserved; its blob received; about to be sent to
 * Graph; accepted by Graph. A service-hosted call has no media host, and so neither of the three before the last.
 */
export const ANSWER_STAGES = ['verified', 'stored', 'decided', 'reserved', 'blob', 'sent', 'accepted'] as const;
export type AnswerStageName = (typeof ANSWER_STAGES)[number];

export interface StageReached {
  stage: AnswerStageName;
  at: Date;
}

/** A stage as others see it; `ms` since the first byte of the invitation. */
export interface StageView {
  stage: AnswerStageName;
  at: string;
  ms: number;
}

/** The stages that the events of a session tell of, in their order, each as it was last noted. */
export function stagesOf(events: readonly RecordingEvent[], receivedAt: Date): StageView[] {
  const reached = new Map(events.flatMap((event) => stagesIn(event)).map(({ stage, at }) => [stage, at]));
  return ANSWER_STAGES.flatMap((stage) => {
    const at = reached.get(stage);
    return at ? [{ stage, at: at.toISOString(), ms: at.getTime() - receivedAt.getTime() }] : [];
  });
}

/** The stages that an event tells of. One that an earlier release stored knows fewer. */
export function stagesIn(event: RecordingEvent): StageReached[] {
  const { at, type, data } = event;
  if (type === 'recording.InvitationReceived') return told({ verified: data.verifiedAt });
  if (type === 'recording.CallDecided') return told({ stored: data.takenUpAt, decided: at });
  if (type === 'recording.MediaPrepared')
    return told({ reserved: data.reservedAt, blob: data.blobAt, sent: data.sentAt });
  if (type === 'recording.CallAnswered') return told({ accepted: at });
  return [];
}

function told(times: Partial<Record<AnswerStageName, Date | string | undefined>>): StageReached[] {
  return ANSWER_STAGES.flatMap((stage) => {
    const at = times[stage];
    return at === undefined ? [] : [{ stage, at: new Date(at) }];
  });
}
