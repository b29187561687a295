import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { maskIgnored, rightMatrix } from './responses';

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

async function expectClean(page: Page, where: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze();
  const told = violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join('; ')}`,
  );
  expect(told, where).toEqual([]);
}

/** On a phone nothing may be wider than the page, but what scrolls by itself. */
async function expectNoSideScroll(page: Page, where: string): Promise<void> {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(over, `${where} is wider than the window`).toBeLessThanOrEqual(0);
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`pages for visitors have no known barrier, ${colorScheme}`, async ({ browser, baseURL, room }) => {
    const context = await browser.newContext({
      baseURL: baseURL ?? '',
      colorScheme,
      viewport: { width: 320, height: 640 },
    });
    const page = await context.newPage();
    for (const address of ['/', '/sign-in', `/join/${room.joinCode}`, '/no-such-page']) {
      await page.goto(address);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expectClean(page, address);
      await expectNoSideScroll(page, address);
    }
    await context.close();
  });

  test(`the worksheet has no known barrier in any state, ${colorScheme}`, async ({
    pair: { ada, alan },
    room,
    signIn,
  }) => {
    test.setTimeout(300_000);
    const { page } = ada;
    await page.emulateMedia({ colorScheme });
    await expectClean(page, 'the untouched worksheet');
    await ada.pasteMatrix(maskIgnored);
    await ada.check('2a');
    await ada.expectVerdict('2a', /Not right yet|Partly right/);
    await ada.choose('1b', 'A high temperature');
    await ada.check('1b');
    await ada.expectVerdict('1b', 'Not right yet');
    await expectClean(page, 'wrong responses');
    await ada.part('2a').getByRole('button', { name: 'Paste…' }).click();
    await expectClean(page, 'the paste dialog');
    await page.keyboard.press('Escape');
    await ada.pasteMatrix(rightMatrix);
    await ada.askToTurn('2a');
    await expectClean(page, 'a proposal');
    await alan.agreeToTurn('2a');
    await expect(ada.part('2a').getByText('All 64 cells agree.')).toBeVisible();
    await expectClean(page, 'a turned page');
    await page.setViewportSize({ width: 320, height: 568 });
    await expectClean(page, 'a small phone');
    await expectNoSideScroll(page, 'the worksheet');

    const grace = await signIn(room.instructor, { colorScheme });
    for (const address of [
      `/sections/${room.sectionId}`,
      `/sections/${room.sectionId}/results`,
      `/sections/${room.sectionId}/manage`,
    ]) {
      await grace.goto(address);
      await expect(grace.getByRole('heading', { level: 1 })).toBeVisible();
      await expectClean(grace, address);
    }
    await grace.goto(`/sections/${room.sectionId}/results`);
    await grace.getByRole('link', { name: 'Ada & Alan' }).click();
    await expect(grace.getByRole('heading', { level: 1, name: 'Ada & Alan' })).toBeVisible();
    await expectClean(grace, "a pair's work");
  });
}
