import { DomainError } from '@app/platform';

/** A call we do not hold: 404 for an order; a fact about it is counted and answered 202 (protocol §5.3). */
export class NoSuchSession extends DomainError {
  readonly kind = 'notFound';
  readonly code = 'recording.no-such-session';

  constructor(facts: Record<string, unknown>) {
    super('There is no recording session for this call', facts);
  }
}

export class NoSuchConversation extends DomainError {
  readonly kind = 'notFound';
  readonly code = 'recording.no-such-conversation';

  constructor(conversationId: string) {
    super('There is no such conversation', { conversationId });
  }
}

/** A notification whose token speaks for another tenant than the call's (protocol §11.2, step 8). */
export class TenantMismatch extends DomainError {
  readonly kind = 'forbidden';
  readonly code = 'recording.tenant-mismatch';

  constructor(callId: string) {
    super('The token speaks for another tenant than the call', { callId });
  }
}

/** More invitations are in hand than can be responded to in time; another replica may have room (docs/adr/0024). */
export class Overloaded extends DomainError {
  readonly kind = 'unavailable';
  readonly code = 'recording.overloaded';

  constructor() {
    super('This recorder has more invitations in hand than it can respond to in time');
  }
}

/** Times in a media host's report that cannot be true, each with its name. */
export class ReportOutOfTime extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'recording.report-out-of-time';

  constructor(parameters: readonly { name: string; reason: string }[]) {
    super(parameters.map(({ name, reason }) => `${name} ${reason}`).join('; '), { parameters });
  }
}
