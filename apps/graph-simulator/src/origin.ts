import type { FastifyRequest } from 'fastify';

/** Documents name addresses under the origin they were asked at, so that any name of this machine works. */
export function originOf(request: FastifyRequest): string {
  const secure = 'encrypted' in request.raw.socket;
  return `${secure ? 'https' : 'http'}://${request.headers.host ?? 'localhost'}`;
}
