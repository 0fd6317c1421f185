import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { WorkspaceCopy } from '../support/workspace-copy.js';

interface Violation {
  rule: { name: string };
  from: string;
}

const { forbidden } = createRequire(import.meta.url)(resolve('.dependency-cruiser.cjs')) as {
  forbidden: { name: string }[];
};

/** Of every lib, one that it may not import: docs/style.md, section 4, said a second time. */
const STRANGER = {
  platform: 'contracts',
  contracts: 'platform',
  'admin-client': 'contracts',
  'graph-comms': 'policies',
  identity: 'policies',
  policies: 'recording',
  'media-hosts': 'policies',
  recording: 'identity',
} as const;
const LIBS = Object.keys(STRANGER) as (keyof typeof STRANGER)[];
const APPS = ['recorder', 'media-host', 'graph-simulator', 'console'];

/** A workspace in which nothing is wrong: every lib with something behind its index, every app with a start. */
const sound: Record<string, string> = {
  'test/support/double.ts': 'export const double = 1;\n',
  'migrations/index.ts': "import '../libs/policies/src/hidden.js';\n",
};
for (const lib of LIBS) {
  sound[`libs/${lib}/src/index.ts`] = "export * from './hidden.js';\n";
  sound[`libs/${lib}/src/hidden.ts`] = 'export const hidden = 1;\n';
  sound[`libs/${lib}/src/hidden.spec.ts`] = "import '../../../test/support/double.js';\nimport './hidden.js';\n";
}
for (const app of APPS) sound[`apps/${app}/src/main.ts`] = 'export const main = 1;\n';
const OF_RECORDER = LIBS.filter((lib) => lib !== 'admin-client');
sound['apps/recorder/src/main.ts'] = OF_RECORDER.map((lib) => `import '@app/${lib}';\n`).join('');
sound['libs/admin-client/src/sound.ts'] = "import 'openapi-fetch';\nimport 'eventsource-parser';\n";
sound['libs/platform/src/half-of-cycle.ts'] = "import './bad-cycle.js';\n";
sound['libs/policies/src/sound.store.ts'] = "import 'typeorm';\n";
sound['libs/policies/src/sound.aggregate.ts'] = "import '@nestjs/cqrs';\n";
sound['libs/graph-comms/src/app-token.ts'] = "import '@azure/msal-node';\n";
sound['apps/console/src/answer.ts'] = "import type {} from '@app/contracts';\nimport '@app/admin-client';\n";
sound['apps/console/src/sign-in.ts'] = "import '@azure/msal-browser';\n";

/** Files that break one rule each, by the rule that must complain. */
const bad: [rule: string, file: string, text: string][] = [
  ...LIBS.flatMap((lib): [string, string, string][] => [
    [`lib-${lib}`, `libs/${lib}/src/bad-lib.ts`, `import '@app/${STRANGER[lib]}';\n`],
    [`lib-${lib}`, `libs/${lib}/src/bad-app.ts`, "import '../../../apps/media-host/src/main.js';\n"],
    [`behind-index-${lib}`, `apps/recorder/src/behind-${lib}.ts`, `import '../../../libs/${lib}/src/hidden.js';\n`],
  ]),
  ['app-recorder', 'apps/recorder/src/bad-app.ts', "import '../../media-host/src/main.js';\n"],
  ['app-media-host', 'apps/media-host/src/bad-lib.ts', "import '@app/recording';\n"],
  ['app-graph-simulator', 'apps/graph-simulator/src/bad-lib.ts', "import '@app/graph-comms';\n"],
  ['app-recorder', 'apps/recorder/src/bad-client.ts', "import '@app/admin-client';\n"],
  ['admin-client-anywhere', 'libs/admin-client/src/bad-core.ts', "import 'node:fs';\n"],
  ['admin-client-anywhere', 'libs/admin-client/src/bad-npm.ts', "import 'zod';\n"],
  ['app-console', 'apps/console/src/bad-lib.tsx', "import '@app/platform';\n"],
  ['console-types-only', 'apps/console/src/bad-value.tsx', "import '@app/contracts';\n"],
  ['app-console', 'apps/console/src/bad-app.tsx', "import '../../recorder/src/main.js';\n"],
  // A cycle is told once, of the file that comes first.
  ['no-cycles', 'libs/platform/src/bad-cycle.ts', "import './half-of-cycle.js';\n"],
  ['pure-core', 'libs/recording/src/bad-npm.aggregate.ts', "import 'zod';\n"],
  ['pure-core', 'libs/recording/src/bad-core.events.ts', "import 'node:fs';\n"],
  ['pure-core', 'libs/recording/src/bad.errors.ts', "import '@nestjs/common';\n"],
  ['pure-core', 'libs/recording/src/bad.reactions.ts', "import 'node:crypto';\n"],
  ['typeorm-at-the-store', 'libs/recording/src/bad-typeorm.ts', "import 'typeorm';\n"],
  ['typeorm-at-the-store', 'apps/recorder/src/bad-pg.ts', "import 'pg';\n"],
  ['msal-in-graph-comms', 'apps/recorder/src/bad-msal.ts', "import '@azure/msal-node';\n"],
  ['no-tests-in-products', 'libs/platform/src/bad-test.ts', "import '../../../test/support/double.js';\n"],
  ['no-tests-in-products', 'apps/recorder/src/bad-test.ts', "import '../../../test/support/double.js';\n"],
];

let workspace: WorkspaceCopy;
let violations: Violation[];

beforeAll(async () => {
  workspace = await WorkspaceCopy.create({
    ...sound,
    ...Object.fromEntries(bad.map(([, file, text]) => [file, text])),
  });
  const cruise = ['--config', '.dependency-cruiser.cjs', '--output-type', 'json', 'apps', 'libs', 'migrations'];
  const report = (await workspace.run('dependency-cruiser/bin/dependency-cruise.mjs', ...cruise)) as {
    summary: { violations: Violation[] };
  };
  violations = report.summary.violations;
}, 120_000);
afterAll(() => workspace.remove());

it.each(bad)('%s complains of %s', (rule, file) => {
  expect(violations.filter(({ from }) => from === file).map(({ rule: { name } }) => name)).toContain(rule);
});

it('every rule has been seen to complain', () => {
  expect([...new Set(bad.map(([rule]) => rule))].sort()).toEqual(forbidden.map(({ name }) => name).sort());
});

it('nothing is complained of that is allowed', () => {
  expect(violations.filter(({ from }) => from in sound)).toEqual([]);
});
