import { createServer, type AddressInfo, type Server } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { aLeg, anAnswer } from '../spec-support/a-leg.js';
import { eventually } from '../spec-support/desk.js';
import { MediaLines } from './media-lines.js';
import { FRAME_BYTES } from './speech.js';

let server: Server;
let received: Buffer[];
const lines = new MediaLines();
beforeEach(async () => {
  received = [];
  server = createServer((socket) => socket.on('data', (piece) => received.push(piece)));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
});
afterEach(() => {
  lines.closeAll();
  server.close();
});

/** Of what came after the greeting. */
function audioBytes(): number {
  const all = Buffer.concat(received);
  return all.length - all.indexOf('\n') - 1;
}

it.each([
  { media: 'connect', frames: 0 },
  { media: 'sparse', frames: 2 },
] as const)('$media: greets the host, and sends at least $frames frames', async ({ media, frames }) => {
  const { port } = server.address() as AddressInfo;
  const blob = JSON.stringify({ mpUri: `net.tcp://127.0.0.1:${port}/x`, mpMediaSessionId: 'm1' });
  const mediaConfig = { '@odata.type': '#microsoft.graph.appHostedMediaConfig', blob };
  const leg = aLeg({ media });

  expect(await lines.dial(leg, { ...anAnswer, mediaConfig })).toBe(true);

  await eventually(() => Buffer.concat(received).includes(leg.id));
  await eventually(() => audioBytes() >= frames * FRAME_BYTES);
  expect(leg.bytesOfSpeech % FRAME_BYTES).toBe(0);
  expect(leg.bytesOfSpeech > 0).toBe(frames > 0);
});
