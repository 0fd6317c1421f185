import { mediaAddress } from '../media/blob.js';
import type { Leg } from '../teams/leg.js';
import type { Stage } from './stage.js';
import { Unexpected } from './unexpected.js';

/** Name of the program that hosts a leg's media, by the address that its answer gave. */
export function hostOf(leg: Leg, { desk }: Stage): Promise<string> {
  return desk.listenerOn(mediaPortOf(leg));
}

/** Fails unless they are apart; where there is only one host it has to do for both. */
export async function expectTwoHosts(stage: Stage, one: Leg, other: Leg): Promise<void> {
  const ports = [mediaPortOf(one), mediaPortOf(other)];
  if (ports[0] !== ports[1]) return stage.note(`Media is on two hosts, at ports ${ports.join(' and ')}`);
  if (stage.desk.isThere && (await stage.desk.mediaHosts()).length > 1) {
    throw new Unexpected('both recorders have their media on one host, and there is another');
  }
  stage.note(`Media of both is on one host, at port ${ports[0]}`);
}

function mediaPortOf({ answer }: Leg): number {
  const address = mediaAddress(answer?.mediaConfig.blob ?? '');
  if (!address) throw new Unexpected('the answer names no media host');
  return address.port;
}
