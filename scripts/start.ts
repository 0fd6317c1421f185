import { readDatabaseSettings } from '@app/platform';
import { AdminApi } from './system/clients.js';
import { Desk } from './system/desk.js';
import { LocalSystem } from './system/local-system.js';
import { directoryOf } from './system/port-offset.js';
import { busyPorts } from './system/ports.js';
import { whenNpmIsGone } from './system/starter.js';
import { account, play } from './system/story.js';
import { DESK_URL, mediaHostUrl, OFFSET, PORTS, recorderUrl, SIMULATOR_URL, USUAL } from './system/topology.js';

// `npm start`: the whole system on this machine. Every program is the one that production runs; only Teams is played.
const began = Date.now();
const print = (line = ''): void => console.log(line);
const progress = (line: string): void =>
  print(`${`${((Date.now() - began) / 1_000).toFixed(1)} s`.padStart(7)}  ${line}`);

const { url, dataDir } = databaseSettings();
const system = new LocalSystem({
  dataDir: directoryOf(dataDir, OFFSET),
  databaseUrl: url,
  report: progress,
  settings: { simulator: { SIMULATOR_DESK_URL: DESK_URL } },
});

const stop = (): void => {
  if (!system.stopping) print('\nStopping …');
  void system.stop().then(() => process.exit(0));
};
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
whenNpmIsGone(stop);

try {
  await start();
} catch (error) {
  if (!system.stopping) {
    console.error(`\nCould not start: ${(error as Error).message}`);
    await system.stop();
    process.exit(1);
  }
}

async function start(): Promise<void> {
  const busy = await busyPorts();
  if (busy.length > 0) {
    throw new Error(
      `somebody else listens on ${busy.join(', ')}.\n` +
        `Is the system running already? Otherwise START_PORT_OFFSET=${OFFSET + 1_000} npm start moves every port.`,
    );
  }

  await Desk.start(system, PORTS.desk);
  await system.startDatabase();
  await system.startSimulator();
  await system.startRecorders();
  await system.startMediaHosts();
  printPlaces(system.logs);

  print('\nA call under a recording policy, as Teams sees it:\n');
  const { callIds, state, failure } = await play(system.simulator, 'policy-recording', print);
  if (state === 'failed') progress(`the call did not go as it should: ${failure}; see ${system.logs}`);
  print('\nThe same call, as the recorder knows it:\n');
  const token = await system.simulator.token(['Recording.Read']);
  const admin = new AdminApi(recorderUrl(0), token);
  const session = await account(admin, callIds[0] ?? '', print);

  print('\nRead it yourself (the token is good for a day):\n');
  print(`curl -s -H 'Authorization: Bearer ${token}' ${recorderUrl(0)}/admin/v1/sessions/${session.id}`);
  const demo = OFFSET === 0 ? 'npm run demo' : `START_PORT_OFFSET=${OFFSET} npm run demo`;
  print(`\nMore calls: ${demo}. Everything stays up until Ctrl+C.`);
}

function databaseSettings(): ReturnType<typeof readDatabaseSettings> {
  try {
    return readDatabaseSettings(process.env);
  } catch (error) {
    console.error(`Could not start: ${(error as Error).message}`);
    process.exit(1);
  }
}

function printPlaces(logs: string): void {
  print();
  for (let replica = 0; replica < USUAL.recorders; replica += 1) {
    print(`  recorder ${replica + 1}       ${recorderUrl(replica)}  (/admin/v1/docs, /health/ready, /metrics)`);
  }
  print(`  console          ${recorderUrl(0)}/console/  (sign in as whom you like)`);
  for (let index = 0; index < USUAL.mediaHosts; index += 1)
    print(`  media host ${index + 1}     ${mediaHostUrl(index)}`);
  print(`  Teams simulator  ${SIMULATOR_URL}  (/control/scenarios)`);
  print(`  desk             ${DESK_URL}  (breaks programs on request: docs/reliability.md)`);
  print(`  logs             ${logs}`);
}
