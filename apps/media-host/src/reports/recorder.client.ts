import { Inject, Injectable } from '@nestjs/common';
import { AppTokens, HttpClient, type HttpReply } from '@app/platform';
import { Settings } from '../settings.js';

const TIMEOUT_MS = 3_000;

/** Nobody who was asked could answer. Carries no token and no body. */
export class RecordersUnreachable extends Error {
  constructor(readonly attempts: readonly string[]) {
    super(`No recorder answered: ${attempts.join(', ')}`);
    this.name = 'RecordersUnreachable';
  }
}

/** Speaks to whichever recorder answers, starting with the one that did last: any replica takes any report. */
@Injectable()
export class RecorderClient {
  private preferred = 0;

  constructor(
    @Inject(Settings) private readonly settings: Settings,
    @Inject(HttpClient) private readonly http: HttpClient,
    @Inject(AppTokens) private readonly tokens: AppTokens,
  ) {}

  /**
   * The first reply that is not a server error.
   * @throws RecordersUnreachable, and Error when there is no token
   */
  async send(method: 'PUT' | 'POST', path: string, body: object): Promise<HttpReply> {
    const { recorderUrls } = this.settings;
    const attempts: string[] = [];
    for (let n = 0; n < recorderUrls.length; n++) {
      const index = (this.preferred + n) % recorderUrls.length;
      const url = recorderUrls[index] ?? '';
      try {
        const reply = await this.sendTo(url + path, method, body);
        if (reply.status < 500) {
          this.preferred = index;
          return reply;
        }
        attempts.push(`${url}: ${reply.status}`);
      } catch (error) {
        attempts.push(`${url}: ${(error as { fault?: string }).fault ?? (error as Error).message}`);
      }
    }
    throw new RecordersUnreachable(attempts);
  }

  private async sendTo(url: string, method: 'PUT' | 'POST', body: object): Promise<HttpReply> {
    const { recorderAudience, entra } = this.settings;
    const token = await this.tokens.get(recorderAudience, entra.tenantId);
    const reply = await this.http.request({
      method,
      url,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
      timeoutMs: TIMEOUT_MS,
    });
    if (reply.status === 401) this.tokens.forget(recorderAudience, entra.tenantId, token);
    return reply;
  }
}
