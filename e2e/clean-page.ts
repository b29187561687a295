import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from './fixtures';

/** Waits until nothing fades or turns any more: half faded, a text has less contrast than it will have. */
export async function finishAnimations(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const ending = document
      .getAnimations()
      .filter(({ effect }) => effect?.getTiming().iterations !== Infinity);
    // A cancelled animation has ended too.
    await Promise.allSettled(ending.map(({ finished }) => finished));
  });
}

/** Looks for known barriers in the state a page is in now, as it is shown. */
export async function expectClean(page: Page, where: string): Promise<void> {
  await finishAnimations(page);
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  const told = violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ target, html }) => `${target.join(' ')} ${html}`).join(', ')}`,
  );
  expect.soft(told, where).toEqual([]);
}

/** {@link expectClean}, and nothing that scrolls the page sideways: wide and narrow, light and dark. */
export async function expectCleanEverywhere(page: Page, where: string): Promise<void> {
  for (const [width, colorScheme] of [
    [1280, 'light'],
    [360, 'dark'],
  ] as const) {
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ colorScheme });
    await expectClean(page, `${where}, ${width} px, ${colorScheme}`);
    const isWider = await page.evaluate(
      () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
    );
    expect.soft(isWider, `${where} scrolls sideways at ${width} px`).toBe(false);
  }
  await page.setViewportSize({ width: 1280, height: 800 });
}
