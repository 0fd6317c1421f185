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

export class NoSuchGap extends DomainError {
  readonly kind = 'notFound';
  readonly code = 'recording.no-such-gap';

  constructor(gapId: string) {
    super('There is no such gap', { gapId });
  }
}

export class CallAlreadyEnded extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'recording.call-already-ended';

  constructor(callId: string) {
    super('The call has already ended', { callId });
  }
}

export class CallNotUp extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'recording.call-not-up';

  constructor(callId: string) {
    super('Teams has not set up the call yet', { callId });
  }
}

/** It is not up yet, not under policy, stopped, paused or being hung up: there is no recording to pause or stop. */
export class NotBeingRecorded extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'recording.not-being-recorded';

  constructor(callId: string) {
    super('The call is not being recorded', { callId });
  }
}

export class NotPaused extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'recording.not-paused';

  constructor(callId: string) {
    super('The recording of the call is not paused', { callId });
  }
}

/** This recorder stops, or has as many who follow it as it can serve; another may have room. */
export class NobodyMayFollow extends DomainError {
  readonly kind = 'unavailable';
  readonly code = 'recording.nobody-may-follow';

  constructor() {
    super('Nobody more may follow changes at this recorder now');
  }
}

export class PauseTooLong extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'recording.pause-too-long';

  constructor(mostSeconds: number) {
    const reason = `may be ${mostSeconds} at most`;
    super(`resumeAfterSeconds ${reason}`, { parameters: [{ name: 'resumeAfterSeconds', reason }] });
  }
}

/** The order is stored and stands; Teams has not confirmed it yet, or the media host has not obeyed. */
export class OrderUnconfirmed extends DomainError {
  readonly kind = 'unavailable';
  readonly code = 'recording.order-unconfirmed';

  constructor(callId: string, recordingStatus: string) {
    super('The order stands, but was not confirmed in time; look at the session', { callId, recordingStatus });
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
