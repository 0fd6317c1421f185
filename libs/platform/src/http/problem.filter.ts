import { Catch, type ArgumentsHost, type ExceptionFilter, Inject } from '@nestjs/common';
import { Log } from '../logging.js';
import type { AllowedMethods } from './allowed-methods.js';
import { problem, problemOf } from './problem.js';

interface Request {
  method: string;
  url: string;
  server: { allowedMethods?: AllowedMethods };
  /** True when no route took the request, as opposed to one that found nothing. */
  is404: boolean;
  routeOptions?: { url?: string };
  raw: { readableAborted: boolean };
}

interface Reply {
  sent: boolean;
  status(code: number): Reply;
  hasHeader(name: string): boolean;
  header(name: string, value: string): Reply;
  send(body: unknown): Reply;
}

/** No longer: what is full or away now may not be in a moment, and at another recorder it may not be now. */
const COME_AGAIN_SECONDS = '1';

/** Every error that leaves by HTTP leaves here, as application/problem+json; no other file knows a status code. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(@Inject(Log) private readonly log: Log) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<Request>();
    const reply = host.switchToHttp().getResponse<Reply>();
    if (request.raw.readableAborted) {
      // Whoever hung up before they had said all of it waits for no reply, and nothing of ours went wrong.
      this.log.debug('a request was cut off', { method: request.method, route: request.routeOptions?.url });
      return;
    }
    const methods = (request.is404 && request.server.allowedMethods?.(request.url)) || [];
    const told = methods.length > 0 ? problem(405, 'http.method-not-allowed') : problemOf(error);

    if (told.status >= 500 && told.code === 'internal') {
      this.log.error('Request failed', {
        method: request.method,
        // The route and not the path: a path may carry a call key.
        route: request.routeOptions?.url,
        error: error instanceof Error ? error.stack : String(error),
      });
    }
    if (reply.sent) return;
    if (methods.length > 0) reply.header('allow', methods.join(', '));
    if (told.status === 503) reply.header('retry-after', COME_AGAIN_SECONDS);
    // A guard may have said more: what is wrong with the token that was shown (RFC 6750, section 3).
    if (told.status === 401 && !reply.hasHeader('www-authenticate')) reply.header('www-authenticate', 'Bearer');
    reply.status(told.status).header('content-type', 'application/problem+json; charset=utf-8').send(told);
  }
}
