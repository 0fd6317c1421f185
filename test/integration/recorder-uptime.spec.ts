import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { RecorderUptime } from '../../libs/recording/src/uptime/recorder-uptime.store.js';
import { testDatabase, type TestDatabase } from '../support/database.js';

const seconds = (number: number) => Date.UTC(2026, 0, 15, 9, 0, number);
const [ONE, ANOTHER] = [randomUUID(), randomUUID()];

let test: TestDatabase;
let uptime: RecorderUptime;
beforeAll(async () => {
  test = await testDatabase();
  uptime = new RecorderUptime(test.database);
});
afterAll(() => test.close());
beforeEach(() => test.database.pool.query('TRUNCATE recorder_uptime'));

async function noted(recorderId: string, ...times: number[]): Promise<void> {
  for (const time of times) await uptime.note(recorderId, new Date(seconds(time)));
}

/** All that is noted of a minute. */
const stretches = async (from = 0, to = 60) => {
  const found = await uptime.overlapping({ from: seconds(from), to: seconds(to) });
  return found.stretches.map((each) => [each.from, each.to]).sort(([a = 0], [b = 0]) => a - b);
};

it('notes of one recorder make one stretch, and after fifteen seconds without any another', async () => {
  await noted(ONE, 0, 5, 20, 36, 41);

  expect(await stretches()).toEqual([
    [seconds(0), seconds(20)],
    [seconds(36), seconds(41)],
  ]);
});

it('each recorder has stretches of its own', async () => {
  await noted(ONE, 0, 5);
  await noted(ANOTHER, 3, 8);

  expect(await stretches()).toEqual([
    [seconds(0), seconds(5)],
    [seconds(3), seconds(8)],
  ]);
});

it('a note that comes late takes nothing back', async () => {
  await noted(ONE, 0, 10, 5);

  expect(await stretches()).toEqual([[seconds(0), seconds(10)]]);
});

it('finds what touches the time that is asked about, and when the first note was made', async () => {
  expect(await uptime.overlapping({ from: seconds(0), to: seconds(60) })).toEqual({ stretches: [], since: null });

  await noted(ONE, 0, 10);
  await noted(ANOTHER, 50);

  expect(await stretches(10, 20)).toEqual([[seconds(0), seconds(10)]]);
  expect(await stretches(11, 49)).toEqual([]);
  expect(await stretches(20, 50)).toEqual([[seconds(50), seconds(50)]]);
  expect((await uptime.overlapping({ from: seconds(20), to: seconds(50) })).since).toEqual(new Date(seconds(0)));
});
