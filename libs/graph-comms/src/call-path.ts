import { normaliseCallId } from './graph-id.js';

/** Where a path under a call leads (protocol §3.3). */
export interface CallPath {
  /** Normalised for lookup. */
  callId: string;
  /** As received. Anything but a slash: whoever builds a URL from it must encode it. */
  graphCallId: string;
  /** What follows the call's id, e.g. `['operations', '{id}']`; the first, a name, in lower case. */
  tail: string[];
}

/** Whether requests can be built with an id and tables hold it. As a segment of a path `.` and `..` lead elsewhere. */
export function isUsableId(id: string): boolean {
  return id.length <= 256 && !/^\.*$|[/\0]|\p{Surrogate}/u.test(id);
}

/** Longer than any path of Graph; keeps the time for a senseless one bounded. */
const LONGEST_PATH = 4096;

/**
 * Reads the path of a call or of something under it: relative or absolute, `/communications/` or the deprecated
 * `/app/`, in any case. Null when it is no such path.
 */
export function parseCallPath(url: string): CallPath | null {
  if (url.length > LONGEST_PATH) return null;
  const path = url.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/]*/i, '').replace(/[?#].*$/s, '');
  const found = /(?:^|\/)(?:communications|app)\/calls\/([^/]+)(.*)$/is.exec(path);
  const graphCallId = found?.[1];
  if (graphCallId === undefined || !isUsableId(graphCallId)) return null;
  const segments = (found?.[2] ?? '').split('/').filter((segment) => segment !== '');
  if (!segments.every(isUsableId)) return null;
  const [name, ...rest] = segments;
  const tail = name === undefined ? [] : [name.toLowerCase(), ...rest];
  return { callId: normaliseCallId(graphCallId), graphCallId, tail };
}
