import { brokenBuilds } from './broken-build.js';
import { tryBroken } from './broken-run.js';
import { readOptions, USAGE, type Options } from './options.js';

// `npm run chaos`: a storm against the whole system on this machine, and an audit of what it did. See docs/reliability.md.
const options = optionsOrExit();
// The topology reads its ports when it is loaded; a run has its own, below those that the kernel hands out.
process.env.START_PORT_OFFSET ??= String(5_000 + Math.floor(Math.random() * 2_000) * 10);
process.exitCode = options.broken === null ? await storm() : await broken(options.broken);

async function storm(): Promise<number> {
  const { runChaos } = await import('./run.js');
  return runChaos(options);
}

/** 0 when the auditor notices that the guard is gone. */
async function broken(name: string): Promise<number> {
  const builds = await brokenBuilds();
  const build = builds.find((each) => each.name === name);
  if (!build) {
    console.error(`There is no broken build ${name}, only ${builds.map((each) => each.name).join(', ')}`);
    return 1;
  }
  const { isCaught, counted } = await tryBroken(build, options.seed, console.log);
  const by = counted.map((column) => `${column.name} ${column.value ?? 'none'}`).join(', ');
  console.log(`\n${name}: ${isCaught ? 'caught by' : 'NOT CAUGHT by'} ${by || 'anything'}`);
  return isCaught ? 0 : 1;
}

function optionsOrExit(): Options {
  try {
    return readOptions(process.argv.slice(2));
  } catch (error) {
    console.error(`${(error as Error).message}\n${USAGE}`);
    process.exit(1);
  }
}
