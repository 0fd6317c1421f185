import { DomainError } from '@app/platform';

export class NoSuchPolicy extends DomainError {
  readonly kind = 'notFound';
  readonly code = 'policies.no-such-policy';

  constructor(policyId: string) {
    super(`There is no policy ${policyId}`, { policyId });
  }
}

/** Somebody else has changed it since the caller looked, or it was to be new and is not. */
export class PolicyHasChanged extends DomainError {
  readonly kind = 'preconditionFailed';
  readonly code = 'policies.policy-has-changed';

  constructor(policyId: string, version: number | null) {
    const now = version === null ? 'does not exist' : `is at version ${version}`;
    super(`The policy ${policyId} ${now}, which is not what was expected`, { policyId, version });
  }
}

/** The id belongs to a retired policy, or to one that this caller may not change. */
export class PolicyIdTaken extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'policies.policy-id-taken';

  constructor(policyId: string) {
    super(`The policy id ${policyId} is in use by a policy that cannot be changed`, { policyId });
  }
}

/** Somebody who may change one tenant's policies asked for another tenant's, or for one of every tenant. */
export class NotYourTenantsPolicy extends DomainError {
  readonly kind = 'forbidden';
  readonly code = 'policies.not-your-tenants-policy';

  constructor(policyId: string) {
    super(`You may put policies of your own tenant only`, { policyId });
  }
}

/** Parts of a policy that do not go together. */
export class PolicyContradictsItself extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'policies.policy-contradicts-itself';

  constructor(parameter: string, reason: string) {
    super(`${parameter}: ${reason}`, { parameters: [{ name: parameter, reason }] });
  }
}
