/**
 * Why nothing is there of somebody who was under policy:
 * - `notAnswered`: the invitation was not answered in time; how long they spoke unrecorded, Teams does not say
 * - `noMediaHost`: no media host could take the call, so that it was rejected
 * - `neverEstablished`: it was answered, and ended before it came up, as when media cannot be set up (protocol §8.3)
 * - `notAdmitted`: no call of ours had a seat for them, or not yet
 * - `starting`: the call had come up, or its recording was to come back, and nothing was kept yet
 * - `recordingRefused`: Graph would not have the call shown as recorded (protocol §7.5)
 * - `paused`, `stopped`, `hungUp`: somebody ordered it, or nobody under policy was left
 * - `mediaLost`: no media arrived, or its host was silent
 * - `nothingShown`: the host said that it kept media, and has shown no segment of it
 * - `callEnded`: our call had ended, and they were still there
 * - `unexplained`: none of these, so that somebody has to find out
 */
export const GAP_CAUSES = [
  'notAnswered',
  'noMediaHost',
  'neverEstablished',
  'notAdmitted',
  'starting',
  'recordingRefused',
  'paused',
  'stopped',
  'hungUp',
  'mediaLost',
  'nothingShown',
  'callEnded',
  'unexplained',
] as const;
export type GapCause = (typeof GAP_CAUSES)[number];
