import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { launchChromium } from '../../scripts/system/chromium.js';
import { eventually } from '../support/eventually.js';
import { System } from '../support/system.js';
import { Person } from './person.js';

/** A host is silent after 15 s, and the page asks every few. */
const SILENT_WITHIN_MS = 40_000;

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

async function anOperator(): Promise<Page> {
  person = await Person.at(browser, system.recorders[1]!.url);
  await person.open();
  await person.signIn('Omar Haddad');
  return person.page;
}

/** On the page Media hosts. */
async function order(page: Page, name: 'Drain' | 'Resume', hostId: string, reason: string): Promise<void> {
  const row = page.getByRole('row').filter({ hasText: hostId });
  await row.getByRole('button', { name }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Reason').fill(reason);
  await dialog.getByRole('button', { name }).click();
  await row.getByText(name === 'Drain' ? 'drained by order' : 'takes calls').waitFor();
}

async function isRecorded(callId: string): Promise<void> {
  await eventually(async () => expect(await system.admin.story(callId)).toContain('KeepingStarted'));
}

/** The only leg of a meeting so far. */
async function recordedMeeting(): Promise<{ meetingId: string; callId: string }> {
  const meetingId = await system.simulator.meetings.start({ media: 'speech', seed: 71 });
  const callId = await eventually(async () => {
    const { state, legs } = await system.simulator.meetings.read(meetingId);
    expect(state).toBe('gathered');
    return legs[0]!.callId;
  });
  await isRecorded(callId);
  return { meetingId, callId };
}

it('an operator drains a host and sees joinings spill to another one, which takes the next call, too', async () => {
  const { meetingId, callId } = await recordedMeeting();
  const { id, mediaHostId: drained } = await system.admin.session(callId);
  const page = await anOperator();
  await page.getByRole('link', { name: 'Media hosts' }).first().click();
  await order(page, 'Drain', drained!, 'new certificates');

  const { people } = await system.simulator.meetings.join(meetingId);
  const [{ callId: spilledId, decisions } = { callId: null, decisions: [] }] = people[0]!.recorders;
  expect(decisions.map(({ kind }) => kind)).toContain('inviteNewBot');
  await isRecorded(spilledId!);
  const spilled = await system.admin.session(spilledId!);

  await page.getByRole('link', { name: 'Now', exact: true }).click();
  const calls = page.getByRole('region', { name: 'Live calls' }).getByRole('row');
  await calls
    .filter({ hasText: spilledId!.slice(0, 8) })
    .getByRole('link')
    .click();
  await page.getByRole('link', { name: 'Its legs and coverage' }).click();
  const legs = page.getByRole('table', { name: 'Legs' });
  const linkTo = (sessionId: string) => page.locator(`a[href$="/sessions/${sessionId}"]`);
  const newLeg = legs.getByRole('row').filter({ has: linkTo(spilled.id) });
  await legs.getByRole('columnheader', { name: 'Spilled from' }).waitFor();
  await newLeg.filter({ has: linkTo(id) }).waitFor();
  expect(spilled.mediaHostId).not.toBe(drained);
  expect(await newLeg.innerText()).toContain(spilled.mediaHostId);
  expect(await person.barriers()).toEqual([]);

  await newLeg
    .filter({ has: linkTo(id) })
    .locator(`a[href$="/sessions/${id}"]`)
    .click();
  await page.getByRole('table', { name: 'Timeline' }).getByText('Participant not admitted').waitFor();

  const { callId: next } = await system.simulator.invite({ seed: 72, media: 'speech' });
  await isRecorded(next);
  expect((await system.admin.session(next)).mediaHostId).toBe(spilled.mediaHostId);
  await page.getByRole('link', { name: 'Media hosts' }).first().click();
  await order(page, 'Resume', drained!, 'done');
  await system.simulator.meetings.end(meetingId);
  await system.simulator.end(next);
});

it('an operator sees a media host die, and what became of the call that it had', { timeout: 120_000 }, async () => {
  const { callId } = await system.simulator.invite({ seed: 73, media: 'speech' });
  await isRecorded(callId);
  const { mediaHostId } = await system.admin.session(callId);
  const { program } = system.mediaHosts.find(({ hostId }) => hostId === mediaHostId)!;
  const page = await anOperator();
  const row = page
    .getByRole('region', { name: 'Live calls' })
    .getByRole('row')
    .filter({ hasText: callId.slice(0, 8) });
  await row.getByText('recording', { exact: true }).waitFor();

  await program.kill();
  const attention = page.getByRole('region', { name: 'Needs attention' });
  await attention.getByText(`Media host ${mediaHostId} is silent`).waitFor({ timeout: SILENT_WITHIN_MS });
  await attention.getByText(/recording failed/).waitFor({ timeout: SILENT_WITHIN_MS });
  await row.getByText('recording failed').waitFor();
  expect(await person.barriers()).toEqual([]);

  await row.getByRole('link').first().click();
  await page.getByText('recording failed', { exact: true }).first().waitFor();
  await page
    .getByRole('table', { name: 'Timeline' })
    .getByText(/^Media lost/)
    .waitFor();
  expect((await system.simulator.call(callId)).recordingStatus).toBe('failed');
  expect(await person.barriers()).toEqual([]);

  await system.simulator.end(callId);
  await program.start();
  await page.getByRole('link', { name: 'Now', exact: true }).click();
  await attention.getByText('is silent').waitFor({ state: 'detached', timeout: SILENT_WITHIN_MS });
});
