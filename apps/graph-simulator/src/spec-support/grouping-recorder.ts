import type { Desk } from './desk.js';
import type { FakeRecorder, Received } from './fake-recorder.js';

/** Makes a fake recorder group as the page "call: answer" describes: `capacity` participants a call, the rest to a new bot. */
export class GroupingRecorder {
  readonly seats = new Map<string, Set<string>>();
  /** Answers are held back while this is unsettled. */
  gate: Promise<void> = Promise.resolve();
  /** What to do with a joining instead of counting. */
  instead: ((received: Received) => unknown) | null = null;
  mediaConfig = (): object => ({ '@odata.type': '#microsoft.graph.serviceHostedMediaConfig' });

  constructor(
    private readonly recorder: FakeRecorder,
    private readonly desk: Desk,
    private readonly capacity: number,
  ) {
    recorder.onIncoming = (received) => this.answer(received);
    recorder.onJoining = (received) => this.instead?.(received) ?? this.decide(received);
  }

  private async answer({ data }: Received): Promise<void> {
    await this.gate;
    const callId = String(data.id);
    this.seats.set(callId, new Set([participantOf(data)]));
    await this.desk.graph('POST', `/communications/calls/${callId}/answer`, {
      callbackUri: `${this.recorder.origin}/api/calls/${callId}`,
      acceptedModalities: ['audio'],
      mediaConfig: this.mediaConfig(),
      participantCapacity: this.capacity,
    });
  }

  private decide({ path, resourceUrl, data }: Received): object {
    const callId = [...this.seats.keys()].find((id) => path.endsWith(id) || resourceUrl.includes(id)) ?? '';
    const seats = this.seats.get(callId);
    if (!seats) return { '@odata.type': '#microsoft.graph.rejectJoinResponse', reason: 'busy' };
    const participant = participantOf(data.call as Record<string, unknown>);
    if (seats.has(participant) || seats.size < this.capacity) {
      seats.add(participant);
      return { '@odata.type': '#microsoft.graph.acceptJoinResponse' };
    }
    const inviteUri = `${this.recorder.origin}/api/calls/${callId}`;
    return { '@odata.type': '#microsoft.graph.inviteNewBotResponse', inviteUri };
  }
}

function participantOf(call: Record<string, unknown>): string {
  return (call.source as { id: string }).id;
}
