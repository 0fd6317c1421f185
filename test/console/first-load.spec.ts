import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const BUILT = 'dist/console';
const MOST_BYTES = 300_000;

/** What the page names, and what that imports before anything is shown; later parts are asked for with import(). */
function loadedFirst(): Set<string> {
  const found = new Set<string>();
  const follow = (name: string): void => {
    if (found.has(name)) return;
    found.add(name);
    if (!/\.(html|js)$/.test(name)) return;
    const text = readFileSync(join(BUILT, name), 'utf8');
    const named = /\.html$/.test(name) ? /\/console\/(assets\/[\w.-]+)/g : /(?:from|import)\s*["']\.\/([\w.-]+)["']/g;
    for (const [, other = ''] of text.matchAll(named)) follow(name.endsWith('.html') ? other : `assets/${other}`);
  };
  follow('index.html');
  return found;
}

it('the first page takes no more than 300 kB, compressed by gzip', () => {
  const names = [...loadedFirst()];
  const bytes = names.map((name) => readFileSync(join(BUILT, `${name}.gz`)).length);

  expect(names.filter((name) => name.endsWith('.js')).length).toBeGreaterThan(0);
  expect(bytes.reduce((sum, size) => sum + size, 0)).toBeLessThan(MOST_BYTES);
});

it('no page has anything in it that the recorder lets no browser run', () => {
  const pages = readdirSync(BUILT).filter((name) => name.endsWith('.html'));
  const inline = /<style|<script(?![^>]*\bsrc=)|\sstyle=|\son\w+=|javascript:/i;

  expect(pages).toEqual(['index.html', 'redirect.html']);
  for (const page of pages) expect(readFileSync(join(BUILT, page), 'utf8'), page).not.toMatch(inline);
});
