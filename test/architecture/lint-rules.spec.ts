import { afterAll, beforeAll, expect, it } from 'vitest';
import { WorkspaceCopy } from '../support/workspace-copy.js';

interface LintedFile {
  filePath: string;
  messages: { ruleId: string | null; severity: number }[];
}

const UNION = "type Kind = 'call' | 'roster';\n";

/** Files that break one rule each. */
const bad: [rule: string, file: string, text: string][] = [
  [
    '@typescript-eslint/switch-exhaustiveness-check',
    'libs/policies/src/forgotten-branch.ts',
    `${UNION}export function read(kind: Kind): number {\n  switch (kind) {\n    case 'call':\n      return 1;\n  }\n  return 0;\n}\n`,
  ],
  [
    '@typescript-eslint/switch-exhaustiveness-check',
    'libs/policies/src/default-branch.ts',
    `${UNION}export function read(kind: Kind): number {\n  switch (kind) {\n    case 'call':\n      return 1;\n    case 'roster':\n      return 2;\n    default:\n      return 3;\n  }\n}\n`,
  ],
  [
    '@typescript-eslint/no-floating-promises',
    'libs/policies/src/floating.ts',
    'export function start(): void {\n  Promise.resolve(1);\n}\n',
  ],
  ['@typescript-eslint/no-explicit-any', 'libs/policies/src/any.ts', 'export const body: any = 1;\n'],
  [
    '@typescript-eslint/consistent-type-imports',
    'libs/policies/src/type-import.ts',
    "import { Stats } from 'node:fs';\nexport const size = (file: Stats): number => file.size;\n",
  ],
  [
    '@typescript-eslint/no-unused-vars',
    'libs/policies/src/unused.ts',
    'export function one(): number {\n  const two = 2;\n  return 1;\n}\n',
  ],
  ['max-lines', 'libs/policies/src/long.ts', 'export {};\n'.repeat(301)],
  ['no-console', 'apps/recorder/src/print.ts', "console.log('x');\nexport {};\n"],
  [
    'react-hooks/rules-of-hooks',
    'apps/console/src/hook.tsx',
    "import { useState } from 'react';\nexport function Row({ isOpen }: { isOpen: boolean }): null {\n  if (isOpen) useState(0);\n  return null;\n}\n",
  ],
  ['eqeqeq', 'libs/policies/src/equal.ts', 'export const same = (a: string, b: string): boolean => a == b;\n'],
];

/** Neither of these is anybody's fault. */
const sound: Record<string, string> = {
  'libs/policies/src/every-branch.ts': `${UNION}export function read(kind: Kind): number {\n  switch (kind) {\n    case 'call':\n      return 1;\n    case 'roster':\n      return 2;\n  }\n}\n`,
  'scripts/print.ts': "console.log('a program may talk to the person at its terminal');\nexport {};\n",
};

let workspace: WorkspaceCopy;
let linted: LintedFile[];

beforeAll(async () => {
  const broken = Object.fromEntries(bad.map(([, file, text]) => [file, text]));
  workspace = await WorkspaceCopy.create({ ...sound, ...broken });
  linted = (await workspace.run('eslint/bin/eslint.js', '--format', 'json', '.')) as LintedFile[];
}, 120_000);
afterAll(() => workspace.remove());

const complaints = (file: string) =>
  linted
    .find(({ filePath }) => filePath.endsWith(`/${file}`))
    ?.messages.map(({ ruleId, severity }) => [ruleId, severity]);

it.each(bad)('%s complains of %s', (rule, file) => {
  expect(complaints(file)).toContainEqual([rule, 2]);
});

it.each(Object.keys(sound))('nothing is complained of in %s', (file) => {
  expect(complaints(file)).toEqual([]);
});
