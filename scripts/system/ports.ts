import { createServer } from 'node:net';
import { PORTS } from './topology.js';

const WHAT: readonly (readonly [number, string])[] = [
  ...PORTS.recorders.map((port, index) => [port, `recorder ${index + 1}`] as const),
  [PORTS.simulatorHttp, 'the Teams simulator'],
  [PORTS.simulatorHttps, 'the Teams simulator (https)'],
  ...PORTS.mediaHosts.flatMap(({ http, media }, index) => [
    [http, `media host ${index + 1}`] as const,
    [media, `media host ${index + 1} (media)`] as const,
  ]),
];

/** What keeps the system from starting: every port that somebody else listens on, in words. */
export async function busyPorts(): Promise<string[]> {
  const busy = await Promise.all(
    WHAT.map(async ([port, what]) => ((await isFree(port)) ? [] : [`${port} for ${what}`])),
  );
  return busy.flat();
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
