import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { expect } from 'vitest';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** WCAG 2.2 AA and axe's own good practices. Targets' sizes are part of that, but looked at only when that is asked for. */
const RULES = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  rules: { 'target-size': { enabled: true } },
};
const PATIENCE_MS = 20_000;

type Name = 'Adele Vance' | 'Omar Haddad' | 'Carla Brandt' | 'Ivo Marin' | 'Arthur Lindqvist';

interface Wish {
  colours?: 'light' | 'dark';
  width?: number;
}

interface Choice {
  tenant?: 'Contoso' | 'Fabrikam';
  with?: string[];
  without?: string;
}

/** Somebody in front of a browser of their own, with the console of one recorder. */
export class Person {
  /** What the browser complained about: broken policies, faults of scripts, requests that could not be sent. */
  readonly complaints: string[] = [];

  private constructor(
    readonly page: Page,
    private readonly recorderUrl: string,
  ) {
    page.on('pageerror', (error) => this.complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') this.complaints.push(message.text());
    });
  }

  static async at(
    browser: Browser,
    recorderUrl: string,
    { colours = 'light', width = 1280 }: Wish = {},
  ): Promise<Person> {
    const context = await browser.newContext({ colorScheme: colours, viewport: { width, height: 900 } });
    context.setDefaultTimeout(PATIENCE_MS);
    return new Person(await context.newPage(), recorderUrl);
  }

  async open(path = ''): Promise<void> {
    await this.page.goto(`${this.recorderUrl}/console/${path}`);
  }

  /** From the sign-in page on, as one of those at the simulator, with the roles that they have there, more, or one less. */
  async signIn(name: Name, choice: Choice = {}): Promise<void> {
    await this.button('Sign in with Microsoft Entra').click();
    await this.choose(name, choice);
  }

  /** The same, at Entra's page. */
  async choose(name: Name, { tenant, with: more = [], without }: Choice = {}): Promise<void> {
    if (tenant !== undefined) await this.page.getByRole('radio', { name: tenant }).check();
    const choice = this.page.getByRole('group', { name: new RegExp(`^${name}`) });
    if (without !== undefined) await choice.getByRole('checkbox', { name: without }).uncheck();
    for (const role of more) await choice.getByRole('checkbox', { name: role }).check();
    await choice.getByRole('button').click();
    await this.button('Sign out').waitFor();
  }

  /** Entra's session is over, and nothing is kept of the sign-in that a new token could be had with. */
  async isForgotten(): Promise<void> {
    await this.page.context().clearCookies();
    await this.page.evaluate(
      'Object.keys(sessionStorage).filter((key) => /(access|refresh)token/i.test(key)).forEach((key) => sessionStorage.removeItem(key))',
    );
  }

  async sees(heading: string): Promise<void> {
    await this.page.getByRole('heading', { name: heading, exact: true }).waitFor();
  }

  /** Everything that the page asked for has been answered. */
  async hasLoaded(): Promise<void> {
    await this.page.getByText('Loading …').first().waitFor({ state: 'detached' });
  }

  /** Begins to count how often they press the mouse. Another document would be another beginning, and is no number. */
  async countsClicks(): Promise<() => Promise<number>> {
    await this.page.evaluate(
      "window.presses = 0; addEventListener('pointerdown', () => { window.presses += 1; }, { capture: true })",
    );
    return () => this.page.evaluate<number>('window.presses');
  }

  button(name: string) {
    return this.page.getByRole('button', { name });
  }

  /** What axe finds wrong with the page as it is now. */
  async barriers(): Promise<string[]> {
    await this.page.evaluate(AXE);
    const { violations } = await this.page.evaluate<AxeResults>(`axe.run(${JSON.stringify(RULES)})`);
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
    );
  }

  async leave(): Promise<void> {
    await this.page.context().close();
    expect(this.complaints).toEqual([]);
  }
}
