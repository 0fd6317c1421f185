import type { Browser, Locator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { launchChromium } from '../../scripts/system/chromium.js';
import { eventually } from '../support/eventually.js';
import { System } from '../support/system.js';
import { Keyboard } from './keyboard.js';
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

it.each([1280, 320])(
  'with the keyboard alone an operator signs in, searches a call, pauses it and resumes it: %d pixels wide',
  { timeout: 120_000 },
  async (width) => {
    const { callId } = await system.simulator.invite({ seed: width, media: 'speech' });
    await eventually(async () => expect(await system.admin.story(callId)).toContain('KeepingStarted'));
    const shown = async () => (await system.simulator.call(callId)).recordingStatus;
    person = await Person.at(browser, system.recorder.url, { width });
    await person.open();
    const { page } = person;
    const keyboard = new Keyboard(page);
    const dialog = page.getByRole('dialog');
    const button = (name: string, within: Pick<Locator, 'getByRole'> = page) =>
      within.getByRole('button', { name, exact: true });

    await keyboard.press(button('Sign in with Microsoft Entra'), 'Enter');
    await keyboard.press(button('Sign in as Omar Haddad'), 'Space');
    await person.sees('Now');

    await keyboard.press(page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Calls' }), 'Enter');
    await person.sees('Calls');
    await keyboard.goTo(page.getByRole('textbox', { name: 'Call id' }));
    await page.keyboard.type(callId);
    // A choice among a few changes by its arrows; with nothing up but calls, the next one is "up".
    await keyboard.press(page.getByLabel('Call', { exact: true }), 'ArrowDown');
    expect(await page.getByLabel('Call', { exact: true }).inputValue()).toBe('true');
    await keyboard.press(button('Search'), 'Enter');
    const found = page.getByRole('table', { name: 'Calls found' });
    await eventually(async () => expect(await found.getByRole('row').count()).toBe(2));
    await keyboard.press(found.getByRole('row').nth(1).getByRole('link').first(), 'Enter');
    await person.sees('Call');

    // Escape leaves it as it was.
    await keyboard.press(button('Pause'), 'Enter');
    await keyboard.goTo(dialog.getByLabel('Reason'));
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await keyboard.is(button('Pause'));
    expect(await shown()).toBe('recording');

    for (const [name, then] of [
      ['Pause', 'notRecording'],
      ['Resume', 'recording'],
    ] as const) {
      await keyboard.press(button(name), 'Space');
      await keyboard.goTo(dialog.getByLabel('Reason'));
      await page.keyboard.type('a card number');
      await keyboard.press(button(name, dialog), 'Enter');
      await dialog.waitFor({ state: 'detached' });
      expect(await shown()).toBe(then);
    }

    await keyboard.press(button('Sign out'), 'Enter');
    await button('Sign in with Microsoft Entra').waitFor();
    await system.simulator.end(callId);
  },
);
