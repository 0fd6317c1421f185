import { ask } from './http-json.js';
import type { TeamsCall } from './simulator-client.js';

/** How joinings travel; see apps/graph-simulator/README.md. */
export interface JoiningWish {
  deliver?: 'callback' | 'webhook';
  form?: 'envelope' | 'bare';
  path?: 'existing' | 'joining' | 'none';
  drawn?: boolean;
  repeats?: number;
  repeatAfterMs?: number;
  leftFirst?: boolean;
  spills?: 'oneByOne' | 'together';
}

interface Pace {
  together?: boolean;
  joinEveryMs?: number;
  joining?: JoiningWish;
}

export interface MeetingWish extends Pace {
  people?: number;
  guests?: number;
  policyIdentifier?: string;
  applicationInstanceId?: string;
  twins?: boolean;
  paired?: boolean | 'elsewhere';
  afterFirstAnswer?: boolean;
  media?: 'speech' | 'connect' | 'none' | 'unreachable';
  rosters?: boolean;
  seed?: number;
  faults?: object;
}

export interface Decision {
  kind: string;
  callId: string;
  status: number | null;
  ms: number | null;
  earlier: (number | null)[];
  repeats: string[];
}

export interface Attendee {
  participantId: string;
  userId: string;
  leftAt: string | null;
  decided: boolean;
  recorders: { applicationInstanceId: string; lane: 0 | 1; callId: string | null; decisions: Decision[] }[];
}

interface Figures {
  p50: number;
  p99: number;
  max: number;
}

export interface MeetingSummary {
  people: number;
  undecided: number;
  unrecorded: number;
  recordedByOneOfTwo: number;
  decisions: Record<string, number>;
  contradicted: number;
  serverErrors: number;
  overCapacity: number;
  legs: number;
  legsUp: number;
  joinMs: Figures | null;
  answerMs: Figures | null;
}

export interface TeamsMeeting {
  meetingId: string;
  callChainId: string;
  state: 'gathering' | 'gathered' | 'ended';
  summary: MeetingSummary;
  legs: TeamsCall[];
  people: Attendee[];
}

/** Meetings of the simulator with many users under one policy. */
export class MeetingsClient {
  constructor(private readonly url: string) {}

  /** Returns when the first has been invited; who is decided on shows in the meeting. */
  async start(wish: MeetingWish = {}): Promise<string> {
    return (await this.post<{ meetingId: string }>('', wish)).meetingId;
  }

  read(meetingId: string): Promise<TeamsMeeting> {
    return ask('GET', `${this.url}/control/meetings/${meetingId}`);
  }

  /** Resolves when all who came are decided on. */
  join(
    meetingId: string,
    wish: Pace & { count?: number } = {},
  ): Promise<{ summary: MeetingSummary; people: Attendee[] }> {
    return this.post(`/${meetingId}/join`, wish);
  }

  async leave(
    meetingId: string,
    wish: { participantIds?: string[]; count?: number; repeats?: number } = {},
  ): Promise<string[]> {
    return (await this.post<{ participantIds: string[] }>(`/${meetingId}/leave`, wish)).participantIds;
  }

  end(meetingId: string): Promise<unknown> {
    return this.post(`/${meetingId}/end`);
  }

  private post<T>(path: string, body: object = {}): Promise<T> {
    return ask('POST', `${this.url}/control/meetings${path}`, { body });
  }
}
