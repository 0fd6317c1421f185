import { Injectable } from '@nestjs/common';
import { HttpClient, HttpFault } from '@app/platform';
import { Settings } from '../settings.js';
import { pause } from '../pause.js';

/** One post of a notification to one recorder. */
export interface Attempt {
  at: number;
  url: string;
  /** Null when there was no reply. */
  status: number | null;
  durationMs: number;
}

export interface Delivery {
  url: string;
  status: number | null;
  text: string;
  durationMs: number;
  error?: string;
  /** In order; the last one is what all this tells of. */
  attempts: readonly Attempt[];
}

/** How long the platform waits for a reply is not documented (protocol §5.4); as long as an invitation lives is a guess. */
const PATIENCE_MS = 5_000;
const PAUSES_MS = [100, 300, 700, 1_200];

/**
 * Posts to the recorders. The addresses in SIMULATOR_RECORDER_URLS stand for what is behind one load balancer: posts
 * go round, and one that is not taken goes to the next. Whether and how often Teams itself repeats a notification is
 * unknown; repeating within five seconds is this desk's reading.
 */
@Injectable()
export class Webhook {
  private turn = 0;

  constructor(
    private readonly http: HttpClient,
    private readonly settings: Settings,
  ) {}

  /** Where `callbackUri` null is the global calling webhook. The platform keeps no connection; this desk does, to spare the machine. */
  async post(callbackUri: string | null, headers: Record<string, string>, body: string): Promise<Delivery> {
    const started = performance.now();
    const addresses = this.addresses(callbackUri);
    const attempts: Attempt[] = [];
    let last: Delivery = {
      url: callbackUri ?? '',
      status: null,
      text: '',
      durationMs: 0,
      error: 'no recorder is known',
      attempts,
    };
    for (let attempt = 0; attempt <= PAUSES_MS.length; attempt += 1) {
      const url = addresses[attempt % addresses.length];
      const left = PATIENCE_MS - (performance.now() - started);
      if (!url || left <= 0) break;
      const at = Date.now();
      last = { ...(await this.once(url, headers, body, left)), attempts };
      attempts.push({ at, url, status: last.status, durationMs: last.durationMs });
      if (last.status !== null && last.status < 500) break;
      await pause(Math.min(PAUSES_MS[attempt] ?? 0, Math.max(0, left)));
    }
    return last;
  }

  private async once(
    url: string,
    headers: Record<string, string>,
    body: string,
    timeoutMs: number,
  ): Promise<Omit<Delivery, 'attempts'>> {
    const started = performance.now();
    try {
      const reply = await this.http.request({ method: 'POST', url, headers, body, timeoutMs });
      return { url, status: reply.status, text: reply.text, durationMs: performance.now() - started };
    } catch (error) {
      const fault = error instanceof HttpFault ? error.fault : String(error);
      return { url, status: null, text: '', durationMs: performance.now() - started, error: fault };
    }
  }

  private addresses(callbackUri: string | null): string[] {
    const { recorderUrls } = this.settings;
    this.turn += 1;
    const rotated = recorderUrls.map((_url, index) => recorderUrls[(index + this.turn) % recorderUrls.length] ?? '');
    if (callbackUri === null) return rotated;
    const { origin, pathname, search } = new URL(callbackUri);
    const replicas = rotated.map((url) => new URL(url).origin + pathname + search);
    const isOurs = recorderUrls.some((url) => new URL(url).origin === origin);
    return isOurs ? replicas : [callbackUri, callbackUri, ...replicas];
  }
}

/** Statuses of the attempts before the one that counted. */
export function earlierStatuses({ attempts }: Delivery): (number | null)[] {
  return attempts.slice(0, -1).map(({ status }) => status);
}
