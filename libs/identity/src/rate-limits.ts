import { type Clock, type Config, RecentlyUsed } from '@app/platform';
import { TooManyRequests } from './identity.errors.js';

const WINDOW_SECONDS = 60;
/** Who is turned away: enough for somebody who tries, and no flood of the audit trail. */
const REFUSED_PER_WINDOW = 60;
/** Who was seen longest ago is forgotten first, and may begin anew. */
const MOST_CALLERS = 10_000;

/** The part of a reply that tells a caller where they stand. */
interface Reply {
  header(name: string, value: string): unknown;
}

interface Window {
  beganAt: number;
  taken: number;
}

/**
 * So many requests each caller may make of this recorder in a minute. Every reply says what is left, in the fields of
 * draft-ietf-httpapi-ratelimit-headers; a refusal says when to come again.
 */
export class RateLimits {
  private readonly windows = new RecentlyUsed<Window>(MOST_CALLERS);

  constructor(
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /** Throws TooManyRequests. */
  takeKnown(caller: { tenantId: string; subject: string }, reply: Reply): void {
    this.take(`caller ${caller.tenantId}/${caller.subject}`, this.config.admin.requestsPerMinute, reply);
  }

  /** Of somebody whose token was not believed. Throws TooManyRequests. */
  takeUnknown(address: string | undefined, reply: Reply): void {
    this.take(`address ${address ?? ''}`, REFUSED_PER_WINDOW, reply);
  }

  /** Of somebody who lacks the role: each is an entry of the audit trail, too. Throws TooManyRequests. */
  takeRefused({ tenantId, subject }: { tenantId: string; subject: string }, reply: Reply): void {
    this.take(`refused ${tenantId}/${subject}`, REFUSED_PER_WINDOW, reply);
  }

  private take(key: string, most: number, reply: Reply): void {
    const now = this.clock.now().getTime();
    const found = this.windows.find(key);
    const isOver = !found || now >= found.beganAt + WINDOW_SECONDS * 1000 || now < found.beganAt;
    const window = isOver ? { beganAt: now, taken: 0 } : found;
    window.taken += 1;
    this.windows.remember(key, window);
    const resetSeconds = Math.ceil((window.beganAt + WINDOW_SECONDS * 1000 - now) / 1000);
    reply.header('ratelimit-policy', `"default";q=${most};w=${WINDOW_SECONDS}`);
    reply.header('ratelimit', `"default";r=${Math.max(0, most - window.taken)};t=${resetSeconds}`);
    if (window.taken <= most) return;
    reply.header('retry-after', String(resetSeconds));
    throw new TooManyRequests(most, WINDOW_SECONDS);
  }
}
