import { DomainError } from '@app/platform';

export class NoSuchMediaSession extends DomainError {
  readonly kind = 'notFound';
  readonly code = 'media-host.no-such-session';

  constructor(mediaSessionId: string) {
    super(`There is no media session ${mediaSessionId}`, { mediaSessionId });
  }
}
