import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Recorder } from './recorder.js';

/** One reply of a webhook, and how long it took. */
export interface TimedReply {
  status: number;
  body: unknown;
  ms: number;
}

const AS_SEEN = readFileSync('apps/graph-simulator/fixtures/policy-recording-as-seen.json', 'utf8');
const CALL_ID = /5f1a2b00-7c3d-4e21-9a10-0b6c5d4e3f21/g;
const PARTICIPANT_ID = /c3d4e5f6-6666-4071-8293-c4d5e6f70819/g;

interface Item {
  resourceUrl: string;
  resourceData: object;
}

/** Posts to one recorder what Teams would, once: where the simulator tries again, a test sees the first reply. */
export class TeamsByHand {
  constructor(private readonly token: string) {}

  /** An invitation to a call that Graph does not know. */
  async invite(recorder: Recorder): Promise<TimedReply & { callId: string }> {
    const callId = randomUUID();
    return { callId, ...(await this.post(recorder, invitation(callId))) };
  }

  /** A further participant asks whether they may share the call. */
  joining(recorder: Recorder, callId: string): Promise<TimedReply> {
    const call = invitation(randomUUID()).resourceData;
    const resourceData = { '@odata.type': '#microsoft.graph.participantJoiningNotification', call };
    const resourceUrl = `/communications/calls/${callId}/participantJoiningNotification`;
    return this.post(recorder, { resourceUrl, resourceData });
  }

  /** The call's state, as an update. */
  update(recorder: Recorder, callId: string, state: string): Promise<TimedReply> {
    const resourceData = { '@odata.type': '#microsoft.graph.call', id: callId, state };
    return this.post(recorder, { resourceUrl: `/communications/calls/${callId}`, resourceData });
  }

  private async post(recorder: Recorder, item: Item): Promise<TimedReply> {
    const began = performance.now();
    const { status, body } = await recorder.post({ value: [{ changeType: 'updated', ...item }] }, this.token);
    return { status, body, ms: performance.now() - began };
  }
}

/** Of a person of its own, as Teams sends them. */
function invitation(callId: string): Item {
  const text = AS_SEEN.replace(CALL_ID, callId).replace(PARTICIPANT_ID, randomUUID());
  return (JSON.parse(text) as { body: { value: [Item] } }).body.value[0];
}
