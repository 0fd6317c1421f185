import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { System } from '../support/system.js';
import { launchChromium } from '../../scripts/system/chromium.js';
import { Person } from './person.js';

let system: System;
let browser: Browser;
let paths: Record<string, string>;
beforeAll(async () => {
  browser = await launchChromium();
  system = await System.start({ recorders: 1, mediaHosts: 1 });
  const { callId } = await system.simulator.invite({ seed: 3, media: 'speech' });
  await system.simulator.end(callId);
  await system.ended(callId);
  const { id, conversationId } = await system.admin.session(callId);
  paths = {
    Now: '',
    Why: 'why?user=5f1c2d3e-0000-4000-8000-000000000001',
    Calls: 'sessions',
    Call: `sessions/${id}`,
    Conversation: `conversations/${conversationId}`,
    Gaps: 'gaps?explained=',
    Policies: 'policies',
    'Policy default-record-policy-invites': 'policies/default-record-policy-invites',
    'New policy': 'new-policy',
    'Media hosts': 'media-hosts',
    Capacity: 'capacity',
    Audit: 'audit',
  };
}, 120_000);
afterAll(async () => {
  await browser.close();
  await system.stop();
});

let person: Person;
afterEach(() => person.leave());

it.each([
  { colours: 'light', width: 1280 },
  { colours: 'dark', width: 1280 },
  { colours: 'light', width: 320 },
] as const)(
  'every page can be used by everybody: $colours, $width pixels wide',
  async (wish) => {
    person = await Person.at(browser, system.recorder.url, wish);
    await person.open();
    await person.signIn('Arthur Lindqvist', { with: ['Recording.Operate', 'Recording.Comply'] });
    for (const [heading, path] of Object.entries(paths)) {
      await person.open(path);
      await person.sees(heading);
      await person.hasLoaded();

      expect(await person.barriers(), heading).toEqual([]);
      const overhang = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
      expect(await person.page.evaluate<number>(overhang), `${heading} is as wide as the window`).toBe(0);
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
