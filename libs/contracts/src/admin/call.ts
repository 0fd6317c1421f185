import { z } from 'zod';
import { total } from './common.js';

/** What is said alike of a call as a session and as a leg of a conversation. */

export const callState = z.enum([
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
]);
export const recordingStatus = z.enum(['notRecording', 'recording', 'failed']);
export const response = z.enum(['answered', 'rejected', 'redirected', 'missed']).nullable();

export const lane = total.meta({
  description: '0; above, for a further invitation of one application for one participant.',
});
export const spilledFrom = z
  .guid()
  .nullable()
  .meta({ description: 'The session that had no seat for the participant for whom Teams made this call.' });
