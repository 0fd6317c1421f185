import { EventEmitter } from 'node:events';
import { randomUUID } from 'node:crypto';
import type { PlannedFaults } from '../control/faults.js';
import type { Conversation, RecordingStatus } from './conversation.js';
import type { Person } from './people.js';
import type { Attempt } from './webhook.js';

export type LegState = 'incoming' | 'establishing' | 'established' | 'redirecting' | 'terminating' | 'terminated';

export interface Result {
  code: number;
  subcode: number;
  message: string;
}

/** What the application asked for in `answer`. */
export interface Answer {
  callbackUri: string;
  acceptedModalities: string[];
  mediaConfig: { '@odata.type': string; blob?: string | null; preFetchMedia?: unknown[] };
  participantCapacity?: number | null;
  callOptions?: { isContentSharingNotificationEnabled?: boolean | null } | null;
}

export interface LegPlan {
  conversation: Conversation;
  /** Whom the application is invited for, or who calls it. */
  person: Person;
  kind: 'policyRecording' | 'direct';
  /**
   * Whether speech is sent, a frame of it now and then (so that much is kept at little cost), the media port is only
   * dialled, media is left out (for load), or cannot be reached.
   */
  media: 'speech' | 'sparse' | 'connect' | 'none' | 'unreachable';
  seed: string;
  faults: PlannedFaults | null;
  /** Documents warn that established may come before establishing (page "call: answer"). */
  establishedFirst: boolean;
  /** Null: a new one. */
  callId: string | null;
  /** 32 hex digits in upper case, as some pages print ids, or with hyphens. */
  idSpelling: 'hyphens' | 'upper32';
  /** Application instance that is called; policy legs have it from the policy. */
  applicationInstanceId: string;
  /** 1 for the second of twin invitations. */
  lane: 0 | 1;
  /** The application's own participant. */
  myParticipantId: string;
  /** Recorders of the paired application for the same person. */
  pairedRecorders: readonly { id: string; participantId: string }[];
}

export interface Operation {
  id: string;
  type: string;
  clientContext: string | null;
}

/** One request to answer a leg, whatever became of it. */
export interface AnswerSeen {
  at: number;
  /** Names the recorder that sent it. */
  callbackUri: string | null;
  /** Null while it has none, and when the connection was cut. */
  status: number | null;
}

/** One application's connection to one conversation: Graph's `call`. */
export class Leg {
  /** As it stands in every URL and body of this leg. */
  readonly id: string;
  readonly invitedAt = Date.now();
  state: LegState = 'incoming';
  answer: Answer | null = null;
  /** Every post of the invitation, repeats among them. */
  readonly invitePosts: Attempt[] = [];
  readonly answersSeen: AnswerSeen[] = [];
  answeredAt: number | null = null;
  answerStatus: number | null = null;
  establishedAt: number | null = null;
  recordingStatus: RecordingStatus = 'notRecording';
  /** Every status that Graph was told and confirmed. */
  readonly recordingStatuses: { at: number; status: RecordingStatus }[] = [];
  rejectReason: string | null = null;
  isMuted = false;
  /** Posts for a leg that was refused or never answered go where the invitation went, or where `reject` asked. */
  finalCallbackUri: string | null = null;
  endedAt: number | null = null;
  result: Result | null = null;
  keepAlives = 0;
  bytesOfSpeech = 0;
  readonly handled = new Set<string>();
  readonly operations = new Map<string, Operation>();
  private readonly changes = new EventEmitter({ captureRejections: false });

  constructor(readonly plan: LegPlan) {
    const id = plan.callId ?? randomUUID();
    this.id = plan.idSpelling === 'upper32' ? id.replaceAll('-', '').toUpperCase() : id;
    this.changes.setMaxListeners(0);
  }

  get myParticipantId(): string {
    return this.plan.myParticipantId;
  }

  get tenantId(): string {
    return this.plan.conversation.tenantId;
  }

  get callChainId(): string {
    return this.plan.conversation.callChainId;
  }

  get recordingReportedAt(): number | null {
    return this.recordingStatuses[0]?.at ?? null;
  }

  /** When Graph first saw an answer, whatever became of it. */
  get answerSeenAt(): number | null {
    return this.answersSeen[0]?.at ?? null;
  }

  get ended(): boolean {
    return this.state === 'terminating' || this.state === 'terminated';
  }

  get contentSharingNotifications(): boolean {
    return this.answer?.callOptions?.isContentSharingNotificationEnabled === true;
  }

  answerComes(body: unknown): AnswerSeen {
    const { callbackUri } = (body ?? {}) as { callbackUri?: unknown };
    const seen = { at: Date.now(), callbackUri: typeof callbackUri === 'string' ? callbackUri : null, status: null };
    this.answersSeen.push(seen);
    this.changed();
    return seen;
  }

  /** Every change of the fields above is followed by this. */
  changed(): void {
    this.changes.emit('changed');
  }

  /** Whether it came true within the time. */
  until(condition: (leg: this) => boolean, timeoutMs: number): Promise<boolean> {
    if (condition(this)) return Promise.resolve(true);
    return new Promise((resolve) => {
      const finish = (came: boolean) => {
        clearTimeout(timer);
        this.changes.off('changed', check);
        resolve(came);
      };
      const check = () => {
        if (condition(this)) finish(true);
      };
      const timer = setTimeout(() => finish(false), timeoutMs);
      this.changes.on('changed', check);
    });
  }
}
