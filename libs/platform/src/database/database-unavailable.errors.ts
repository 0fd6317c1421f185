import { DomainError } from '../domain-error.js';

/** Somebody asked while the database was away, or while everybody who asks had every connection that there is for them. */
export class DatabaseUnavailable extends DomainError {
  readonly kind = 'unavailable';
  readonly code = 'database.unavailable';

  constructor(cause: unknown) {
    super('The database cannot be asked now');
    this.cause = cause;
  }
}
