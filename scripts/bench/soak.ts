import type { HttpClient } from '@app/platform';
import type { LocalSystem } from '../system/local-system.js';
import { TENANT_ID } from '../system/topology.js';
import { ranks, type Figure } from './figure.js';
import type { LoadControl } from './load-control.js';
import { isTaken, type Posted } from './notification-sender.js';
import { percentiles } from './percentiles.js';
import { Seed } from './seed.js';
import { PEOPLE, SoakTalk } from './soak-talk.js';
import { TableWork } from './table-work.js';
import { Vitals } from './vitals.js';
import { Work } from './work.js';

const PART = 'soak';
const CALLS = 10_000;
/** As the recorder's own setting has it (docs/configuration.md). */
const KEEP_ALIVE_SECONDS = 600;
/** What changes most. */
const TABLES = ['recording_session', 'durable_command'];

export interface SoakWish {
  simulator: LoadControl;
  http: HttpClient;
  system: LocalSystem;
  progress: (message: string) => void;
  seconds: number;
}

/**
 * Ten thousand calls that are up, for a while: they are kept alive, changes of all of them come in, large meetings tell
 * their rosters, people join and leave. The calls are rows that were put there, and Graph is made to know them.
 */
export async function measureSoak({ simulator, http, system, progress, seconds }: SoakWish): Promise<Figure[]> {
  const seed = await Seed.on(system.databaseUrl);
  try {
    const calls = await seed.liveCalls(CALLS, TENANT_ID, system.recorderUrls);
    await simulator.adopt(calls);
    const talk = new SoakTalk(http, await simulator.platformToken(), calls);
    progress(`who is in ${calls.length} calls`);
    await talk.introduce();
    await seed.keepAlive(calls, KEEP_ALIVE_SECONDS);
    await seed.settle();
    progress(`${calls.length} calls are up; ${seconds} s of what happens in them`);
    const tables = await TableWork.start(system.databaseUrl, TABLES);
    const vitals = new Vitals(system);
    const work = await Work.start(system);
    const { mixed, rosters, comings } = await talk.goOn(seconds);
    vitals.stop();
    const used = await work.figures(PART, mixed.length + rosters.length + comings.length, 'a notification');
    const { up, keptAlive } = await seed.state(calls);
    return [
      count('calls that are still up', up, calls.length),
      count('calls that were kept alive', keptAlive, seconds >= KEEP_ALIVE_SECONDS ? calls.length : undefined),
      ...told('changes of calls', mixed, seconds),
      ...told(`rosters of ${PEOPLE}`, rosters, seconds),
      ...told('joinings and leavings', comings, seconds),
      ...vitals.figures(PART),
      ...used,
      ...(await tables.figures(PART)),
    ];
  } finally {
    await seed.close();
  }
}

function count(what: string, value: number, exactly?: number): Figure {
  return { part: PART, what, unit: '', value, ...(exactly !== undefined && { target: { exactly } }) };
}

function told(what: string, posted: readonly Posted[], seconds: number): Figure[] {
  const taken = posted.filter(isTaken).length;
  return [
    { part: PART, what, unit: '/s', value: taken / seconds },
    count(`${what}: taken`, taken, posted.length),
    ...ranks(PART, `${what}: due → reply`, percentiles(posted.map(({ repliedMs }) => repliedMs))),
  ];
}
