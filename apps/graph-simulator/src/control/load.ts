import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { SeededRandom } from '../random.js';
import { Settings } from '../settings.js';
import { Conversation } from '../teams/conversation.js';
import { FIXTURES } from '../teams/invitation.js';
import type { Leg } from '../teams/leg.js';
import { recordingPolicy, somebody } from '../teams/people.js';
import { Teams } from '../teams/teams.js';
import { percentiles } from './percentiles.js';
import { pause } from '../pause.js';

export const loadRequest = z.object({
  count: z.number().int().min(1).max(50_000),
  perSecond: z.number().positive().max(2_000),
  /** False: media is left out altogether, which keeps this process cheap. */
  audio: z.boolean().default(false),
  /** False: rosters are left out, which spares a third of the posts. */
  rosters: z.boolean().default(true),
  /** From established to the end. */
  lifeMs: z.number().min(0).default(1_000),
  fixture: z.enum(FIXTURES).default('policy-recording-as-seen'),
  policyName: z.string().default('LoadTest'),
  seed: z.union([z.number().int(), z.string()]).default(1),
});
export type LoadRequest = z.infer<typeof loadRequest>;

/** Milliseconds since the invitation was due, so that a late sender does not look like a fast recorder. */
interface InviteReport {
  callId: string;
  sentMs: number;
  acceptedMs: number | null;
  acceptedStatus: number | null;
  answerMs: number | null;
  answerStatus: number | null;
  establishedMs: number | null;
  recordingMs: number | null;
  endedMs: number | null;
  result: string | null;
}

/** Many invitations by a schedule that waits for nobody (open loop). */
@Injectable()
export class Load {
  constructor(
    private readonly teams: Teams,
    private readonly settings: Settings,
  ) {}

  /** Resolves when the last call has ended. */
  async run(request: LoadRequest) {
    const random = new SeededRandom(request.seed);
    const started = Date.now() + 20;
    const reports: Promise<InviteReport>[] = [];
    for (let index = 0; index < request.count; index += 1) {
      const due = started + (index * 1_000) / request.perSecond;
      const early = due - Date.now();
      if (early > 1) await pause(early);
      reports.push(this.one(request, random, index, due));
    }
    const invites = await Promise.all(reports);
    return { ...request, startedAt: new Date(started).toISOString(), summary: summary(invites), invites };
  }

  private async one(request: LoadRequest, random: SeededRandom, index: number, due: number): Promise<InviteReport> {
    const conversation = new Conversation(this.settings.tenantId, 'oneToOne', request.rosters);
    const person = somebody(random, this.settings.tenantId, recordingPolicy(request.policyName));
    conversation.join(person);
    conversation.join(somebody(random, this.settings.tenantId, null));
    const sent = Date.now();
    const { leg, delivery } = this.teams.invite(conversation, person, {
      fixture: request.fixture,
      media: request.audio ? 'speech' : 'none',
      seed: `${request.seed}.${index}`,
    });
    const reply = await delivery;
    const accepted = Date.now();
    await leg.until(({ state, ended }) => state === 'established' || ended, 30_000);
    await leg.until(({ ended }) => ended, request.lifeMs);
    this.teams.end(conversation);
    return report(leg, due, sent, reply && { at: accepted, status: reply.status });
  }
}

function report(
  leg: Leg,
  due: number,
  sent: number,
  accepted: { at: number; status: number | null } | null,
): InviteReport {
  const after = (time: number | null) => time && Math.round(time - due);
  return {
    callId: leg.id,
    sentMs: Math.round(sent - due),
    acceptedMs: accepted && after(accepted.at),
    acceptedStatus: accepted?.status ?? null,
    answerMs: after(leg.answerSeenAt),
    answerStatus: leg.answerStatus,
    establishedMs: after(leg.establishedAt),
    recordingMs: after(leg.recordingReportedAt),
    endedMs: after(leg.endedAt),
    result: leg.result && `${leg.result.code}/${leg.result.subcode}`,
  };
}

function summary(invites: readonly InviteReport[]) {
  const known = (pick: (invite: InviteReport) => number | null) =>
    percentiles(invites.map(pick).filter((value) => value !== null));
  return {
    invited: invites.length,
    accepted: invites.filter(({ acceptedStatus }) => acceptedStatus === 202).length,
    answered: invites.filter(({ answerStatus }) => answerStatus === 202).length,
    recorded: invites.filter(({ recordingMs }) => recordingMs !== null).length,
    sentMs: known(({ sentMs }) => sentMs),
    acceptedMs: known(({ acceptedMs }) => acceptedMs),
    answerMs: known(({ answerMs }) => answerMs),
    recordingMs: known(({ recordingMs }) => recordingMs),
  };
}
