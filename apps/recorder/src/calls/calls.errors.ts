import { DomainError } from '@app/platform';

/** One body with so many notifications that taking them all would keep others waiting for seconds. Teams sends one. */
export class TooManyNotifications extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'calls.too-many-notifications';

  constructor(count: number) {
    super('The body holds more notifications than are taken at once', { count });
  }
}
