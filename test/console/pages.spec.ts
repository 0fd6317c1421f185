import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { eventually } from '../support/eventually.js';
import { System } from '../support/system.js';
import { launchChromium } from '../../scripts/system/chromium.js';
import { Person } from './person.js';

let system: System;
let browser: Browser;
let pages: [heading: string, path: string][];
/** Each with what has to be changed first. */
let dialogs: { path: string; button: string | RegExp; change?: [label: string, text: string] }[];
beforeAll(async () => {
  browser = await launchChromium();
  system = await System.start({ recorders: 1, mediaHosts: 1 });
  const { callId } = await system.simulator.invite({ seed: 3, media: 'speech' });
  await system.simulator.end(callId);
  await system.ended(callId);
  const { id, conversationId } = await system.admin.session(callId);
  const live = await system.admin.session(await liveCall());
  // Of one that has ended it would be found that there is none.
  await system.sql(
    `INSERT INTO coverage_gap (gap_id, tenant_id, conversation_id, participant_id, started_at, ended_at, cause, found_at)
     SELECT gen_random_uuid(), tenant_id, conversation_id, 'p1', began_at, now(), 'mediaLost', now() FROM conversation
     WHERE conversation_id = $1`,
    [live.conversationId],
  );
  const policy = 'policies/default-record-policy-invites';
  pages = [
    ['Now', ''],
    ['Why', 'why?user=5f1c2d3e-0000-4000-8000-000000000001'],
    ['Calls', 'sessions'],
    ['Call', `sessions/${id}`],
    ['Call', `sessions/${live.id}`],
    ['Conversations', 'conversations'],
    ['Conversation', `conversations/${conversationId}`],
    ['Gaps', 'gaps?explained='],
    ['Policies', 'policies'],
    ['Policy default-record-policy-invites', policy],
    ['New policy', 'new-policy'],
    ['Media hosts', 'media-hosts'],
    ['Capacity', 'capacity'],
    ['Audit', 'audit'],
  ];
  dialogs = [
    ...['Pause', 'Stop', 'Hang up'].map((button) => ({ path: `sessions/${live.id}`, button })),
    { path: 'gaps?explained=', button: 'Explain' },
    { path: 'media-hosts', button: /^Drain/ },
    { path: policy, button: 'Save changes', change: ['Name', 'Another name'] },
    { path: policy, button: 'Retire' },
  ];
}, 120_000);
afterAll(async () => {
  await browser.close();
  await system.stop();
});

/** One that is up and recorded. */
async function liveCall(): Promise<string> {
  const { callId } = await system.simulator.invite({ seed: 4, media: 'speech' });
  await eventually(async () => expect(await system.admin.story(callId)).toContain('KeepingStarted'));
  return callId;
}

let person: Person;
afterEach(() => person.leave());

const WISHES = [
  { colours: 'light', width: 1280 },
  { colours: 'dark', width: 1280 },
  { colours: 'light', width: 320 },
  { colours: 'dark', width: 320 },
] as const;

/** Somebody who is offered everything that there is. */
async function allowedEverything(wish: (typeof WISHES)[number]): Promise<Person> {
  person = await Person.at(browser, system.recorder.url, wish);
  await person.open();
  await person.signIn('Arthur Lindqvist', { with: ['Recording.Operate', 'Recording.Comply'] });
  return person;
}

it.each(WISHES)(
  'every page can be used by everybody: $colours, $width pixels wide',
  async (wish) => {
    const { page } = await allowedEverything(wish);
    for (const [heading, path] of pages) {
      await person.open(path);
      await person.sees(heading);
      await person.hasLoaded();

      expect(await person.barriers(), path).toEqual([]);
      const overhang = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
      expect(await page.evaluate<number>(overhang), `${path} is as wide as the window`).toBe(0);
    }
  },
  120_000,
);

it.each(WISHES)(
  'every dialog can be used by everybody, and Escape leaves it: $colours, $width pixels wide',
  async (wish) => {
    const { page } = await allowedEverything(wish);
    for (const { path, button, change } of dialogs) {
      await person.open(path);
      if (change) await page.getByLabel(change[0], { exact: true }).fill(change[1]);
      const opens = page.getByRole('button', { name: button, exact: true }).first();
      await opens.click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('textbox').first().waitFor();

      expect(await person.barriers(), `${path}: ${button}`).toEqual([]);
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });
      await opens.and(page.locator(':focus')).waitFor();
    }
  },
  120_000,
);

it('a page of something that is not there says so', async () => {
  person = await Person.at(browser, system.recorder.url);
  await person.open('sessions/99999999-9999-4999-8999-999999999999');
  await person.signIn('Carla Brandt');

  await person.page.getByRole('alert').filter({ hasText: 'This call could not be read' }).waitFor();
  expect(await person.barriers()).toEqual([]);
  // The browser notes the 404 itself.
  person.complaints.splice(0);
});

it('a recorder that does not answer any more is said not to, and what was known stays', async () => {
  person = await Person.at(browser, system.recorder.url);
  await person.open('media-hosts');
  await person.signIn('Carla Brandt');
  await person.page.getByRole('cell', { name: 'takes calls' }).waitFor();

  await person.page.route('**/admin/**', (route) => route.abort());
  await person.page.getByText('The recorder does not answer.').first().waitFor();
  await person.page.getByRole('cell', { name: 'takes calls' }).waitFor();
  expect(await person.barriers()).toEqual([]);
  await person.page.unroute('**/admin/**');
  await person.page.getByText('The recorder does not answer.').waitFor({ state: 'detached' });
  person.complaints.splice(0);
});
