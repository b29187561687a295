import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { explanation1a } from './responses';

/** What moved by itself since the last call; what somebody's press moved within half a second is no shift. */
async function shiftsOf(page: Page): Promise<string[]> {
  // Shifts are told after the frame in which they happen.
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  );
  return page.evaluate(() => window.shifts.splice(0));
}

declare global {
  interface Window {
    shifts: string[];
  }
  interface PerformanceEntry {
    readonly hadRecentInput?: boolean;
    readonly value?: number;
    readonly sources?: readonly { node: Node | null }[];
  }
}

async function watch(page: Page): Promise<void> {
  await page.addInitScript(() => {
    window.shifts = [];
    new PerformanceObserver((list) => {
      for (const { hadRecentInput, value, sources = [] } of list.getEntries()) {
        if (hadRecentInput) continue;
        const moved = sources.map(({ node }) => node?.textContent?.slice(0, 60)).join(' | ');
        window.shifts.push(`${value}: ${moved}`);
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
}

test('nothing on a worksheet moves by itself: not on loading, wherever one has scrolled, and not when the partner works', async ({
  pair: { ada, alan },
}) => {
  await ada.explain('1a', explanation1a);
  await ada.choose('1c', 'A high temperature');
  await ada.typeCell(1, 1, '1');
  await alan.expectCell(1, 1, /: 1, correct/);
  const { page } = alan;
  await watch(page);
  for (const place of ['1a', '1c', '2a', '2b']) {
    await alan.part(place).evaluate((part) => part.scrollIntoView({ block: 'start' }));
    await page.reload();
    await alan.isOpen();
    // By then all cards have come alive.
    await expect(alan.part('2b').getByRole('slider').first()).toBeVisible();
    expect(await shiftsOf(page), `loaded at ${place}`).toEqual([]);
  }

  await alan.part('1b').evaluate((part) => part.scrollIntoView({ block: 'start' }));
  await ada.choose('1b', 'A low temperature');
  await expect(alan.part('1b').getByText(/Ada is here/)).toBeVisible();
  await expect(alan.part('1b').getByRole('radio', { name: 'A low temperature' })).toBeChecked();
  expect(await shiftsOf(page), 'the partner chooses').toEqual([]);

  await alan.part('2a').evaluate((part) => part.scrollIntoView({ block: 'start' }));
  await ada.cell(2, 1).click();
  await ada.page.keyboard.type('1/2');
  await expect(alan.cell(2, 1).getByText('1/2', { exact: true })).toBeVisible();
  expect(await shiftsOf(page), 'the partner types').toEqual([]);
  await ada.page.keyboard.press('Enter');
  await alan.expectCell(2, 1, /1\/2, correct/);
  await ada.typeCell(3, 8, '1/3');
  await alan.expectCell(3, 8, /1\/3, not right/);
  expect(await shiftsOf(page), 'a verdict comes').toEqual([]);

  const asked = page.getByRole('toolbar', { name: 'Who types in this question?' });
  await asked.evaluate((question) => question.scrollIntoView({ block: 'center' }));
  await ada.page
    .getByRole('toolbar', { name: 'Who types in this question?' })
    .getByRole('button', { name: 'Let Ada type' })
    .click();
  await expect(asked).toBeHidden();
  const question = page.getByRole('region', { name: '2 Attention' });
  await expect(question.getByText('Ada types now.')).toBeVisible();
  expect(await shiftsOf(page), 'it is decided who types').toEqual([]);
});
