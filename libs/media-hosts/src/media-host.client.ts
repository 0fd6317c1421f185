import type { Lease } from '@app/platform';
import type { KeepOrder, KeepReply, PrepareMediaSession } from '@app/contracts';

/** A host and the root of its routes. */
export interface MediaHostAddress {
  hostId: string;
  url: string;
}

/**
 * What we ask of a media host: one method per verb of the contract (docs/media-host.openapi.json). All may be repeated.
 * They throw MediaHostFull (only `prepare`) and MediaHostFailed, and never take longer than `timeoutMs`. `lease` is that of
 * the command for which the host is asked, confirmed before every request.
 */
export abstract class MediaHostClient {
  /** Room for a call's media. `blob` goes to Graph byte for byte (protocol §14.3), and never to a log. */
  abstract prepare(
    host: MediaHostAddress,
    request: PrepareMediaSession,
    timeoutMs: number,
    lease: Lease,
  ): Promise<{ mediaSessionId: string; blob: string }>;

  /** Opens or closes the gate. `keep: false` in the reply: writing under this permit has stopped. */
  abstract keep(
    host: MediaHostAddress,
    mediaSessionId: string,
    order: KeepOrder,
    timeoutMs: number,
    lease: Lease,
  ): Promise<KeepReply>;

  /** The session is needed no longer; it may be gone already. */
  abstract release(host: MediaHostAddress, mediaSessionId: string, timeoutMs: number, lease: Lease): Promise<void>;
}
