import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readDatabaseSettings, startEmbeddedPostgres } from '@app/platform';
import { migrate } from '../migrations/migrate.js';
import { developmentCertificates } from './system/certificates.js';
import { AdminApi, SimulatorControl } from './system/clients.js';
import { busyPorts } from './system/ports.js';
import { Program } from './system/program.js';
import { account, play } from './system/story.js';
import {
  MEDIA_HOST_IDS,
  MEDIA_HOST_URLS,
  mediaHostEnvironment,
  RECORDER_URLS,
  recorderEnvironment,
  SIMULATOR_URL,
  simulatorEnvironment,
} from './system/topology.js';
import { until } from './system/until.js';

// `npm start`: the whole system on this machine. Every program is the one that production runs; only Teams is played.
const began = Date.now();
const print = (line = ''): void => console.log(line);
const progress = (line: string): void =>
  print(`${`${((Date.now() - began) / 1_000).toFixed(1)} s`.padStart(7)}  ${line}`);

const stops: (() => Promise<void>)[] = [];
let stopping: Promise<void> | undefined;

/** In the reverse order of starting: programs first, the database last. */
function stop(): Promise<void> {
  stopping ??= (async () => {
    for (const stopOne of stops.reverse()) await stopOne();
  })();
  return stopping;
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    if (!stopping) print('\nStopping …');
    void stop().then(() => process.exit(0));
  });
}

try {
  await start();
} catch (error) {
  if (!stopping) {
    console.error(`\nCould not start: ${(error as Error).message}`);
    await stop();
    process.exit(1);
  }
}

async function start(): Promise<void> {
  const busy = await busyPorts();
  if (busy.length > 0) {
    throw new Error(
      `somebody else listens on ${busy.join(', ')}.\n` +
        'Is the system running already? Otherwise START_PORT_OFFSET=1000 npm start moves every port.',
    );
  }

  const { url, dataDir } = readDatabaseSettings(process.env);
  const logs = join(dataDir, 'logs');
  await mkdir(logs, { recursive: true });
  const databaseUrl = url ?? (await startDatabase(dataDir));
  const migrations = await migrate(databaseUrl);
  progress(`database ready in ${dataDir}${migrations.length > 0 ? `, ${migrations.length} migrations ran` : ''}`);

  const tls = await developmentCertificates(join(dataDir, 'tls'));
  const trust = { NODE_EXTRA_CA_CERTS: tls.caFile };
  const run = (name: string, main: string, environment: Record<string, string>): void => {
    // Ctrl+C came first: nothing more is started that nobody would stop.
    if (stopping) return;
    const program = new Program(name, main, { ...trust, ...environment }, join(logs, `${name}.log`), progress);
    stops.push(() => program.stop());
    program.start();
  };

  const simulator = new SimulatorControl(SIMULATOR_URL);
  run('simulator', 'apps/graph-simulator/src/main.js', simulatorEnvironment(tls));
  await until('The Teams simulator starts', 30, async () => (await simulator.scenarios()).length > 0);
  progress('Teams simulator ready');

  RECORDER_URLS.forEach((_url, replica) =>
    run(`recorder-${replica + 1}`, 'apps/recorder/src/main.js', recorderEnvironment(replica, databaseUrl)),
  );
  for (const recorder of RECORDER_URLS) {
    await until(
      `The recorder at ${recorder} becomes ready`,
      30,
      async () => (await fetch(`${recorder}/health/ready`)).ok,
    );
  }
  progress('two recorders ready');

  for (const index of [0, 1] as const) {
    const name = MEDIA_HOST_IDS[index] ?? '';
    run(name, 'apps/media-host/src/main.js', mediaHostEnvironment(index, join(dataDir, name)));
  }
  const started = new Date();
  const token = await simulator.token(['Recording.Read']);
  const admin = new AdminApi(RECORDER_URLS[0] ?? '', token);
  await until('The media hosts report', 30, async () => {
    const { items } = await admin.mediaHosts();
    const fresh = items.filter(({ heartbeatAt }) => new Date(heartbeatAt) > started);
    return MEDIA_HOST_IDS.every((id) => fresh.some((host) => host.hostId === id));
  });
  progress('two media hosts ready');
  printPlaces(logs);

  print('\nA call under a recording policy, as Teams sees it:\n');
  const { callIds, state, failure } = await play(simulator, 'policy-recording', print);
  if (state === 'failed') progress(`the call did not go as it should: ${failure}; see ${logs}`);
  print('\nThe same call, as the recorder knows it:\n');
  const session = await account(admin, callIds[0] ?? '', print);

  print('\nRead it yourself (the token is good for a day):\n');
  print(`curl -s -H 'Authorization: Bearer ${token}' ${RECORDER_URLS[0]}/admin/v1/sessions/${session.id}`);
  print('\nMore calls: npm run demo. Everything stays up until Ctrl+C.');
}

async function startDatabase(dataDir: string): Promise<string> {
  const server = await startEmbeddedPostgres({ dataDir });
  stops.push(() => server.stop());
  return server.url;
}

function printPlaces(logs: string): void {
  print();
  RECORDER_URLS.forEach((url, replica) =>
    print(`  recorder ${replica + 1}       ${url}  (/admin/v1/docs, /health/ready, /metrics)`),
  );
  MEDIA_HOST_URLS.forEach((url, index) => print(`  media host ${index + 1}     ${url}`));
  print(`  Teams simulator  ${SIMULATOR_URL}  (/control/scenarios)`);
  print(`  logs             ${logs}`);
}
