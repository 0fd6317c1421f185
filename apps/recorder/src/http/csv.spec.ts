import { expect, it } from 'vitest';
import { csvLine } from './csv.js';

it('writes what is plain as it is, and quotes what would divide a line', () => {
  expect(csvLine(['a', 1, -2, true, null, undefined, 'b,c', 'd"e', 'f\ng'])).toBe(
    'a,1,-2,true,,,"b,c","d""e","f\ng"\r\n',
  );
});

it('writes what has parts as JSON', () => {
  expect(csvLine([{ id: 'x' }, ['y', 'z'], []])).toBe('"{""id"":""x""}","[""y"",""z""]",[]\r\n');
});

it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1'])('lets no spreadsheet run %j', (text) => {
  expect(csvLine([text])).toContain(`'${text}`);
});
