import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { RecordingSessionStore } from '../recording-session.store.js';

/** Which call a notification is about, when more than one thing may say so (protocol §6.3). */
export interface CallKeys {
  /** Of the path in the notification, normalised. */
  callId: string | null;
  /** Of the callbackUri it was posted to. */
  callKey: string | null;
}

export interface FoundSession {
  callId: string;
  tenantId: string;
}

/** The session of a notification: by call id, else by our call key; null when we hold no such call. */
export class FindSession extends Query<FoundSession | null> {
  constructor(readonly keys: CallKeys) {
    super();
  }
}

@QueryHandler(FindSession)
export class FindSessionHandler implements IQueryHandler<FindSession> {
  constructor(private readonly sessions: RecordingSessionStore) {}

  async execute({ keys: { callId, callKey } }: FindSession): Promise<FoundSession | null> {
    const byId = callId === null ? null : await this.sessions.find(callId);
    return byId ?? (callKey === null ? null : this.sessions.findByCallKey(callKey));
  }
}
