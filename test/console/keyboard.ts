import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

/** More than any page has. */
const MOST_STOPS = 150;
/**
 * What is focused, and why one could not see that: nothing around it is lined, or it is out of sight. A box to tick is
 * lined in place of its field, which nobody sees.
 */
const UNSEEN_FOCUS = `(() => {
  const at = document.activeElement;
  if (at === null || at === document.body) return null;
  const name = at.getAttribute('aria-label') ?? at.textContent.trim().slice(0, 40);
  const told = (why) => at.tagName + ' "' + name + '": ' + why;
  const around = at.closest('label') ?? at;
  const isLined = (one) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(one);
    return outlineStyle === 'auto' || (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2);
  };
  if (![around, ...around.querySelectorAll('*')].some(isLined)) return told('has no line around it');
  const { left, right, top, bottom } = around.getBoundingClientRect();
  const isInSight = right > 0 && bottom > 0 && left < innerWidth && top < innerHeight;
  return isInSight ? null : told('is out of sight');
})()`;

/** Somebody who has no mouse, and must see at every stop where they are. */
export class Keyboard {
  constructor(private readonly page: Page) {}

  /** By the Tab key from wherever they are, over the end of the page if need be. */
  async goTo(there: Locator): Promise<void> {
    await there.waitFor();
    for (let stop = 0; (await this.at(there).count()) === 0; stop += 1) {
      if (stop === MOST_STOPS) throw new Error(`Nobody comes to ${String(there)} by keyboard`);
      await this.page.keyboard.press('Tab');
      expect(await this.page.evaluate<string | null>(UNSEEN_FOCUS)).toBeNull();
    }
  }

  async press(there: Locator, key: 'Enter' | 'Space' | 'ArrowDown'): Promise<void> {
    await this.goTo(there);
    await this.page.keyboard.press(key);
  }

  /** They are there already, where something has left them. */
  async is(there: Locator): Promise<void> {
    await this.at(there).waitFor();
  }

  private at(there: Locator): Locator {
    return there.and(this.page.locator(':focus'));
  }
}
