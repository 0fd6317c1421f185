import { Injectable } from '@nestjs/common';
import {
  keepReply,
  preparedMediaSession,
  type KeepOrder,
  type KeepReply,
  type PrepareMediaSession,
} from '@app/contracts';
import { AppTokens, Config, HttpClient, HttpFault, type HttpReply, type Lease } from '@app/platform';
import { MediaHostClient, type MediaHostAddress } from './media-host.client.js';
import { MediaHostFailed, MediaHostFull } from './media-hosts.errors.js';

type Verb = MediaHostFailed['details']['verb'];

interface Ask {
  verb: Verb;
  method: 'POST' | 'PUT' | 'DELETE';
  path: string;
  body?: object;
  timeoutMs: number;
  lease: Lease;
}

/** The contract over HTTP, with our application's token for the media hosts' audience. */
@Injectable()
export class HttpMediaHostClient extends MediaHostClient {
  constructor(
    private readonly http: HttpClient,
    private readonly tokens: AppTokens,
    private readonly config: Config,
  ) {
    super();
  }

  async prepare(
    host: MediaHostAddress,
    request: PrepareMediaSession,
    timeoutMs: number,
    lease: Lease,
  ): Promise<{ mediaSessionId: string; blob: string }> {
    const ask: Ask = { verb: 'prepare', method: 'POST', path: '/media-sessions', body: request, timeoutMs, lease };
    const reply = await this.ask(host, ask);
    if (reply.status === 507) throw new MediaHostFull(host.hostId);
    const { mediaSessionId, mediaConfig } = read(host, 'prepare', reply, (body) =>
      preparedMediaSession.safeParse(body),
    );
    return { mediaSessionId, blob: mediaConfig.blob };
  }

  async keep(
    host: MediaHostAddress,
    mediaSessionId: string,
    order: KeepOrder,
    timeoutMs: number,
    lease: Lease,
  ): Promise<KeepReply> {
    const path = `/media-sessions/${encodeURIComponent(mediaSessionId)}/keep`;
    const reply = await this.ask(host, { verb: 'keep', method: 'PUT', path, body: order, timeoutMs, lease });
    return read(host, 'keep', reply, (body) => keepReply.safeParse(body));
  }

  async release(host: MediaHostAddress, mediaSessionId: string, timeoutMs: number, lease: Lease): Promise<void> {
    const path = `/media-sessions/${encodeURIComponent(mediaSessionId)}`;
    const reply = await this.ask(host, { verb: 'release', method: 'DELETE', path, timeoutMs, lease });
    // The contract says 204 also when it is gone; a host that says 404 or 410 means the same.
    if (!isSuccess(reply) && reply.status !== 404 && reply.status !== 410) throw refused(host, 'release', reply);
  }

  /** Sends, and once more with a new token when the first was refused, all within `timeoutMs`. */
  private async ask(host: MediaHostAddress, ask: Ask): Promise<HttpReply> {
    const until = performance.now() + ask.timeoutMs;
    const { tenantId } = this.config.entra;
    const { audience } = this.config.media;
    const token = await this.token(host, ask.verb);
    const reply = await this.send(host, ask, token, until);
    if (reply.status !== 401) return reply;
    this.tokens.forget(audience, tenantId, token);
    return this.send(host, ask, await this.token(host, ask.verb), until);
  }

  private async token(host: MediaHostAddress, verb: Verb): Promise<string> {
    try {
      return await this.tokens.get(this.config.media.audience, this.config.entra.tenantId);
    } catch (cause) {
      throw new MediaHostFailed(host.hostId, { verb, retryable: true, status: null, fault: 'token' }, { cause });
    }
  }

  private async send(host: MediaHostAddress, ask: Ask, token: string, until: number): Promise<HttpReply> {
    const { verb, method, path, body, lease } = ask;
    await lease.confirm();
    const timeoutMs = until - performance.now();
    if (timeoutMs <= 0) {
      throw new MediaHostFailed(host.hostId, { verb, retryable: true, status: null, fault: 'timeout' });
    }
    try {
      return await this.http.request({
        method,
        url: host.url + path,
        headers: { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }) },
        body: body && JSON.stringify(body),
        timeoutMs,
      });
    } catch (error) {
      if (!(error instanceof HttpFault)) throw error;
      throw new MediaHostFailed(host.hostId, { verb, retryable: true, status: null, fault: error.fault });
    }
  }
}

/** The parsed body of a success. What does not parse is named but never quoted. */
function read<T>(host: MediaHostAddress, verb: Verb, reply: HttpReply, parse: (body: unknown) => { data?: T }): T {
  if (!isSuccess(reply)) throw refused(host, verb, reply);
  const { data } = parse(jsonOf(reply.text));
  if (data === undefined) {
    throw new MediaHostFailed(host.hostId, { verb, retryable: false, status: reply.status, fault: 'reply' });
  }
  return data;
}

function refused({ hostId }: MediaHostAddress, verb: Verb, { status }: HttpReply): MediaHostFailed {
  const retryable = status >= 500 || status === 408 || status === 429;
  return new MediaHostFailed(hostId, { verb, retryable, status, fault: 'status' });
}

function isSuccess({ status }: HttpReply): boolean {
  return status >= 200 && status < 300;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
