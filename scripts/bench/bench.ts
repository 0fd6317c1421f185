import { readOptions, USAGE, type Options } from './options.js';

// `npm run bench`: the promised numbers, measured on this machine. See docs/performance.md.
const options = optionsOrExit();
// The topology reads its ports when it is loaded; this run has its own, below those the kernel hands out.
process.env.START_PORT_OFFSET = String(5_000 + Math.floor(Math.random() * 2_000) * 10);
const { runBench } = await import('./run.js');
await runBench(options);

function optionsOrExit(): Options {
  try {
    return readOptions(process.argv.slice(2));
  } catch (error) {
    console.error(`${(error as Error).message}\n${USAGE}`);
    process.exit(1);
  }
}
