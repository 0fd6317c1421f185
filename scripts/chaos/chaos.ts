import { readOptions, USAGE, type Options } from './options.js';

// `npm run chaos`: a storm against the whole system on this machine, and an audit of what it did. See docs/reliability.md.
const options = optionsOrExit();
// The topology reads its ports when it is loaded; a run has its own, below those that the kernel hands out.
process.env.START_PORT_OFFSET ??= String(5_000 + Math.floor(Math.random() * 2_000) * 10);
const { runChaos } = await import('./run.js');
process.exitCode = await runChaos(options);

function optionsOrExit(): Options {
  try {
    return readOptions(process.argv.slice(2));
  } catch (error) {
    console.error(`${(error as Error).message}\n${USAGE}`);
    process.exit(1);
  }
}
