import type { Socket } from 'node:net';
import { type Problem, problem } from './problem.js';

/**
 * Answers what Node could not even read as a request, before any route or filter is reached: with a problem like every
 * other refusal, then the connection is closed. A socket that is gone gets nothing.
 */
export function refuseUnreadable(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) {
    socket.destroy();
    return;
  }
  const told = refusalOf(error.code);
  const body = JSON.stringify(told);
  const head = [
    `HTTP/1.1 ${told.status} ${told.title}`,
    'content-type: application/problem+json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy());
}

/** The codes that Node documents for its event `clientError`. */
function refusalOf(code: string | undefined): Problem {
  if (code === 'HPE_HEADER_OVERFLOW') return problem(431, 'http.headers-too-large');
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return problem(408, 'http.request-timeout');
  return problem(400, 'http.bad-request');
}
