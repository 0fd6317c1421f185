import { Injectable } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { CommsNotification } from '@app/graph-comms';
import { Log, Metrics } from '@app/platform';
import {
  AdmitParticipant,
  FindSession,
  type CallKeys,
  type JoinReply,
  LogNotification,
  NoteCallUpdate,
  NoteContentSharing,
  NoteIncomingCall,
  NoteParticipantLeft,
  NoteRoster,
  TenantMismatch,
} from '@app/recording';
import { isMisaddressed } from './misaddressed.js';
import { logged, type NotificationContext } from './notification-context.js';

/** A joining's decision is worth nothing to Teams after this long (protocol §6.3). */
export const JOIN_DECISION_MS = 900;

type Of<Kind extends CommsNotification['kind']> = Extract<CommsNotification, { kind: Kind }>;

/** Turns each notification into the command of its kind. Throws only when nothing could be stored. */
@Injectable()
export class CallsDispatch {
  private readonly dropped;
  private readonly misaddressed;

  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly log: Log,
    metrics: Metrics,
  ) {
    this.dropped = metrics.counter('notifications_dropped_total', 'Notifications that changed nothing, by why', [
      'why',
    ]);
    const help = 'Notifications that came to the callbackUri of another call than they name, by kind';
    this.misaddressed = metrics.counter('notifications_misaddressed_total', help, ['kind']);
  }

  /** `raw` is the item as received, for the log. What becomes of a joining is what Teams waits for. */
  async dispatch(item: CommsNotification, raw: unknown, context: NotificationContext): Promise<JoinReply | undefined> {
    switch (item.kind) {
      case 'incomingCall':
        return this.invite(item, raw, context);
      case 'callUpdated':
        return this.note(item, raw, context, (callId, entry) => new NoteCallUpdate(callId, item, entry));
      case 'roster':
        return this.note(item, raw, context, (callId, entry) => new NoteRoster(callId, item, entry.receivedAt, entry));
      case 'contentSharing':
        return this.note(item, raw, context, (callId, entry) => new NoteContentSharing(callId, item.started, entry));
      case 'participantLeft': {
        const { participantId, joiningCallId } = item;
        if (participantId === null) return this.drop(item, raw, context, 'leftWithoutParticipant');
        const seated = { tenantId: context.tenantId, participantId };
        return this.note(
          item,
          raw,
          context,
          (callId, entry) => new NoteParticipantLeft(callId, participantId, joiningCallId, entry),
          seated,
        );
      }
      case 'participantJoining':
        return this.admit(item, raw, context);
      case 'operation':
        // updateRecordingStatus says all we need in its own reply; this is for the record (protocol §4.9).
        return this.drop(item, raw, context, 'operation');
      case 'unsupported':
        return this.drop(item, raw, context, 'unsupported');
    }
  }

  private async invite(item: Of<'incomingCall'>, raw: unknown, context: NotificationContext): Promise<undefined> {
    const { callId, graphCallId, call } = item;
    const { tenantId, receivedAt, verifiedAt } = context;
    // The tenant chooses the token that answers, so it is the vouched-for one (protocol §11.2 step 8, §12.3).
    if (call.tenantId !== null && call.tenantId !== tenantId) throw new TenantMismatch(callId);
    const spilledFrom = await this.spilledFrom(context);
    const invitation = { callId, graphCallId, tenantId, call, receivedAt, verifiedAt, spilledFrom };
    await this.commands.execute(new NoteIncomingCall(invitation, logged(context, item, raw)));
  }

  /** An invitation to the callbackUri of a call: that call had no room, and sent its participant here (protocol §6.4). */
  private async spilledFrom({ callKey, tenantId }: NotificationContext): Promise<string | null> {
    if (callKey === null) return null;
    const full = await this.queries.execute(new FindSession({ callId: null, callKey }));
    return full?.tenantId === tenantId ? full.sessionId : null;
  }

  private async note(
    item: CommsNotification & { callId: string | null },
    raw: unknown,
    context: NotificationContext,
    command: (callId: string, entry: ReturnType<typeof logged>) => { execute?: never } & object,
    seated?: CallKeys['seated'],
  ): Promise<undefined> {
    const { callId } = item;
    // What names a call is about that one, also at the address of another: there the end of an invitation may be told that we
    // could not store. Only a left may name a call of its own, and mean the one of the address (protocol §6.3, §6.4).
    const callKey = callId === null || item.kind === 'participantLeft' ? context.callKey : null;
    const session = await this.queries.execute(new FindSession({ callId, callKey, seated }));
    if (!session) return this.drop(item, raw, context, 'unknownCall');
    if (session.tenantId !== context.tenantId) return this.drop(item, raw, context, 'tenantMismatch');
    if (isMisaddressed(session, context.callKey)) this.tellMisaddressed(item, session.callId, context);
    const entry = logged(context, { kind: item.kind, callId: session.callId }, raw);
    await this.commands.execute(command(session.callId, entry) as never);
  }

  private async admit(item: Of<'participantJoining'>, raw: unknown, context: NotificationContext): Promise<JoinReply> {
    const { callId, participantId, joiningCallId, call } = item;
    const { tenantId, callKey } = context;
    const { applicationInstanceId } = call;
    const callChainId = call.callChainId ?? call.botData?.callId;
    const leg = callChainId && applicationInstanceId ? { tenantId, callChainId, applicationInstanceId } : undefined;
    const session = await this.queries.execute(new FindSession({ callId, callKey, leg }));
    if (!session || session.tenantId !== context.tenantId || participantId === null) {
      await this.drop(item, raw, context, session ? 'joiningRefused' : 'unknownCall');
      return { decision: { kind: 'reject', reason: 'busy' } };
    }
    if (isMisaddressed(session, context.callKey)) this.tellMisaddressed(item, session.callId, context);
    const userId = call.source?.identity?.kind === 'user' ? call.source.identity.id : null;
    const entry = logged(context, { kind: item.kind, callId: session.callId }, raw);
    const decideBy = new Date(context.receivedAt.getTime() + JOIN_DECISION_MS);
    const recorders = { paired: call.botData?.pairedRecorders ?? [], other: call.botData?.otherRecorders ?? [] };
    const asking = { participantId, userId, joiningCallId };
    return this.commands.execute(new AdmitParticipant(session.callId, asking, entry, recorders, decideBy));
  }

  /** Told and counted, no more: in the notification log the call and the key beside it show which address it came to. */
  private tellMisaddressed(
    { kind, callId: names }: { kind: CommsNotification['kind']; callId: string | null },
    callId: string,
    { messageId }: NotificationContext,
  ): void {
    this.misaddressed.inc({ kind });
    this.log.warn('a notification came to the address of another call', { kind, callId, names, messageId });
  }

  /** Nothing follows from it, but that it was said is kept, and counted. */
  private async drop(
    item: { kind: CommsNotification['kind']; callId?: string | null },
    raw: unknown,
    context: NotificationContext,
    why: string,
  ): Promise<undefined> {
    this.dropped.inc({ why });
    if (why !== 'operation') this.log.warn('a notification changed nothing', { why, callId: item.callId });
    await this.commands.execute(new LogNotification(logged(context, item, raw)));
  }
}
