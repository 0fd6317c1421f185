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
  system = await System.start({ recorders: 2, mediaHosts: 2 });
}, 120_000);
afterAll(async () => {
  await browser.close();
  await system.stop();
});

let person: Person;
afterEach(() => person.leave());

async function as(name: Parameters<Person['signIn']>[0], path: string): Promise<Person> {
  person = await Person.at(browser, system.recorders[1]!.url);
  await person.open(path);
  await person.signIn(name);
  return person;
}

/** A call that is up and recorded. */
async function recordedCall(seed: number): Promise<string> {
  const { callId } = await system.simulator.invite({ seed, media: 'speech' });
  await eventually(async () => expect(await system.admin.story(callId)).toContain('KeepingStarted'));
  return callId;
}

/** All of them, and waits until each has heard of it at its next heartbeat, and acts on it. */
async function orderHosts(order: 'drain' | 'resume'): Promise<void> {
  for (const { hostId } of system.mediaHosts) await system.admin.order(hostId, order);
  await eventually(async () => {
    for (const { hostId } of system.mediaHosts)
      expect((await system.admin.mediaHost(hostId)).draining).toBe(order === 'drain');
  }, 30_000);
}

it('a Teams administrator finds why a user could not call: Teams never asked us, and we were up', async () => {
  const { page } = await as('Adele Vance', '');

  await page.getByRole('link', { name: 'Why', exact: true }).click();
  await page.getByLabel('User id').fill('5f1c2d3e-0000-4000-8000-000000000001');
  await page.getByRole('button', { name: 'Explain' }).click();

  await page.getByText('we were never invited').waitFor();
  expect(await person.barriers()).toEqual([]);
});

it('a Teams administrator finds why a user could not call: there was no media host, and their call says so', async () => {
  await orderHosts('drain');
  const { callId } = await system.simulator.invite({ seed: 11 });
  await eventually(async () => expect((await system.admin.session(callId)).response).not.toBeNull());
  const { observedUserId } = await system.admin.session(callId);
  await orderHosts('resume');

  const { page } = await as('Adele Vance', `why?user=${observedUserId}`);
  await page.getByText('missed', { exact: true }).first().waitFor();
  await page.getByRole('link', { name: /^Call of/ }).click();

  await person.sees('Why it went as it did');
  await person.hasLoaded();
  expect(await page.getByRole('region', { name: 'Why it went as it did' }).innerText()).toMatch(/media host/);
});

it('an operator pauses a call and resumes it, and each is done when Teams shows it', async () => {
  const callId = await recordedCall(31);
  const shown = async () => (await system.simulator.call(callId)).recordingStatus;
  const { page } = await as('Omar Haddad', `sessions/${(await system.admin.session(callId)).id}`);
  const order = async (name: string) => {
    await page.getByRole('button', { name, exact: true }).click();
    await page.getByRole('dialog').getByLabel('Reason').fill('the customer asked for it');
    await page.getByRole('dialog').getByRole('button', { name }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  };

  await order('Pause');
  expect(await shown()).toBe('notRecording');
  await page.getByText('paused', { exact: true }).first().waitFor();
  expect(await person.barriers()).toEqual([]);

  await order('Resume');
  expect(await shown()).toBe('recording');
  await page.getByRole('button', { name: 'Pause', exact: true }).waitFor();
  await system.simulator.end(callId);
  await page.getByText('recorded', { exact: true }).first().waitFor();
});

it('an administrator changes a policy after a dry run, and its history says what was changed and why', async () => {
  const callId = await recordedCall(41);
  const { id } = await system.admin.session(callId);
  await system.simulator.end(callId);
  const { page } = await as('Adele Vance', '');
  await page.getByRole('link', { name: 'Policies' }).click();
  await page.getByRole('link', { name: 'default-record-policy-invites' }).click();

  await page.getByLabel('Action').selectOption('decline');
  await page.getByLabel('Session id').fill(id);
  await page.getByRole('button', { name: 'Try' }).click();
  const trial = page.getByRole('table', { name: 'What would be decided' });
  await trial.waitFor();
  expect((await trial.innerText()).replaceAll(/\s+/g, ' ')).toMatch(
    /With the draft decline .*By what is in force record .*When the call came record/,
  );
  expect(await person.barriers()).toEqual([]);

  await page.getByLabel('Action').selectOption('record');
  await page.getByLabel('Name', { exact: true }).fill('Record every invitation');
  await page.getByRole('button', { name: 'Save changes' }).click();
  await page.getByRole('dialog').getByLabel('Reason').fill('a clearer name');
  await page.getByRole('dialog').getByRole('button', { name: 'Save changes' }).click();

  await page.getByText('version 2, in force').waitFor();
  const history = page.getByRole('region', { name: 'History' });
  await history.getByText(': a clearer name').waitFor();
  expect(await history.innerText()).toContain('Record every invitation');
});

it('an auditor sees who did that, and takes it along as a file', async () => {
  const { page } = await as('Arthur Lindqvist', 'audit?method=PUT');
  const entry = page.getByRole('row').filter({ hasText: 'a clearer name' });
  await entry.first().waitFor();
  expect(await person.barriers()).toEqual([]);

  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save as JSON Lines' }).click(),
  ]);
  expect(saved.suggestedFilename()).toBe('audit.jsonl');
  expect(await saved.failure()).toBeNull();
});

it('orders are offered to nobody who may not give them', async () => {
  const callId = await recordedCall(51);
  const { page } = await as('Carla Brandt', `sessions/${(await system.admin.session(callId)).id}`);
  await person.sees('What happened');
  expect(await page.getByRole('button', { name: 'Hang up' }).count()).toBe(0);
  expect(await page.getByRole('link', { name: 'Audit' }).count()).toBe(0);

  await page.getByRole('link', { name: 'Media hosts' }).click();
  await person.sees('Hosts');
  expect(await page.getByRole('button', { name: /^Drain/ }).count()).toBe(0);
  await person.open('audit');
  await person.sees('You are not allowed to see this');
  await system.simulator.end(callId);
});
