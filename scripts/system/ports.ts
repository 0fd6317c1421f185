import { createServer } from 'node:net';
import { mediaHostPorts, PORTS, recorderPort, USUAL } from './topology.js';

/** What keeps a system from starting: every port that somebody else listens on, in words. */
export async function busyPorts({ recorders, mediaHosts }: Size = USUAL): Promise<string[]> {
  const wanted: (readonly [number, string])[] = [
    ...numbers(recorders).map((index) => [recorderPort(index), `recorder ${index + 1}`] as const),
    [PORTS.simulatorHttp, 'the Teams simulator'],
    [PORTS.simulatorHttps, 'the Teams simulator (https)'],
    [PORTS.desk, 'the desk that breaks programs on request'],
    ...numbers(mediaHosts).flatMap((index) => [
      [mediaHostPorts(index).http, `media host ${index + 1}`] as const,
      [mediaHostPorts(index).media, `media host ${index + 1} (media)`] as const,
    ]),
  ];
  const busy = await Promise.all(
    wanted.map(async ([port, what]) => ((await isFree(port)) ? [] : [`${port} for ${what}`])),
  );
  return busy.flat();
}

interface Size {
  recorders: number;
  mediaHosts: number;
}

const numbers = (count: number): number[] => [...Array(count).keys()];

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
