import { mkdir } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { SimulatorControl } from '../system/clients.js';
import { recorderUrl, SIMULATOR_URL } from '../system/topology.js';
import { launchChromium } from '../system/chromium.js';

// `npm run pictures`: every page of the console of the system that `npm start` runs, light and dark, into docs/images.
const FOLDER = 'docs/images';
const WINDOW = { width: 1280, height: 860 };
const ROLES = ['Recording.Operate', 'Recording.Comply', 'Recording.Audit'];
/** Long enough for every part of a page to be answered, and for a call to be seen while it is up. */
const SETTLES_MS = 1_500;

const simulator = new SimulatorControl(SIMULATOR_URL);
await mkdir(FOLDER, { recursive: true });
// Calls to look at: of people who talk, of a meeting, and one that could not be answered.
for (const scenario of ['peer-to-peer', 'twin-invitations', 'policy-recording']) await played(scenario);
const browser = await launchChromium();
try {
  for (const colours of ['light', 'dark'] as const) await take(browser, colours);
} finally {
  await browser.close();
}

async function played(scenario: string): Promise<void> {
  const runId = await simulator.play(scenario);
  while ((await simulator.run(runId)).state === 'playing') await new Promise((wake) => setTimeout(wake, 200));
}

async function take(from: Browser, colours: 'light' | 'dark'): Promise<void> {
  const context = await from.newContext({ colorScheme: colours, viewport: WINDOW, locale: 'en-GB', timezoneId: 'UTC' });
  const page = await context.newPage();
  const keep = async (name: string) => {
    await page.waitForTimeout(SETTLES_MS);
    await page.screenshot({ path: `${FOLDER}/${name}-${colours}.png`, fullPage: true });
    console.log(`${FOLDER}/${name}-${colours}.png`);
  };
  const open = (path: string) => page.goto(`${recorderUrl(0)}/console/${path}`);

  await open('');
  await page.getByRole('button', { name: 'Sign in' }).waitFor();
  await keep('sign-in');
  await signIn(page);
  await simulator.play('policy-recording');
  await page.getByRole('region', { name: 'Live calls' }).getByText('recording', { exact: true }).waitFor();
  await keep('now');
  for (const name of ['sessions', 'conversations', 'gaps', 'policies', 'media-hosts', 'capacity', 'audit']) {
    await open(name);
    await keep(name);
  }
  await open('sessions?active=false');
  const call = page.getByRole('table').getByRole('link').first();
  await call.click();
  await page.getByRole('heading', { name: 'The call as a picture' }).waitFor();
  await keep('session');
  await page.getByRole('link', { name: 'Its legs and coverage' }).click();
  await page.getByRole('heading', { name: 'Coverage' }).waitFor();
  await keep('conversation');
  await open('policies/default-record-policy-invites');
  await keep('policy');
  await open('new-policy');
  await keep('new-policy');
  await open('why?user=5f1c2d3e-0000-4000-8000-000000000001');
  await keep('why');
  await context.close();
}

async function signIn(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Sign in' }).click();
  const choice = page.getByRole('group', { name: /^Adele Vance/ });
  for (const role of ROLES) await choice.getByRole('checkbox', { name: role }).check();
  await choice.getByRole('button').click();
  await page.getByRole('heading', { name: 'Now', exact: true }).waitFor();
}
