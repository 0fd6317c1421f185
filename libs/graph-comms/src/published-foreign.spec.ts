import { expect, it } from 'vitest';
import type { NotificationBody } from './notification.js';
import { parseJsonText } from '@app/platform';
import { parseNotifications } from './notifications.js';
import { corpus, corpusFamilies } from './published-payloads.fixture.js';

const FOREIGN: Record<string, NotificationBody> = {
  'docs-foreign-change-notification': { kind: 'foreign', reason: 'no comms notification in "value"' },
  'legacy-skype-conversation-incoming': { kind: 'legacyInvite' },
  't4j-foreign-members-added': { kind: 'foreign', reason: 'no array "value"' },
};

/** Where the expectations of each family stand; null: not sent to a bot, so nothing here reads it. */
const FAMILIES: Record<string, string | null> = {
  'botdata-fragment': 'published-incoming',
  'call-terminated': 'published-call-updates',
  'call-update': 'published-call-updates',
  'content-sharing': 'published-operations',
  foreign: 'published-foreign',
  'graph-error': null,
  'graph-request': null,
  'graph-response': null,
  'incoming-other': 'published-incoming',
  'incoming-pbr': 'published-incoming',
  malformed: 'published-foreign',
  operation: 'published-operations',
  // Its two responses are what we send: see join-response.spec.ts.
  'participant-joining': 'published-operations',
  roster: 'published-rosters',
  tone: 'published-call-updates',
};

const malformed = corpus('malformed');

it.each(corpus('foreign'))('knows that the published body $file is no calling notification', ({ file, body }) => {
  expect(parseNotifications(body)).toStrictEqual(FOREIGN[file]);
});

it.each(malformed)('says that the published text $file is no JSON', ({ bodyText }) => {
  expect(parseJsonText(bodyText ?? '{}')).toBeNull();
});

it('has an expectation for every foreign body, and none for a file that is gone', () => {
  expect(Object.keys(FOREIGN).sort()).toEqual(corpus('foreign').map(({ file }) => file));
  expect(malformed.map(({ file }) => file)).toEqual([
    'docs-create-call-201-trailing-comma',
    'docs-incoming-redirect-trailing-comma',
    'docs2018-establishing-trailing-comma',
    'docs2019-invite-failed-trailing-comma',
  ]);
});

it('has a place for every family of published payloads, and reads every family that holds inbound ones', () => {
  expect(Object.keys(FAMILIES).sort()).toEqual(corpusFamilies());
  for (const family of corpusFamilies()) {
    const isInbound = corpus(family).some(({ direction }) => direction === 'inbound');
    expect([family, FAMILIES[family] !== null]).toEqual([family, isInbound]);
  }
});
