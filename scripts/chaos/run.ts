import { chmod, cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HttpClient, stopEmbeddedPostgres } from '@app/platform';
import { describeMachine, lookAtMachine } from '../bench/machine.js';
import { LocalSystem } from '../system/local-system.js';
import { busyPorts } from '../system/ports.js';
import { audit, failed } from './audit/audit.js';
import { nameOfRecorder } from './names.js';
import type { Options } from './options.js';
import { Outages } from './outages.js';
import { putPolicies } from './policies.js';
import { StormControl } from './storm-control.js';
import { StormRun } from './storm-run.js';
import { tableOf } from './table.js';
import { STORM } from './weather.js';

const SETTINGS = {
  // A call whose end nobody could tell us of is noticed by the next of these.
  recorder: { RECORDER_CALL_KEEP_ALIVE_SECONDS: '8', RECORDER_LOG_LEVEL: 'warn' },
  mediaHost: { MEDIA_HOST_MAX_CALLS: '1000', MEDIA_HOST_LOG_LEVEL: 'warn' },
  simulator: { SIMULATOR_LOG_LEVEL: 'warn' },
};

/** An orchestrator has to notice first; and what a start costs two cores is not taken from the rescue of the dead one's calls. */
const COMES_BACK_AFTER_MS = 2_000;

/** Returns the exit code: 1 when anything is counted that must not be. */
export async function runChaos(options: Options): Promise<number> {
  const busy = await busyPorts(STORM);
  if (busy.length > 0) throw new Error(`Somebody else listens on ${busy.join(', ')}; try again`);
  const machine = await lookAtMachine();
  const results = await mkdtemp(join(tmpdir(), 'witness-chaos-'));
  const dataDir = await mkdtemp(join(tmpdir(), 'witness-chaos-data-'));
  // As root, Postgres runs as another user, who has to pass.
  await chmod(dataDir, 0o711);
  const began = performance.now();
  const progress = (line: string): void =>
    console.log(`${`${((performance.now() - began) / 1_000).toFixed(1)} s`.padStart(9)}  ${line}`);
  const system = new LocalSystem({
    dataDir,
    databaseUrl: null,
    report: progress,
    recorders: STORM.recorders,
    mediaHosts: STORM.mediaHosts,
    settings: SETTINGS,
    comesBackAfterMs: COMES_BACK_AFTER_MS,
  });
  const http = new HttpClient();
  const cleanUp = async (): Promise<void> => {
    await system.stop();
    await stopEmbeddedPostgres({ dataDir });
    await http.close();
    await rm(dataDir, { recursive: true, force: true });
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void cleanUp().then(() => process.exit(130)));
  }
  console.log(`${describeMachine(machine, null)}\nSeed ${options.seed}`);
  try {
    await system.startDatabase();
    await system.startSimulator();
    await system.startRecorders();
    await system.startMediaHosts();
    await putPolicies(system);
    const outages = new Outages(system.recorderUrls.flatMap((url) => nameOfRecorder(url) ?? []));
    const run = new StormRun(system, new StormControl(http), outages, progress);
    const { evidence, strikes, secondsToSettle } = await run.rage(options);
    const columns = audit(evidence, nameOfRecorder);
    const wrong = failed(columns);
    const file = join(results, 'chaos.json');
    const { postgres } = evidence.settled;
    const figures = { at: new Date(), options, machine, postgres, strikes, secondsToSettle, columns };
    await writeFile(file, JSON.stringify(figures, null, 2));
    console.log(`\n${describeMachine(machine, postgres)}\n${strikes} strikes, settled after ${secondsToSettle} s\n`);
    console.log(`${tableOf(columns)}\n\n${file}`);
    if (wrong.length === 0) return 0;
    await writeFile(join(results, 'evidence.json'), JSON.stringify(evidence));
    await cp(system.logs, join(results, 'logs'), { recursive: true });
    console.log(`\nFailed: ${wrong.map(({ name }) => name).join(', ')}. Evidence and logs: ${results}`);
    console.log(`Again: npm run chaos -- --seed ${options.seed} ${lengthOf(options)}`);
    return 1;
  } finally {
    await cleanUp();
  }
}

function lengthOf({ minutes, invites, perSecond, speech, every, kills, doubts }: Options): string {
  const length = invites === null ? `--minutes ${minutes}` : `--invites ${invites}`;
  const strikes = `--every ${every} --kills ${kills}${doubts ? ' --doubts' : ''}`;
  return `${length} --per-second ${perSecond} --speech ${speech} ${strikes}`;
}
