import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from '../../scripts/system/chromium.js';
import { eventually } from '../support/eventually.js';
import { System } from '../support/system.js';
import { Person } from './person.js';

/** From the page Now on. Typing is none, but getting into a field is one. */
const MOST_CLICKS = 3;

let system: System;
let browser: Browser;
/** Whom nobody recorded, and when they called: there was no media host yet. */
let missed: { userId: string; at: string };
let recordedId: string;
let pausedId: string;
beforeAll(async () => {
  browser = await launchChromium();
  system = await System.start({ recorders: 2, mediaHosts: 1 });
  const [host] = system.mediaHosts;
  await system.admin.order(host!.hostId, 'drain');
  const { callId } = await system.simulator.invite({ seed: 81 });
  const { observedUserId, receivedAt } = await eventually(async () => {
    const session = await system.admin.session(callId);
    expect(session.response).toBe('rejected');
    return session;
  });
  missed = { userId: observedUserId!, at: receivedAt };
  await system.admin.order(host!.hostId, 'resume');
  await eventually(async () => expect((await system.admin.mediaHost(host!.hostId)).draining).toBe(false));
  recordedId = await recordedCall(82);
  pausedId = await recordedCall(83);
  await system.admin.orderSession(pausedId, 'pause', { reason: 'a card number' });
  await system.admin.putPolicy('sales', { name: 'Sales', match: 'exact', policyIdentifier: 'Sales', action: 'record' });
}, 120_000);
afterAll(async () => {
  await browser.close();
  await system.stop();
});

async function recordedCall(seed: number): Promise<string> {
  const { callId } = await system.simulator.invite({ seed, media: 'speech' });
  await eventually(async () => expect(await system.admin.story(callId)).toContain('KeepingStarted'));
  return callId;
}

let person: Person;
let page: Page;
let clicks: () => Promise<number>;
async function asks(name: Parameters<Person['signIn']>[0]): Promise<void> {
  person = await Person.at(browser, system.recorders[1]!.url);
  await person.open();
  await person.signIn(name);
  await person.sees('Now');
  page = person.page;
  clicks = await person.countsClicks();
}
afterEach(async () => {
  expect(await clicks()).toBeLessThanOrEqual(MOST_CLICKS);
  await person.leave();
});

const region = (name: string) => page.getByRole('region', { name, exact: true });
const goTo = (name: string) => page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name }).click();
const liveCall = (callId: string) =>
  region('Live calls')
    .getByRole('row')
    .filter({ hasText: callId.slice(0, 8) });
const openCall = (callId: string) => liveCall(callId).getByRole('link').first().click();

describe('three clicks from the page Now answer', () => {
  it('a Teams administrator: why could this user not call at 10:02?', async () => {
    await asks('Adele Vance');

    await goTo('Why');
    await page.getByRole('textbox', { name: 'User id' }).click();
    await page.keyboard.type(missed.userId);
    await page.keyboard.press('Tab');
    // As the browser's own control has it: the day and the minute, in the zone of whoever looks.
    await page.locator(':focus').fill(new Date(missed.at).toLocaleString('sv').slice(0, 16).replace(' ', 'T'));
    await page.getByRole('button', { name: 'Explain' }).click();

    await region('What is known of it')
      .getByText(/media host/)
      .first()
      .waitFor();
  });

  it('an operator: where do the five seconds go?', async () => {
    await asks('Omar Haddad');
    await region('The last hour').getByText('95 % answered within').waitFor();

    await openCall(recordedId);

    const stages = region('To the answer').getByRole('row');
    for (const stage of ['Decided', 'Media host ready', 'accepted by Graph'])
      expect(await stages.filter({ hasText: stage }).innerText()).toMatch(/\d m?s$/);
  });

  it('an operator: is anything about to fill up?', async () => {
    await asks('Omar Haddad');

    await goTo('Capacity');

    for (const part of ['Calls at one time', 'Calls of the month'])
      expect(await region(part).innerText()).toMatch(/Quota[^]*Days left/);
    expect(await region('Media hosts').innerText()).toMatch(/Free\s+\d+/);
  });

  it('a compliance officer: is everyone who should be recorded being recorded, right now?', async () => {
    await asks('Carla Brandt');
    await liveCall(recordedId).getByText('recording', { exact: true }).waitFor();
    await liveCall(pausedId).getByText('paused', { exact: true }).waitFor();

    await openCall(recordedId);
    await page.getByRole('link', { name: 'Its legs and coverage' }).click();
    await region('Coverage').getByText('As a table', { exact: true }).click();

    await region('Coverage').getByText('goes on').first().waitFor();
  });

  it('an integrator: what did Teams post for my invitation?', async () => {
    await asks('Ivo Marin');

    await openCall(recordedId);
    await page.getByRole('button', { name: 'Show notifications' }).click();
    await region('What Teams posted').getByText('incomingCall').click();

    await region('What Teams posted').getByText('"policyIdentifier"').waitFor();
  });

  it('an integrator: what did the recorder ask of Graph, and by which id does Microsoft know it?', async () => {
    await asks('Ivo Marin');

    await openCall(recordedId);
    await page.getByRole('table', { name: 'Timeline' }).getByText('GraphAsked').first().click();

    await page.getByText('"clientRequestId"').first().waitFor();
  });

  it('an integrator: which policy decided my call?', async () => {
    await asks('Ivo Marin');

    await openCall(recordedId);
    await page.getByRole('link', { name: 'default-record-policy-invites' }).first().click();

    await person.sees('Policy default-record-policy-invites');
  });

  it('an auditor: who changed that policy, when and why?', async () => {
    await asks('Arthur Lindqvist');

    await goTo('Policies');
    await page.getByRole('link', { name: 'sales' }).click();

    await region('History').getByText('by').first().waitFor();
    expect(await region('History').innerText()).toMatch(/Version 1[^]*Sales/);
  });

  it('an auditor: who paused that call, and why?', async () => {
    await asks('Arthur Lindqvist');

    await openCall(pausedId);
    const timeline = page.getByRole('table', { name: 'Timeline' });
    await timeline.getByText('Pause ordered: a card number').waitFor();
    await timeline.getByText('PauseOrdered', { exact: true }).click();

    await timeline.getByText('"orderedBy"').waitFor();
  });
});
