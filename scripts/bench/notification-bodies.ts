import { randomBytes, randomUUID } from 'node:crypto';
import type { LiveCall } from './live-calls.js';

const type = (name: string): object => ({ '@odata.type': `#microsoft.graph.${name}` });

/** Of ten notifications of one call. What people do (rosters) and what the platform says by itself are about as many. */
const MIX = ['update', 'roster', 'roster', 'update', 'sharing', 'roster', 'update', 'roster', 'update', 'sharing'];

/** What Teams would say of one live call, one notification after the other (shapes: protocol §4.3, §4.5, §4.8). */
export class NotificationBodies {
  private told: number;
  private rosters = 0;
  private sharingId: string | null = null;
  private readonly others: { participantId: string; userId: string }[];
  private readonly tenantId = randomUUID();
  private readonly userId = randomUUID();
  /** Of its rosters: beyond the simulator's own, and beyond those of whoever spoke of this call before. */
  private readonly firstVersion = Date.now();

  /**
   * `place` among the calls, so that at any moment different calls are at different points of the mix; so many `people`
   * are in it.
   */
  constructor(
    private readonly call: LiveCall,
    place: number,
    people = 4,
  ) {
    this.told = place;
    this.others = Array.from({ length: people - 1 }, () => ({ participantId: randomUUID(), userId: randomUUID() }));
  }

  next(): string {
    const kind = MIX[this.told % MIX.length];
    this.told += 1;
    return JSON.stringify(kind === 'roster' ? this.roster() : kind === 'sharing' ? this.sharing() : this.update());
  }

  /** Who is in the call now: what is said first of all, and what may be said at any time. */
  nextRoster(): string {
    return JSON.stringify(this.roster());
  }

  /** What the platform says by itself. */
  nextUpdate(): string {
    return JSON.stringify(this.update());
  }

  /** The state once more, with a join token of its own as real updates carry it. */
  private update(): object {
    const token = ['{"alg":"RS256"}', '{"iss":"https://api.botframework.com"}']
      .map((part) => Buffer.from(part).toString('base64url'))
      .concat(randomBytes(256).toString('base64url'))
      .join('.');
    const meetingInfo = { ...type('tokenMeetingInfo'), token };
    return this.envelope('updated', '', { ...type('call'), state: 'established', meetingInfo });
  }

  /** Everybody and, each time, one of them muted or no longer muted. */
  private roster(): object {
    this.rosters += 1;
    const everybody = [{ participantId: this.call.participantId, userId: this.userId }, ...this.others];
    const entries = everybody.map(({ participantId, userId }, index) => ({
      ...type('participant'),
      id: participantId,
      info: {
        ...type('participantInfo'),
        identity: {
          ...type('identitySet'),
          user: { ...type('identity'), id: userId, displayName: 'Adele Vance', tenantId: this.tenantId },
        },
        region: 'emea',
        languageId: 'en-US',
      },
      mediaStreams: ['main-audio', 'main-video'].map((label, stream) => ({
        ...type('mediaStream'),
        mediaType: stream === 0 ? 'audio' : 'video',
        label,
        sourceId: String(index * 2 + stream + 1),
        direction: 'sendReceive',
        serverMuted: false,
      })),
      isMuted: this.rosters % everybody.length === index,
      isInLobby: false,
      metadata: null,
      recordingInfo: null,
      rosterSequenceNumber: this.firstVersion + this.rosters,
    }));
    return this.envelope('updated', '/participants', entries);
  }

  /** Begins and ends by turns. */
  private sharing(): object {
    const ended = this.sharingId;
    this.sharingId = ended === null ? randomUUID() : null;
    return this.envelope(ended === null ? 'created' : 'deleted', `/contentsharingsessions/${ended ?? this.sharingId}`);
  }

  private envelope(changeType: string, tail: string, resourceData?: unknown): object {
    const path = `/calls/${this.call.callId}${tail}`;
    const item = {
      ...type('commsNotification'),
      changeType,
      resource: `/app${path}`,
      resourceUrl: `/communications${path}`,
      ...(resourceData !== undefined && { resourceData }),
    };
    return { ...type('commsNotifications'), value: [item] };
  }
}
