import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { diagCodeOf } from './diag-code.js';
import { explainGraphError } from './graph-error-codes.js';
import { explainResult } from './result-codes.js';

const protocol = readFileSync(new URL('../../../docs/protocol.md', import.meta.url), 'utf8');

/** The rows of the table of a section, by their cells; what stands in brackets is an aside. */
function rowsOf(section: string, next: string): string[][] {
  const text = protocol.slice(protocol.indexOf(`### ${section}`), protocol.indexOf(`### ${next}`));
  const rows = text.split('\n').filter((line) => /^\| +\d/.test(line));
  return rows.map((row) => row.split('|').map((cell) => cell.replace(/\(.*\)/, '').trim()));
}

const results = rowsOf('8.3', '8.4').flatMap(([, code = '', subcodes = '', , severity = '']) =>
  [...subcodes.matchAll(/\d+/g)].map(([subcode]) => ({
    code: Number(code),
    subcode: Number(subcode),
    severity: /info|warn|error/.exec(severity)?.[0],
  })),
);
const refusals = rowsOf('8.2', '8.3').flatMap(([, , code = '']) => (code === 'various' ? [] : [code]));

it('reads the tables of the protocol', () => {
  expect(results.length).toBeGreaterThan(40);
  expect(refusals).toContain('InvalidAuthenticationToken');
});

it.each(results)('knows $code/$subcode of the protocol, and how bad it is', ({ code, subcode, severity }) => {
  expect(explainResult({ code, subcode, message: null })).toEqual({
    code: `${code}/${subcode}`,
    meaning: expect.any(String) as string,
    severity,
    known: true,
  });
});

it.each(refusals)('knows the refusal %s of the protocol', (code) => {
  expect(explainGraphError(code)).toMatchObject({ code, known: true });
});

it.each([
  [299, 'info'],
  [486, 'warn'],
  [503, 'error'],
  [699, 'info'],
  [1, 'warn'],
])('says of %i, which no list has, what its family says', (code, severity) => {
  expect(explainResult({ code, subcode: 99, message: null })).toMatchObject({
    code: `${code}/99`,
    severity,
    known: false,
  });
});

it('takes 0 for 200, and a missing subcode for 0', () => {
  expect(explainResult({ code: 0, subcode: 7015, message: null })).toMatchObject({ code: '0/7015', known: true });
  expect(explainResult({ code: 603, subcode: null, message: null })).toMatchObject({ code: '603/0', known: true });
  expect(explainResult({ code: null, subcode: null, message: 'gone' })).toBeNull();
});

it('looks into the message for a subcode that says more', () => {
  const message = 'Server Internal Error. DiagCode: 3002#7106.@';

  expect(diagCodeOf(message)).toEqual({ code: 3002, subcode: 7106 });
  expect(explainResult({ code: 500, subcode: 0, message })).toMatchObject({ code: '500/0', known: true });
  expect([null, 'Server Internal Error', `DiagCode: 1#${'9'.repeat(30)}`].map(diagCodeOf)).toEqual([null, null, null]);
});

it.each([
  ['8522', 'warn', true],
  ['ItemNotFound', 'warn', true],
  ['toomanyrequests', 'warn', true],
  ['token.invalid_client', 'error', false],
  ['ECONNREFUSED', 'warn', false],
  ['timeout', 'warn', false],
  ['504', 'error', false],
  ['constructor', 'warn', false],
  ['', 'warn', false],
])('explains the refusal %j', (code, severity, known) => {
  expect(explainGraphError(code)).toMatchObject({ code, severity, known });
});
