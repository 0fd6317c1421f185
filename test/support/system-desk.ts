import { Desk, type Breakable } from '../../scripts/system/desk.js';
import type { OwnPostgres } from './own-postgres.js';
import { freePort } from './program.js';
import { System } from './system.js';

type Wish = NonNullable<Parameters<typeof System.start>[0]>;

/** A system of processes with the desk of `npm start`, at which the simulator's stories break it. */
export async function systemWithDesk(wish: Wish & { postgres: OwnPostgres }): Promise<{ system: System; desk: Desk }> {
  const port = await freePort();
  const system = await System.start({
    ...wish,
    simulatorEnv: { ...wish.simulatorEnv, SIMULATOR_DESK_URL: `http://127.0.0.1:${port}` },
  });
  return { system, desk: await Desk.start(breakable(system, wish.postgres), port) };
}

function breakable({ recorders, mediaHosts, admin }: System, postgres: OwnPostgres): Breakable {
  return {
    programs: [
      ...recorders.map(({ program, port }) => ({ role: 'recorder', ports: [port], program })),
      ...mediaHosts.map(({ program, ports }) => ({ role: 'mediaHost', ports, program })),
    ],
    restartDatabase: (mode, downMs) => postgres.restart(mode, downMs),
    orderMediaHost: (hostId, order) => admin.order(hostId, order),
  };
}
