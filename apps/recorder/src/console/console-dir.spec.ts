import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { builtConsoleDir } from './console-dir.js';

const project = mkdtempSync(join(tmpdir(), 'witness-console-dir-'));
const built = join(project, 'dist/console');
mkdirSync(built, { recursive: true });
afterAll(() => rmSync(project, { recursive: true }));

it('finds what was built, whether the recorder runs as one file, as many, or from its sources', () => {
  expect(builtConsoleDir(join(project, 'dist')), 'a folder without a page').toBeNull();

  writeFileSync(join(built, 'index.html'), '');
  for (const folder of ['dist', 'dist/apps/recorder/src/console', 'apps/recorder/src/console'])
    expect(builtConsoleDir(join(project, folder)), folder).toBe(built);
});
