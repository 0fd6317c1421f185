import type { Gap } from '@app/contracts';

/** In words for people; the codes are the admin API's. */
export const CAUSES: Record<Gap['cause'], string> = {
  notAnswered: 'The invitation was not answered in time.',
  noMediaHost: 'No media host could take the call.',
  neverEstablished: 'It was answered, and failed before it came up.',
  notAdmitted: 'No call of ours had a seat for them, or not yet.',
  starting: 'Nothing was kept yet, or not again.',
  recordingRefused: 'Graph would not have the call shown as recorded.',
  paused: 'Somebody had ordered a pause.',
  stopped: 'Somebody had ordered that recording stops.',
  hungUp: 'Somebody had ordered that we leave the call.',
  mediaLost: 'No media arrived, or its host was silent.',
  nothingShown: 'The host said that it kept media, and has shown none of it.',
  callEnded: 'Our call had ended, and they were still there.',
  unexplained: 'None of the known causes.',
};
