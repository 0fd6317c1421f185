/** How a refusal is to be understood by whoever asked; one filter turns it into an HTTP status. */
export type DomainErrorKind =
  | 'invalid'
  | 'unauthorized'
  | 'forbidden'
  | 'notFound'
  | 'conflict'
  | 'preconditionFailed'
  | 'unprocessable'
  | 'tooMany'
  | 'unavailable';

/**
 * An order that was refused for a reason the caller can act on. Anything else that is thrown is a fault of ours
 * or of the outside world, and durable commands retry it; a DomainError they do not.
 */
export abstract class DomainError extends Error {
  abstract readonly kind: DomainErrorKind;
  /** Stable and public, e.g. `recording.call-already-ended`. */
  abstract readonly code: string;

  constructor(
    message: string,
    /** Ids that explain the refusal; never names, tokens or bodies. */
    readonly facts: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
    this.name = new.target.name;
  }
}
