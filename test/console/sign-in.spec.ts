import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { launchChromium } from '../../scripts/system/chromium.js';
import { System } from '../support/system.js';
import { Person } from './person.js';

const FABRIKAM = '5b8e0c2d-7777-4e1f-9a3b-8c6d4e2f0a19';
const POLICY = 'policies/default-record-policy-invites';

let system: System;
let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
  system = await System.start({ mediaHosts: 1, otherTenants: [FABRIKAM] });
  const { callId } = await system.simulator.invite({ seed: 61 });
  await system.simulator.end(callId);
  await system.ended(callId);
}, 120_000);
afterAll(async () => {
  await browser.close();
  await system.stop();
});

let person: Person;
afterEach(() => person.leave());

it('somebody of another tenant signs in, and is shown what is their own tenant’s', async () => {
  person = await Person.at(browser, system.recorder.url);
  await person.open('sessions');
  await person.signIn('Adele Vance', { tenant: 'Fabrikam' });

  await person.page.getByText('No call is on record that fits.').waitFor();
  await person.page.getByText('Live', { exact: true }).waitFor();
  expect(await person.page.getByRole('link', { name: 'Media hosts' }).count()).toBe(0);
});

it('somebody of the home tenant is at home there, too', async () => {
  person = await Person.at(browser, system.recorder.url);
  await person.open('sessions');
  await person.signIn('Adele Vance');

  await person.page.getByRole('table', { name: 'Calls found' }).waitFor();
  await person.page.getByRole('link', { name: 'Media hosts' }).waitFor();
});

it('a sign-in that has ended leaves what is half written, until the person goes to sign in again', async () => {
  person = await Person.at(browser, system.recorder.url);
  const { page } = person;
  await person.open(POLICY);
  await person.signIn('Adele Vance');
  await page.getByLabel('Name', { exact: true }).fill('Half written');

  await person.isForgotten();
  await page.getByLabel('Session id').fill('99999999-9999-4999-8999-999999999999');
  await person.button('Try').click();

  await page.getByRole('alert').filter({ hasText: 'It could not be tried' }).waitFor();
  await page.getByText('Your sign-in has ended', { exact: true }).waitFor();
  expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('Half written');
  expect(await person.barriers()).toEqual([]);

  await person.button('Sign in again').click();
  await person.choose('Adele Vance');
  await person.sees('What would change');
  expect(page.url()).toBe(`${system.recorder.url}/console/${POLICY}`);
  // What Entra would have shown in its hidden frame, a browser does not get from a simulator that it does not trust.
  person.complaints.splice(0);
});
