import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { defaultDataDir } from './data-dir.js';

const home = mkdtempSync('/tmp/witness-home-');
const project = join(home, 'witness');
mkdirSync(project);
afterAll(() => rmSync(home, { recursive: true }));

it('keeps data beside the project for a normal user, wherever that is', () => {
  chmodSync(home, 0o700);

  expect(defaultDataDir(project, false)).toBe(join(project, '.data'));
});

it("keeps root's data beside the project while its unprivileged user can reach it", () => {
  chmodSync(home, 0o755);

  expect(defaultDataDir(project, true)).toBe(join(project, '.data'));
});

it("moves root's data out of a private home", () => {
  chmodSync(home, 0o700);

  expect(defaultDataDir(project, true)).toMatch(/^\/var\/lib\/witness\/witness-[0-9a-f]{8}$/);
});
