import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { configurationMarkdown, envExample } from './describe.js';
import { settingNames } from './environment.js';

// When these fail: npm run build && node dist/scripts/describe-config.js
it.each([
  ['docs/configuration.md', configurationMarkdown],
  ['.env.example', envExample],
])('%s tells what the schema says today', (path, generate) => {
  expect(readFileSync(path, 'utf8')).toBe(generate());
});

it('describes every setting in its own words', () => {
  const meanings = configurationMarkdown()
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) => line.split('|')[2]?.trim());

  expect(meanings).toHaveLength(settingNames.length);
  expect(new Set(meanings).size).toBe(meanings.length);
});
