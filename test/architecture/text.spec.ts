import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const FOLDERS = ['apps', 'libs', 'migrations', 'scripts', 'test', 'docs'];
const OURS = /\.(tsx?|md|json|ya?ml|html|css)$/;
/** Published payloads and Microsoft's own description are as we found them. */
const FOUND = /^(test\/fixtures\/|apps\/graph-simulator\/openapi\/)/;

const texts = FOLDERS.flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)),
)
  .filter((file) => OURS.test(file) && !FOUND.test(file))
  .map((file) => ({ file, text: readFileSync(file, 'utf8') }));

const having = (pattern: RegExp, files = /./): string[] =>
  texts.filter(({ file, text }) => files.test(file) && pattern.test(text)).map(({ file }) => file);

// Written in two halves, so that this file does not hold what it looks for.
const word = (...halves: string[]) => halves.join('');

it('reads what it says it reads', () => {
  expect(texts.length).toBeGreaterThan(200);
  expect(having(/reads what it says/)).toEqual(['test/architecture/text.spec.ts']);
});

it('no text names a path of the machine it was written on', () => {
  expect(having(new RegExp(word('(^|[^\\w.])/wo', 'rk/|/home/', '[a-z]|/Us', 'ers/')))).toEqual([]);
});

it('every open end names the issue that will close it', () => {
  expect(having(new RegExp(word('\\b(TO', 'DO|FIX', 'ME)\\b(?! ?\\(#\\d+\\))')))).toEqual([]);
});

it('no test is left out, and none runs alone', () => {
  expect(having(new RegExp(word('\\b(it|describe|test)\\.(on', 'ly|sk', 'ip|to', 'do)\\b')), /\.spec\.ts$/)).toEqual(
    [],
  );
});

it('no lint rule is silenced for a whole file', () => {
  expect(having(new RegExp(word('/\\* eslint-dis', 'able(?!-)|@ts-no', 'check|@ts-ig', 'nore')))).toEqual([]);
});

it('nothing is told through channels of Postgres: a commit that notifies waits for every other that does', () => {
  const channels = new RegExp(word('\\b(pg_no', 'tify|NO', 'TIFY|LIS', 'TEN)\\b'));

  expect(word('SELECT pg_no', "tify('outbox', '')")).toMatch(channels);
  expect(having(channels, /^(apps|libs|migrations|scripts)\/.*\.ts$/)).toEqual([]);
});
