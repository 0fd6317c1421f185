import { AppTokens, outsideTraces, type Clock, type Config, type HttpClient, type Log } from '@app/platform';
import { AuthError, ConfidentialClientApplication, InteractionRequiredAuthError, ServerError } from '@azure/msal-node';
import { AppTokenUnavailable } from './app-token.errors.js';
import { appCredential } from './app-token-credential.js';
import { AppTokenNetwork } from './app-token-network.js';

/** A token that dies on its way is of no use: its last tenth, at most this long, is not used. */
const LONGEST_MARGIN_MS = 30_000;
const SOONEST_RENEWAL_MS = 1_000;
const RETRY_MS = 10_000;
/** A refusal lasts until a person has acted. */
const RETRY_REFUSED_MS = 60_000;
/** A tenant that nobody asked for in this time is no longer kept warm. */
const FORGET_IDLE_MS = 24 * 60 * 60_000;

interface HeldToken {
  readonly token: string;
  readonly usableUntil: number;
}

/** One resource in one tenant. */
interface Slot {
  readonly resource: string;
  readonly tenantId: string;
  held: HeldToken | null;
  fetching: Promise<HeldToken> | null;
  timer: NodeJS.Timeout | undefined;
  lastAsked: number;
}

/**
 * Tokens by client credentials, through Microsoft's library (protocol §12.1). Ours to add: concurrent callers share one
 * request, a token is renewed in the background at half its life, and a valid one is served while renewal fails.
 */
export class MsalAppTokens extends AppTokens {
  private readonly slots = new Map<string, Slot>();
  private readonly applications = new Map<string, ConfidentialClientApplication>();
  private readonly credential: ReturnType<typeof appCredential>;
  private readonly network: AppTokenNetwork;
  private stopped = false;

  /** @throws Error when the configured credential cannot be used: a fault to be told at start */
  constructor(
    private readonly entra: Config['entra'],
    http: HttpClient,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {
    super();
    this.credential = appCredential(entra);
    this.network = new AppTokenNetwork(http);
  }

  /** @throws AppTokenUnavailable when there is no valid token and none can be got */
  async get(resource: string, tenantId: string): Promise<string> {
    const slot = this.slot(resource, tenantId);
    slot.lastAsked = this.now();
    if (slot.held && slot.held.usableUntil > this.now()) return slot.held.token;
    return (await this.fetch(slot)).token;
  }

  forget(resource: string, tenantId: string, refused?: string): void {
    const slot = this.slot(resource, tenantId);
    if (refused === undefined || slot.held?.token === refused) slot.held = null;
  }

  stop(): void {
    this.stopped = true;
    for (const { timer } of this.slots.values()) clearTimeout(timer);
  }

  private slot(resource: string, tenantId: string): Slot {
    const key = `${tenantId} ${resource}`;
    const known = this.slots.get(key);
    if (known) return known;
    const lastAsked = this.now();
    const slot = { resource, tenantId, held: null, fetching: null, timer: undefined, lastAsked };
    this.slots.set(key, slot);
    return slot;
  }

  private fetch(slot: Slot): Promise<HeldToken> {
    slot.fetching ??= this.request(slot).finally(() => (slot.fetching = null));
    return slot.fetching;
  }

  private async request(slot: Slot): Promise<HeldToken> {
    const { resource, tenantId } = slot;
    try {
      const result = await this.application(tenantId).acquireTokenByClientCredential({
        scopes: [`${resource}/.default`],
        skipCache: true,
      });
      if (!result?.expiresOn) throw new AppTokenUnavailable('retry', 'no_token', tenantId);
      const lifeMs = result.expiresOn.getTime() - Date.now();
      slot.held = {
        token: result.accessToken,
        usableUntil: this.now() + lifeMs - Math.min(LONGEST_MARGIN_MS, lifeMs / 10),
      };
      this.plan(slot, Math.max(SOONEST_RENEWAL_MS, lifeMs / 2));
      return slot.held;
    } catch (error) {
      // MSAL answers the next requests of the same object itself for a while after a 429 or 5xx, without asking.
      this.applications.delete(tenantId);
      const failure = unavailable(error, tenantId);
      this.log.warn('No application token', { tenantId, resource, code: failure.code, category: failure.category });
      this.plan(slot, failure.category === 'refused' ? RETRY_REFUSED_MS : RETRY_MS);
      throw failure;
    }
  }

  private plan(slot: Slot, delayMs: number): void {
    clearTimeout(slot.timer);
    if (this.stopped) return;
    slot.timer = setTimeout(() => {
      if (this.now() - slot.lastAsked < FORGET_IDLE_MS) outsideTraces(() => this.fetch(slot)).catch(() => undefined);
    }, delayMs);
    slot.timer.unref();
  }

  private application(tenantId: string): ConfidentialClientApplication {
    const known = this.applications.get(tenantId);
    if (known) return known;
    const { authorityUrl, clientId } = this.entra;
    const application = new ConfidentialClientApplication({
      auth: {
        clientId,
        authority: `${authorityUrl}/${tenantId}`,
        // With its port: without, MSAL asks the public cloud who this authority is.
        knownAuthorities: [new URL(authorityUrl).host],
        ...this.credential,
      },
      system: { networkClient: this.network },
    });
    this.applications.set(tenantId, application);
    return application;
  }

  private now(): number {
    return this.clock.now().getTime();
  }
}

function unavailable(error: unknown, tenantId: string): AppTokenUnavailable {
  if (error instanceof AppTokenUnavailable) return error;
  if (error instanceof InteractionRequiredAuthError)
    return new AppTokenUnavailable('refused', error.errorCode, tenantId);
  if (error instanceof ServerError) {
    // Without a code nor a status it is MSAL's own refusal to ask.
    const status = error.status ?? 500;
    const refused = status >= 400 && status < 500 && status !== 408 && status !== 429;
    return new AppTokenUnavailable(refused ? 'refused' : 'retry', error.errorCode || 'throttled', tenantId);
  }
  return new AppTokenUnavailable('retry', error instanceof AuthError ? error.errorCode : 'unexpected', tenantId);
}
