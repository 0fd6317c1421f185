import { AdminApi, SimulatorControl } from './system/clients.js';
import { accounts, play } from './system/story.js';
import { recorderUrl, SIMULATOR_URL } from './system/topology.js';

// `npm run demo -- <scenario>`: one story of the simulator, against the system that `npm start` runs.
const print = (line = ''): void => console.log(line);
const simulator = new SimulatorControl(SIMULATOR_URL);
const [wanted] = process.argv.slice(2);

const scenarios = await simulator.scenarios().catch(() => {
  console.error(
    `Nothing answers at ${SIMULATOR_URL}: run \`npm start\` in another terminal first.\n` +
      'When it was started with a START_PORT_OFFSET, give npm run demo the same.',
  );
  process.exit(1);
});
const scenario = scenarios.find(({ name }) => name === wanted);
if (!scenario) {
  if (wanted) print(`There is no scenario ${wanted}.`);
  print('npm run demo -- <scenario>, where scenario is one of\n');
  for (const { name, title } of scenarios) print(`  ${name.padEnd(24)}${title}`);
  process.exit(wanted ? 1 : 0);
}

print(`${scenario.title}\n`);
for (const line of scenario.explain) print(`  - ${line}`);
print('\nAs Teams sees it:\n');
const { callIds, state, failure } = await play(simulator, scenario.name, print);
if (state === 'failed') print(`\nNot as told: ${failure}`);

const admin = new AdminApi(recorderUrl(0), await simulator.token(['Recording.Read']));
print('\nAs the recorder knows it:\n');
await accounts(admin, callIds, print).catch((error: Error) => print(`  ${error.message}`));
process.exitCode = state === 'played' ? 0 : 1;
