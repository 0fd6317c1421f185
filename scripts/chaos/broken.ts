import { parseArgs } from 'node:util';
import { brokenBuilds } from './broken-build.js';
import { tryBroken, type Verdict } from './broken-run.js';

// `npm run chaos:broken -- [names]`: every guard is taken out in turn, and the auditor must notice. See docs/reliability.md.
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { seed: { type: 'string', default: '1' }, list: { type: 'boolean' }, quiet: { type: 'boolean' } },
});
const all = await brokenBuilds();
const unknown = positionals.filter((name) => !all.some((build) => build.name === name));
if (values.list || unknown.length > 0) {
  for (const name of unknown) console.error(`There is no broken build ${name}. There are:`);
  for (const { name, guard, columns } of all) console.log(`  ${name.padEnd(24)} ${guard}; ${columns.join(' or ')}`);
  process.exit(unknown.length > 0 ? 1 : 0);
}

const verdicts: Verdict[] = [];
for (const build of all.filter(({ name }) => positionals.length === 0 || positionals.includes(name))) {
  verdicts.push(await tryBroken(build, values.seed, (line) => values.quiet || console.log(line)));
}
console.log('\n| guard taken out | caught by | seconds |\n| --- | --- | --- |');
for (const { build, counted, isCaught, seconds } of verdicts) {
  const seen = counted.flatMap(({ name, value }) => (value ? [`${name}: ${value}`] : []));
  const by = (seen.length > 0 ? seen : counted.map(({ name }) => `${name}: 0`)).join(', ');
  console.log(
    `| ${build.guard} | ${isCaught ? by : `NOT CAUGHT (${by || 'the storm came to no end'})`} | ${seconds} |`,
  );
}
process.exitCode = verdicts.every(({ isCaught }) => isCaught) ? 0 : 1;
