import { DomainError } from '@app/platform';

/** The host has no room for this call (507): another one may. */
export class MediaHostFull extends Error {
  constructor(readonly hostId: string) {
    super(`Media host ${hostId} is full`);
    this.name = 'MediaHostFull';
  }
}

/** The host did not do what it was asked. Carries nothing of what was said, because that may be a blob. */
export class MediaHostFailed extends Error {
  constructor(
    readonly hostId: string,
    readonly details: Readonly<{
      verb: 'prepare' | 'keep' | 'release';
      /** The same request may succeed later; every verb of the contract may be repeated. */
      retryable: boolean;
      /** Null: no reply was read. */
      status: number | null;
      /** In one word: `timeout`, `ECONNREFUSED`, `status`, `reply`, `token`. */
      fault: string;
    }>,
    options?: ErrorOptions,
  ) {
    super(
      `Media host ${hostId} failed to ${details.verb}: ${details.fault} (${details.status ?? 'no reply'})`,
      options,
    );
    this.name = 'MediaHostFailed';
  }

  get retryable(): boolean {
    return this.details.retryable;
  }

  get status(): number | null {
    return this.details.status;
  }

  get fault(): string {
    return this.details.fault;
  }
}

export class NoSuchMediaHost extends DomainError {
  readonly kind = 'notFound';
  readonly code = 'media-hosts.no-such-host';

  constructor(hostId: string) {
    super(`There is no media host ${hostId}`, { hostId });
  }
}

/** Another application reports under this id, and is alive. */
export class MediaHostIdTaken extends DomainError {
  readonly kind = 'forbidden';
  readonly code = 'media-hosts.host-id-taken';

  constructor(hostId: string) {
    super(`The media host id ${hostId} belongs to another application, whose host is alive`, { hostId });
  }
}
