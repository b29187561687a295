import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { PairCalls } from './pair-calls';

/** How many pages of A4 the browser makes of a page: each is an object of this type in the file. */
async function countPages(page: Page): Promise<number> {
  const file = await page.pdf({ preferCSSPageSize: true });
  return file.toString('latin1').match(/\/Type\s*\/Page(?!s)/g)?.length ?? 0;
}

test('a pair’s sheet is two sheets of paper, with all that leads back, and without the solution', async ({
  pair: { ada, alan, pairSessionId },
  baseURL,
}) => {
  const { page } = ada;
  await page.emulateMedia({ media: 'print' });
  // Nothing was scrolled to yet; two sheets have four sides.
  expect(await countPages(page)).toBeLessThanOrEqual(4);
  await expect(page.getByText('Names: Ada & Alan')).toBeVisible();
  await expect(page.getByText(/^Date: \w{3}, \d/)).toBeVisible();
  await expect(page.getByText(`sign in at ${new URL(baseURL ?? '').host}`)).toBeVisible();
  await expect(
    page.getByRole('img', { name: `Picture of the address ${baseURL}/pair-sessions/${pairSessionId}` }),
  ).toBeVisible();
  for (const id of ['3a', '3b', '3c', '3d']) {
    await expect(ada.part(id).locator('[data-answer-box]')).toBeVisible();
  }

  await page.emulateMedia({ media: 'screen' });
  await ada.explain('1a', 'The logarithms are divided by the temperature.');
  await ada.typeCell(1, 1, '1');
  await ada.typeCell(2, 1, '0.3');
  await ada.expectCell(2, 1, /0\.3, not right/);
  await ada.part('2a').getByRole('button', { name: 'Keyboard help' }).click();
  for (const device of [ada, alan])
    await new PairCalls(device.page, baseURL ?? '').reveal(pairSessionId, '2a');
  await expect(ada.part('2a').getByRole('heading', { name: 'The solution' })).toBeVisible();
  await ada.part('2a').getByRole('gridcell').first().focus();

  await page.emulateMedia({ media: 'print' });
  await expect(ada.part('1a').getByRole('textbox')).toHaveValue(/divided by the temperature/);
  await expect(ada.cell(1, 1)).toHaveText(/✓$/);
  await expect(ada.cell(2, 1)).toHaveText(/✗$/);
  await expect(ada.part('2a').getByRole('heading', { name: 'The solution' })).toBeHidden();
  await expect(page.getByText('0.1429').filter({ visible: true })).toHaveCount(0);
  await expect(page.locator('[data-solution]:visible')).toHaveCount(0);
  await expect(page.getByText('opens the cell; Enter again goes down')).toBeHidden();
  expect(await ada.cell(1, 1).evaluate((cell) => getComputedStyle(cell).outlineStyle)).toBe('none');
  expect(await countPages(page)).toBeLessThanOrEqual(4);
});

test('the solution is a last page for those who teach, and for nobody else', async ({
  pair: { ada, pairSessionId },
  room,
  signIn,
}) => {
  const grace = await signIn(room.instructor);
  await grace.goto(`/pair-sessions/${pairSessionId}`);
  const solution = (page: Page) => page.getByRole('region', { name: 'The solution' });
  await expect(grace.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(solution(grace)).toBeHidden();
  const own = await countPages(ada.page);
  expect(await countPages(grace)).toBe(own + 1);
  await grace.emulateMedia({ media: 'print' });
  await expect(solution(grace).getByText('1/3 1/3 1/3 0 0 0 0 0')).toBeVisible();

  await ada.page.emulateMedia({ media: 'print' });
  await expect(solution(ada.page)).toHaveCount(0);
  expect(await ada.page.content()).not.toContain('solution-sheet');
});
