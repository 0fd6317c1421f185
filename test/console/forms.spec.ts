import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { eventually } from '../support/eventually.js';
import { System } from '../support/system.js';
import { launchChromium } from '../../scripts/system/chromium.js';
import { Person } from './person.js';

let system: System;
let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
  system = await System.start({ recorders: 1, mediaHosts: 1 });
}, 120_000);
afterAll(async () => {
  await browser.close();
  await system.stop();
});

let person: Person;
afterEach(() => person.leave());

async function as(name: Parameters<Person['signIn']>[0], path: string): Promise<Person> {
  person = await Person.at(browser, system.recorder.url);
  await person.open(path);
  await person.signIn(name);
  return person;
}

async function recordedCall(seed: number): Promise<string> {
  const { callId } = await system.simulator.invite({ seed, media: 'speech' });
  await eventually(async () => expect(await system.admin.story(callId)).toContain('KeepingStarted'));
  return callId;
}

/** Text of what has the focus. */
const focused = () => person.page.evaluate<string>('document.activeElement.textContent');

it('an order is sent once, is waited for, and is told and leaves the focus on the page when its button is gone', async () => {
  const callId = await recordedCall(61);
  const { page } = await as('Omar Haddad', `sessions/${(await system.admin.session(callId)).id}`);
  const sent: string[] = [];
  await page.route('**/pause', async (route) => {
    sent.push(route.request().url());
    await new Promise((wake) => setTimeout(wake, 1_000));
    await route.continue();
  });

  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Reason').fill('the customer asked for it');
  for (const key of ['Enter', 'Enter', 'Escape']) await page.keyboard.press(key);
  expect(await dialog.isVisible()).toBe(true);
  expect(await person.barriers()).toEqual([]);
  await dialog.waitFor({ state: 'detached' });

  await page.getByRole('status').filter({ hasText: 'Pause: done.' }).waitFor();
  await eventually(async () => expect(await focused()).toBe('Call'));
  expect(sent).toHaveLength(1);
  expect(await person.barriers()).toEqual([]);
  await system.simulator.end(callId);
});

it('a compliance officer sees on Now that a recording is paused, and with one click of which call', async () => {
  const [callId, other] = [await recordedCall(62), await recordedCall(63)];
  await system.admin.orderSession(callId, 'pause', { reason: 'card number', resumeAfterSeconds: 900 });
  const { page } = await as('Carla Brandt', '');
  const attention = page.getByRole('region', { name: 'Needs attention' });

  const item = attention.getByRole('listitem').filter({ hasText: '1 call up, whose recording is paused' });
  await item.getByRole('link').click();

  await person.sees('Calls');
  await page.getByRole('table').waitFor();
  expect(await page.getByRole('rowheader').count()).toBe(1);
  expect(await page.getByRole('table').innerText()).toContain(callId.slice(0, 8));
  expect(await page.getByLabel('Policy wants it recorded').inputValue()).toBe('true');
  expect(await person.barriers()).toEqual([]);

  await system.admin.orderSession(callId, 'resume', { reason: 'done' });
  await page.getByRole('link', { name: 'Now', exact: true }).click();
  await attention.getByText('Every call that is up and that policy wants recorded is being recorded.').waitFor();
  for (const call of [callId, other]) await system.simulator.end(call);
});

it('a search leaves the focus where it was, and its fields as they were typed', async () => {
  const { page } = await as('Carla Brandt', '');
  await page.getByRole('link', { name: 'Calls', exact: true }).click();
  await person.sees('Calls');
  expect(await focused()).toBe('Calls');

  await page.getByLabel('Invited from').fill('2026-01-05T09:30');
  await page.getByLabel('Call chain id').fill('nobody');
  await page.keyboard.press('Enter');

  await page.getByText('No call is on record that fits.').waitFor();
  expect(await page.getByLabel('Invited from').inputValue()).toBe('2026-01-05T09:30');
  expect(await page.evaluate('document.activeElement.value')).toBe('nobody');
  await page.getByRole('link', { name: 'Everything' }).click();
  await eventually(async () => expect(await page.getByLabel('Call chain id').inputValue()).toBe(''));
});

it('a policy is created for any policy of Teams although an identifier was typed before, and its targets have fields', async () => {
  const { page } = await as('Adele Vance', 'new-policy');
  await page.getByLabel('Id', { exact: true }).fill('reception');
  await page.getByLabel('Name').fill('Reception');
  await page.getByLabel('Policy identifier').fill('Sales');
  await page.getByLabel('For', { exact: true }).first().selectOption('anyPolicy');
  await page.getByLabel('Action').selectOption('redirect');
  await page.getByRole('button', { name: 'Add a target' }).click();
  expect(await person.barriers()).toEqual([]);
  await page.getByRole('button', { name: 'Remove target 1' }).click();
  expect(await focused()).toBe('Add a target');

  await page.getByLabel('Action').selectOption('answer');
  await page.getByRole('button', { name: 'Create policy' }).click();
  await page.getByRole('dialog').getByLabel('Reason').fill('first of its name');
  await page.getByRole('dialog').getByRole('button', { name: 'Create policy' }).click();

  await person.sees('Policy reception');
  await page.getByText('version 1, in force').waitFor();
  const history = page.getByRole('region', { name: 'History' });
  await history.getByText('any policy of Teams').waitFor();
});

it('nobody else is said to have saved what somebody has just saved', async () => {
  const { page } = await as('Adele Vance', 'policies/default-record-policy-invites');
  await page.getByLabel('Name', { exact: true }).fill('Record all invitations');
  await page.getByRole('button', { name: 'Save changes' }).click();
  await page.getByRole('dialog').getByLabel('Reason').fill('clearer');
  // What is shown of the policy is still what was read before it was saved.
  await page.route('**/policies/default-record-policy-invites', async (route) => {
    if (route.request().method() === 'GET') await new Promise((wake) => setTimeout(wake, 1_500));
    await route.continue();
  });
  await page.getByRole('dialog').getByRole('button', { name: 'Save changes' }).click();

  await page.getByText(/^Against version [2-9]\.$/).waitFor();
  expect(await page.getByText('meanwhile').count()).toBe(0);
  await page.getByText(/^version [2-9], in force$/).waitFor();
});

it('the order for a media host is in sight in a window of the usual width', async () => {
  const { page } = await as('Omar Haddad', 'media-hosts');
  const order = page.getByRole('button', { name: /^Drain/ });
  const table = page.getByRole('group', { name: 'Media hosts' });

  await order.waitFor();
  const [button, list] = [(await order.boundingBox())!, (await table.boundingBox())!];
  expect(button.x + button.width).toBeLessThanOrEqual(list.x + list.width);
});
