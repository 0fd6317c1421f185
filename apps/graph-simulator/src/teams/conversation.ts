import { randomUUID } from 'node:crypto';
import type { Person } from './people.js';

export type RecordingStatus = 'notRecording' | 'recording' | 'failed';

/** A recorder that others run: known here by what rosters and invitations say of it. */
export interface RecorderElsewhere {
  /** Whether the policy pairs it with ours, or somebody else's policy brought it. */
  relation: 'paired' | 'other';
  applicationInstanceId: string;
  participantId: string;
  recordingStatus: RecordingStatus;
}

/** A Teams call or meeting and who is in it. The legs that hang on it are found in Legs. */
export class Conversation {
  readonly callChainId = randomUUID();
  readonly people = new Map<string, Person>();
  readonly recordersElsewhere = new Set<RecorderElsewhere>();
  /** Version of the roster; every change of people, sharing or recording makes a new one. */
  rosterSequenceNumber = 0;

  constructor(
    readonly tenantId: string,
    readonly kind: 'direct' | 'oneToOne' | 'meeting',
    /** Calls between two people outside policy tell none (page "call: answer"). */
    readonly tellsRosters = kind !== 'direct',
  ) {}

  join(person: Person): void {
    this.people.set(person.participantId, person);
    this.rosterSequenceNumber += 1;
  }

  leave(participantId: string): void {
    if (this.people.delete(participantId)) this.rosterSequenceNumber += 1;
  }

  share(person: Person, sharing: boolean): void {
    person.sharing = sharing;
    this.rosterSequenceNumber += 1;
  }

  /** The other party of a call between two. */
  otherSideOf(person: Person): Person | null {
    if (this.kind !== 'oneToOne') return null;
    return [...this.people.values()].find((other) => other !== person) ?? null;
  }
}
