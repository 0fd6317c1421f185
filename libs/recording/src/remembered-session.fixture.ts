import type { Transaction } from '@app/platform';
import type { RecordingEvent } from './recording.events.js';
import { RecordingSession } from './recording-session.aggregate.js';
import type { RecordingSessionStore } from './recording-session.store.js';

/** The store with one session in it, in memory. */
export class RememberedSession {
  readonly events: RecordingEvent[] = [];
  private record: object;

  constructor(session: RecordingSession) {
    this.record = { ...session };
  }

  get session(): RecordingSession {
    return RecordingSession.of(structuredClone(this.record));
  }

  /** Events since, without their prefix. */
  get story(): string[] {
    return this.events.map(({ type }) => type.replace('recording.', ''));
  }

  get store(): RecordingSessionStore {
    const store: Pick<RecordingSessionStore, 'find' | 'change'> = {
      find: () => Promise.resolve(this.session),
      change: async (_callId, decide) => {
        const session = this.session;
        const result = await decide(session, {} as Transaction);
        this.record = { ...session };
        this.events.push(...session.getUncommittedEvents());
        return result;
      },
    };
    return store as RecordingSessionStore;
  }
}
