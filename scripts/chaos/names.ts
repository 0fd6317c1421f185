import { recorderUrls } from '../system/topology.js';
import { STORM } from './weather.js';

/** Which recorder answers at this address; null when none does. */
export function nameOfRecorder(url: string): string | null {
  const { origin } = new URL(url);
  const index = recorderUrls(STORM.recorders).indexOf(origin);
  return index < 0 ? null : `recorder-${index + 1}`;
}
