import type { FastifyRequest } from 'fastify';
import { originOf } from '../../origin.js';

/** What this browser showed of an earlier sign-in. */
export function shownSession(request: FastifyRequest): string | undefined {
  const begin = `${nameFor(request)}=`;
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(begin))?.slice(begin.length);
}

/**
 * The header that has the browser keep a session, or with null forget it. `tenant` is the path's, of people. A browser
 * shows a cookie to every port of a machine, the recorder's too, so it is for the paths of this endpoint only.
 */
export function sessionCookie(request: FastifyRequest, tenant: string, handle: string | null): string {
  const attributes = [`Path=/${tenant}/oauth2/v2.0`, 'HttpOnly', 'SameSite=Lax'];
  if (originOf(request).startsWith('https:')) attributes.push('Secure');
  if (handle === null) attributes.push('Max-Age=0');
  return [`${nameFor(request)}=${handle ?? ''}`, ...attributes].join('; ');
}

/** A second simulator of this machine has a name of its own, or it would sign people out of the first. */
function nameFor(request: FastifyRequest): string {
  const port = /:(\d+)$/.exec(originOf(request))?.[1];
  return port === undefined ? 'simulator-session' : `simulator-session-${port}`;
}
