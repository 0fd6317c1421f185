import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
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

const colours = ['light', 'dark'] as const;

describe('somebody who opens the console', () => {
  it.each(colours)('finds a sign-in page without barriers: %s', async (scheme) => {
    person = await Person.at(browser, system.recorder.url, { colours: scheme });
    await person.open();

    await person.button('Sign in with Microsoft Entra').waitFor();
    expect(await person.barriers()).toEqual([]);
  });

  it('is signed in on the page that they asked for, stays so over a reload, and leaves nothing behind', async () => {
    person = await Person.at(browser, system.recorder.url);
    await person.open('?from=mail');
    await person.signIn('Adele Vance');
    await person.sees('Now');
    expect(new URL(person.page.url()).search).toBe('?from=mail');

    await person.page.reload();
    await person.sees('Now');
    await person.button('Sign out').click();
    await person.button('Sign in with Microsoft Entra').waitFor();

    const kept = await person.page.evaluate<string>('JSON.stringify({ ...sessionStorage, ...localStorage })');
    expect(kept).not.toMatch(/eyJ|secret/);
    await person.open();
    await person.button('Sign in with Microsoft Entra').waitFor();
  });

  it('without the role to read is told which one is missing, and nothing is asked for them', async () => {
    person = await Person.at(browser, system.recorder.url);
    const asked: string[] = [];
    person.page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await person.open();
    await person.signIn('Ivo Marin', { without: 'Recording.Read' });

    await person.sees('You are not allowed to see this');
    expect(await person.page.getByRole('main').innerText()).toContain('lack the app role Recording.Read');
    expect(await person.barriers()).toEqual([]);
    expect(asked.filter((path) => path.startsWith('/admin/'))).toEqual([]);
  });

  it('is told that there is no such page, and finds the way back', async () => {
    person = await Person.at(browser, system.recorder.url);
    await person.open('no-such-page');
    await person.signIn('Carla Brandt');

    await person.sees('There is no such page');
    await person.page.getByRole('link', { name: 'Now', exact: true }).click();
    await person.sees('Now');
  });
});

describe('the page Now', () => {
  it.each(colours)('shows a call while it is up, live, and has no barriers: %s', async (scheme) => {
    person = await Person.at(browser, system.recorders[1]!.url, { colours: scheme });
    await person.open();
    await person.signIn('Omar Haddad');
    const calls = person.page.getByRole('region', { name: 'Live calls' });
    await calls.getByText('No call is up').waitFor();
    await person.page.getByText('Live', { exact: true }).waitFor();

    const run = await system.simulator.play('policy-recording', { overrides: { talkSeconds: 6 } });
    const row = calls.getByRole('row').filter({ has: person.page.getByText('recording', { exact: true }) });
    await row.waitFor();
    const [callId = ''] = (await system.simulator.run(run)).callIds;
    expect(await row.innerText()).toContain(callId.slice(0, 8));
    expect(await person.barriers()).toEqual([]);

    await calls.getByText('No call is up').waitFor();
    await eventually(async () =>
      expect(await person.page.getByRole('region', { name: 'The last hour' }).innerText()).toMatch(/Recorded\s+[1-9]/),
    );
    expect(await person.barriers()).toEqual([]);
  });

  it('says what needs attention: a media host that was killed', async () => {
    person = await Person.at(browser, system.recorder.url);
    await person.open();
    await person.signIn('Omar Haddad');
    const attention = person.page.getByRole('region', { name: 'Needs attention' });
    await attention.getByText('Nothing does.').waitFor();

    const [host] = system.mediaHosts;
    await host!.program.kill();
    await attention.getByText('Media host').filter({ hasText: 'is silent' }).waitFor({ timeout: 40_000 });
    expect(await person.barriers()).toEqual([]);
    await host!.program.start();
    await attention.getByText('Nothing does.').waitFor();
  });

  it('fits a narrow window, and can be used by keyboard alone', async () => {
    person = await Person.at(browser, system.recorder.url, { width: 320 });
    await person.open();
    await person.signIn('Omar Haddad');
    await person.sees('Now');
    const { page } = person;
    const overhang = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
    expect(await page.evaluate<number>(overhang)).toBe(0);
    expect(await person.barriers()).toEqual([]);

    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to the content');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('content');
    await page.getByRole('radio', { name: 'As the system' }).focus();
    for (const key of ['ArrowRight', 'ArrowRight', 'Enter']) await page.keyboard.press(key);
    expect(await page.evaluate('getComputedStyle(document.documentElement).colorScheme')).toBe('dark');
  });
});
