import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type InboundTokens } from '@app/graph-comms';
import { type Clock, type Log, problemOf } from '@app/platform';

/** What the hook leaves on a request of Teams. */
export interface TeamsRequest {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  teams?: { tenantId: string; receivedAt: Date; verifiedAt: Date };
}

/** Where Teams posts, by the pattern of a route. */
export function isCallRoute(route: string | undefined): boolean {
  return route?.startsWith('/api/calls') ?? false;
}

/**
 * Rosters come to the callbackUri and hold everybody (protocol §4.5): 2 MiB are a thousand people at the largest entries
 * ever published, 1,973 bytes each. Nothing else that Teams posts comes near the usual limit (ADR 11).
 */
const ROSTER_LIMIT_BYTES = 2 * 1024 * 1024;

export function callBodyLimit(route: string): number | undefined {
  return route === '/api/calls/:callKey' ? ROSTER_LIMIT_BYTES : undefined;
}

/**
 * Lets in who speaks for Teams. Before the body is read, so that a stranger's body is never looked at (protocol §11.2,
 * step 9); that is earlier than a guard of Nest stands. The five seconds run from here.
 */
export function guardCallRoutes(server: FastifyInstance, tokens: InboundTokens, clock: Clock, log: Log): void {
  server.addHook('onRequest', async (request: FastifyRequest & TeamsRequest, reply: FastifyReply) => {
    // The route that was matched and not the path, which may be spelt in many ways.
    if (!isCallRoute(request.routeOptions.url)) return;
    const receivedAt = clock.now();
    try {
      const { tenantId } = await tokens.verify(request.raw.rawHeaders);
      request.teams = { tenantId, receivedAt, verifiedAt: clock.now() };
    } catch (error) {
      const { status, code } = problemOf(error);
      log.warn('a request to the calling webhook was refused', { code });
      // Nobody who is refused learns anything; and what they may still be sending is not read.
      await reply.status(status).header('connection', 'close').send();
    }
  });
}
