import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { LogNotification, LogNotificationHandler } from '../../libs/recording/src/commands/log-notification.js';
import { testDatabase, type TestDatabase } from '../support/database.js';

let test: TestDatabase;
let handler: LogNotificationHandler;
beforeAll(async () => {
  test = await testDatabase();
});
beforeEach(() => {
  handler = new LogNotificationHandler(test.database);
});
afterAll(() => test.close());

const log = (kind: string, body: unknown = {}) =>
  handler.execute(
    new LogNotification({
      ...{ receivedAt: new Date('2026-01-05T12:00:00.000Z'), tenantId: 't1', callId: null, callKey: null, kind },
      ...{ messageId: null, originalMessageId: null, scenarioId: null, body },
    }),
  );

/** What is stored, as it was stored. */
async function kept(kinds: readonly string[]): Promise<string[]> {
  const { rows } = await test.database.pool.query<{ kind: string }>(
    'SELECT kind FROM notification_log WHERE kind = ANY ($1) ORDER BY id',
    [kinds],
  );
  return rows.map(({ kind }) => kind);
}

it('notifications that nothing follows from are stored together when they come together, in their order', async () => {
  const kinds = Array.from({ length: 60 }, (_, i) => `together ${i}`);
  const before = test.database.statements;

  await Promise.all(kinds.map((kind) => log(kind)));

  expect(test.database.statements - before).toBe(1);
  expect(await kept(kinds)).toEqual(kinds);
});

it('one that the database will not have keeps none of the others out', async () => {
  const kinds = ['before', 'unfit', 'behind'];

  const outcomes = await Promise.allSettled(kinds.map((kind) => log(kind, kind === 'unfit' ? 'a\u0000b' : {})));

  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(await kept(kinds)).toEqual(['before', 'behind']);
});
