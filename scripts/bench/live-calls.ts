import { setTimeout as sleep } from 'node:timers/promises';
import { until } from '../system/until.js';
import type { LoadControl } from './load-control.js';

export interface LiveCall {
  callId: string;
  callbackUri: string;
  /** The user under policy; a roster without them would end the call. */
  participantId: string;
}

/**
 * Calls that are being recorded and go on until they are ended. Without speech they cost nothing, but media hosts soon
 * report their media as lost, and then a call takes no further participants.
 */
export async function liveCalls(
  simulator: LoadControl,
  count: number,
  media: 'none' | 'speech' = 'none',
): Promise<LiveCall[]> {
  const calls: LiveCall[] = [];
  for (let index = 0; index < count; index += 1) {
    const { callId, participantId } = await simulator.invite({ seed: `live-${index}`, media });
    await until(`Call ${callId} is recorded`, 20, async () => {
      return (await simulator.call(callId)).recordingStatus === 'recording';
    });
    const { callbackUri } = await simulator.call(callId);
    if (callbackUri === null) throw new Error(`Call ${callId} was answered without a callbackUri`);
    calls.push({ callId, callbackUri, participantId });
  }
  // The last rosters and permits of the simulator's own.
  await sleep(1_000);
  return calls;
}
