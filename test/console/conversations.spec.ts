import type { Session } from '@app/contracts';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { eventually } from '../support/eventually.js';
import type { MeetingWish } from '../support/meetings-client.js';
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

/** Looks at a page with the role to read, and no more. */
async function looking(path: string): Promise<Person> {
  person = await Person.at(browser, system.recorder.url);
  await person.open(path);
  await person.signIn('Carla Brandt');
  return person;
}

/** The calls of a meeting in which each was recorded, and which is over. */
async function pastCalls(wish: MeetingWish, count = 1): Promise<[Session, ...Session[]]> {
  const meetingId = await system.simulator.meetings.start({ media: 'speech', ...wish });
  const callIds = await eventually(async () => {
    const { legs } = await system.simulator.meetings.read(meetingId);
    expect(legs).toHaveLength(count);
    for (const { callId } of legs) expect(await system.admin.story(callId)).toContain('SegmentKept');
    return legs.map(({ callId }) => callId);
  }, 30_000);
  await system.simulator.meetings.end(meetingId);
  for (const callId of callIds) await system.ended(callId);
  return (await Promise.all(callIds.map((callId) => system.admin.session(callId)))) as [Session, ...Session[]];
}

it('a compliance officer finds a meeting, and who was recorded by which of its calls, also when it is over', async () => {
  // Both are invited before Teams knows that they may share a call.
  const [{ conversationId }] = await pastCalls({ people: 2, together: true, afterFirstAnswer: false, seed: 61 }, 2);
  const { page } = await looking('');

  await page.getByRole('link', { name: 'Conversations' }).click();
  await page.getByLabel('Conversation', { exact: true }).selectOption('false');
  await page.getByRole('button', { name: 'Search' }).click();
  await page.locator(`a[href$="/conversations/${conversationId}"]`).click();

  const legs = page.getByRole('table', { name: 'Legs' });
  await legs.getByRole('cell', { name: 'over' }).first().waitFor();
  expect(await legs.innerText()).not.toMatch(/flowing|nobody/);
  const recordings = page.getByRole('table', { name: 'Who was recorded by which leg' });
  for (const leg of ['leg 1', 'leg 2']) await recordings.getByRole('link', { name: leg }).waitFor();
  expect(await person.barriers()).toEqual([]);
});

it('the page of a call that another one had no seat for leads to that one', async () => {
  const [full] = await pastCalls({ seed: 66 });
  const [spilled] = await pastCalls({ seed: 67 });
  await system.sql('UPDATE recording_session SET spilled_from = $1 WHERE session_id = $2', [full.id, spilled.id]);
  const { page } = await looking(`sessions/${spilled.id}`);

  await page.getByRole('link', { name: 'a call that had no seat for them' }).click();
  await page.waitForURL(`**/sessions/${full.id}`);
});

it('the page of a call names its paired recorder, and leads to its call when it is one of ours', async () => {
  const [one, other] = await pastCalls({ paired: true, seed: 62 }, 2);
  const { page } = await looking(`sessions/${one.id}`);

  const recorders = page.getByRole('table', { name: 'Other recorders' });
  await recorders.getByRole('cell', { name: 'paired' }).waitFor();
  expect(await person.barriers()).toEqual([]);
  await recorders.getByRole('link').click();
  await page.waitForURL(`**/sessions/${other!.id}`);
});

it('the page of a long call tells all of its media as what it is, a page of its people at a time', async () => {
  const [call] = await pastCalls({ seed: 63 });
  await system.sql(
    `UPDATE recording_session SET ended_at = received_at + interval '2 hours' WHERE session_id = '${call.id}';
     DELETE FROM kept_segment WHERE session_id = '${call.id}';
     INSERT INTO kept_segment (session_id, sha256, started_at, ended_at, bytes, uri, reported_at)
       SELECT session_id, n, received_at + n * interval '5 s', received_at + (n + 1) * interval '5 s', 1, '', received_at
       FROM recording_session, generate_series(0, 1439) AS n WHERE session_id = '${call.id}';
     INSERT INTO session_participant (session_id, participant_id)
       SELECT '${call.id}', 'somebody ' || n FROM generate_series(1, 60) AS n`,
  );
  const { page } = await looking(`sessions/${call.id}`);

  const picture = page.getByRole('region', { name: 'The call as a picture' });
  expect(await picture.getByRole('table').count()).toBe(0);
  await picture.getByText('As a table').click();
  const kept = picture.getByRole('row').filter({ hasText: 'Media kept' });
  await kept.first().waitFor();
  expect(await kept.allInnerTexts()).toEqual([expect.stringContaining('2 h 0 min')]);

  const people = page.getByRole('navigation', { name: 'Pages of participants' });
  await people.getByRole('link', { name: 'Before them' }).click();
  await people.getByRole('link', { name: 'Last to join' }).waitFor();
  expect(await person.barriers()).toEqual([]);
});

it('a call that has ended stands still', async () => {
  const [call] = await pastCalls({ seed: 64 });
  person = await Person.at(browser, system.recorder.url);
  await person.page.addInitScript(`
    const { setInterval: set, clearInterval: clear } = window;
    window.ticking = new Set();
    window.setInterval = (run, ms) => {
      const id = set(run, ms);
      if (ms <= 1000) ticking.add(id);
      return id;
    };
    window.clearInterval = (id) => {
      ticking.delete(id);
      clear(id);
    };`);
  await person.open(`sessions/${call.id}`);
  await person.signIn('Carla Brandt');
  await person.sees('What happened');
  await person.hasLoaded();
  await person.page.getByText('As a table').click();

  expect(await person.page.evaluate<number>('ticking.size')).toBe(0);
});

it('coverage that cannot be read is said not to be, beside the lanes that can', async () => {
  const [call] = await pastCalls({ seed: 65 });
  person = await Person.at(browser, system.recorder.url);
  await person.page.route('**/coverage?*', (route) =>
    route.fulfill({ status: 403, contentType: 'application/problem+json', body: '{"title":"Forbidden","status":403}' }),
  );
  await person.open(`sessions/${call.id}`);
  await person.signIn('Carla Brandt');

  const picture = person.page.getByRole('region', { name: 'The call as a picture' });
  await picture.getByText('Who was recorded by whom could not be read').waitFor();
  await picture.getByText('Media kept').waitFor();
  // The browser notes each 403 itself.
  person.complaints.splice(0);
});
