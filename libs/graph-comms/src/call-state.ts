/** Graph's enums as we keep them: lower camel case, whatever case arrived (protocol §1.3, §4.3, §9). */
export const CALL_STATES = [
  'incoming',
  'ringing',
  'establishing',
  'established',
  'hold',
  'transferring',
  'transferAccepted',
  'redirecting',
  'terminating',
  'terminated',
] as const;
export type CallState = (typeof CALL_STATES)[number];

export const RECORDING_STATUSES = ['notRecording', 'recording', 'failed'] as const;
export type RecordingStatus = (typeof RECORDING_STATUSES)[number];

export const MODALITIES = ['audio', 'video', 'videoBasedScreenSharing', 'data'] as const;
export type Modality = (typeof MODALITIES)[number];

export type RejectReason = 'none' | 'busy' | 'forbidden';
