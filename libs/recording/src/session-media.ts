import { Injectable } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import {
  FindMediaHost,
  MediaHostClient,
  MediaHostFailed,
  MediaHostFull,
  ReserveSeat,
  type MediaHostAddress,
} from '@app/media-hosts';
import { Clock, Log, type Lease } from '@app/platform';
import { ConversationStore } from './conversation.store.js';
import type { PreparedMedia } from './prepared-media.js';
import type { SessionRecord } from './session-record.js';

/** A host has this long to make a blob (interfaces: media-host contract). */
const PREPARE_MS = 1_000;
/** What a host that is well takes many times over. */
const LEAST_MS = 150;
/** How long to wait for a host to appear or to free a seat, before looking again. */
const LOOK_AGAIN_MS = 100;
/** A host that could not be spoken to is asked last for so long: each call would else find out by itself, at a second each. */
const SHUNNED_MS = 2_000;

/** The media of a session: which host takes it, and what that host is asked. */
@Injectable()
export class SessionMedia {
  /** When this replica last failed to speak to which host. */
  private readonly failedAt = new Map<string, number>();

  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly hosts: MediaHostClient,
    private readonly conversations: ConversationStore,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  /** Asks one host after another until there is a blob or `until` has come: then null. */
  async prepare(session: SessionRecord, until: Date, lease: Lease): Promise<PreparedMedia | null> {
    const { callId, tenantId, kind } = session;
    const modalities = 'modalities' in session.decision! ? session.decision.modalities : ['audio'];
    let exclude = this.shunned();
    let isShunning = exclude.length > 0;
    for (;;) {
      const left = until.getTime() - this.clock.now().getTime();
      if (left <= 0) return null;
      const { sourceRegion: region, mediaHostedRegion } = session;
      const place = { region, mediaHostedRegion, separationKey: separationKeyOf(session) };
      const host = await this.commands.execute(new ReserveSeat({ callId, ...place, exclude }));
      if (isShunning && !host?.separated) {
        // Better one that may have recovered than none, or the host of a twin.
        isShunning = false;
        exclude = host ? [host.hostId] : [];
        continue;
      }
      if (!host) {
        // Every host was asked or is full: whoever failed a moment ago may have recovered.
        exclude = [];
        await new Promise((wake) => setTimeout(wake, Math.min(LOOK_AGAIN_MS, left)));
        continue;
      }
      const reservedAt = this.clock.now();
      try {
        const request = { callId, tenantId, modalities: [...modalities], purpose: kind };
        const { mediaSessionId, blob } = await this.hosts.prepare(host, request, patienceMs(left), lease);
        const blobAt = this.clock.now();
        this.failedAt.delete(host.hostId);
        const separated = host.separated || !(await this.conversations.isRecordedTwice(session));
        return { mediaHostId: host.hostId, mediaSessionId, separated, reservedAt, blobAt, blob };
      } catch (error) {
        if (!(error instanceof MediaHostFailed || error instanceof MediaHostFull)) throw error;
        this.log.warn('a media host could not take a call', { callId, mediaHostId: host.hostId, error: error.message });
        if (isOutOfReach(error)) this.failedAt.set(host.hostId, this.clock.now().getTime());
        exclude.push(host.hostId);
      }
    }
  }

  private shunned(): string[] {
    const since = this.clock.now().getTime() - SHUNNED_MS;
    for (const [hostId, at] of this.failedAt) if (at < since) this.failedAt.delete(hostId);
    return [...this.failedAt.keys()];
  }

  /** The host that prepared this session's media; null when there is none to speak to. */
  async hostOf({ mediaHostId }: SessionRecord): Promise<MediaHostAddress | null> {
    if (!mediaHostId) return null;
    const host = await this.queries.execute(new FindMediaHost({ hostId: mediaHostId }));
    return host && { hostId: host.hostId, url: host.url };
  }
}

/** It hangs or is gone; what it says, a refusal too, shows that it is there. */
function isOutOfReach(error: MediaHostFailed | MediaHostFull): boolean {
  return error instanceof MediaHostFailed && error.details.status === null && error.details.fault !== 'token';
}

/** A host that hangs takes half of the time that is left, so that several may hang. Where it is the only one it is asked again. */
function patienceMs(leftMs: number): number {
  return Math.min(PREPARE_MS, leftMs, Math.max(LEAST_MS, leftMs / 2));
}

/** Whoever is recorded twice, by twins or by paired recorders, is to be recorded by two hosts (protocol §13.3). */
function separationKeyOf({ conversationId, observedParticipantId }: SessionRecord): string | null {
  return conversationId && observedParticipantId ? `${conversationId}/${observedParticipantId}` : null;
}
