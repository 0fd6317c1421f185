import { DomainError } from '@app/platform';

/** Parts of a request that cannot be read, each with its name. */
export class InvalidRequest extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'http.invalid-request';

  constructor(parameters: readonly { name: string; reason: string }[]) {
    super(parameters.map(({ name, reason }) => `${name}: ${reason}`).join('; '), { parameters });
  }
}
