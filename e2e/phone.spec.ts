import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { WorksheetPage } from './pages/worksheet.page';
import { PairCalls } from './pair-calls';

const phone = { hasTouch: true, isMobile: true, viewport: { width: 360, height: 740 } };
/** What a finger needs, in CSS pixels. */
const smallest = 44;

/**
 * What can be tapped and is smaller than a finger; a control counts with its label, a link inside a sentence not at all
 * (its line is as high as it is), and a cell of the overview with its row, because a tap beside it meets the row.
 */
function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate((least) => {
    const tapped = 'a[href], button, input, select, textarea, summary, [role="slider"], [role="gridcell"]';
    const isShown = (element: Element) =>
      element.checkVisibility({ checkVisibilityCSS: true, checkOpacity: true }) &&
      element.getBoundingClientRect().width > 1;
    return [...document.querySelectorAll(tapped)].filter(isShown).flatMap((element) => {
      if (element.matches('a') && element.closest('.prose, p, li:not(nav li)')) return [];
      const target = element.closest('label, tr[data-at]') ?? element;
      const { width, height } = target.getBoundingClientRect();
      if (Math.round(width) >= least && Math.round(height) >= least) return [];
      const name = element.getAttribute('aria-label') ?? element.textContent ?? '';
      return [`${element.tagName} “${name.trim().slice(0, 40)}”: ${width.toFixed(1)} × ${height.toFixed(1)}`];
    });
  }, smallest);
}

test('no page of a student has anything to tap that is smaller than a finger', async ({
  room,
  signIn,
  baseURL,
}) => {
  const [first, second] = room.students;
  if (!first || !second) throw new Error('a class has students');
  const ada = new WorksheetPage(await signIn(first, phone), first.name);
  const alan = await signIn(second, phone);
  const { page } = ada;
  for (const address of [
    '/',
    `/sections/${room.sectionId}`,
    `/sections/${room.sectionId}/my-results`,
    '/account',
  ]) {
    await page.goto(address);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    expect.soft(await smallTargets(page), address).toEqual([]);
  }
  const { id, code } = await new PairCalls(page, baseURL ?? '').start(room.assignmentId);
  await ada.open(id);
  expect.soft(await smallTargets(page), 'a worksheet alone').toEqual([]);
  await new PairCalls(alan, baseURL ?? '').join(code);
  await ada.open(id);
  await ada.part('3d').scrollIntoViewIfNeeded();
  await expect(ada.part('3d').getByRole('textbox')).toBeVisible();
  await ada.cell(3, 2).tap();
  await expect(page.getByRole('toolbar', { name: 'Keys for cells' })).toBeVisible();
  expect.soft(await smallTargets(page), 'a worksheet of two').toEqual([]);
});

test('on a phone the matrix keeps its triangle, and one row is typed below it', async ({
  room,
  signIn,
  baseURL,
}) => {
  const [first, second] = room.students;
  if (!first || !second) throw new Error('a class has students');
  const ada = new WorksheetPage(await signIn(first, phone), first.name);
  const alan = new WorksheetPage(await signIn(second), second.name);
  const { id, code } = await new PairCalls(ada.page, baseURL ?? '').start(room.assignmentId);
  await new PairCalls(alan.page, baseURL ?? '').join(code);
  await Promise.all([ada.open(id), alan.open(id)]);
  const matrix = ada.part('2a');
  const { page } = ada;
  const boxOf = async (row: number, column: number) => {
    const box = await ada.cell(row, column).boundingBox();
    if (!box) throw new Error('a cell has a place');
    return box;
  };

  // All columns of a row are in one line, and a row leads to its cells in the size of a finger.
  await expect(ada.cell(5, 1)).toBeVisible();
  expect((await boxOf(5, 8)).y).toBe((await boxOf(5, 1)).y);
  await ada.cell(5, 2).tap();
  await expect(ada.cell(5, 2).getByRole('textbox')).toBeFocused();
  for (const column of [1, 5, 8]) {
    const { width, height } = await boxOf(5, column);
    expect(Math.min(width, height)).toBeGreaterThanOrEqual(smallest);
  }
  expect((await boxOf(5, 2)).y).toBeGreaterThan((await boxOf(8, 2)).y);
  // The mask of the row stands in its cells: the fifth target sees the fifth letter, and not the sixth.
  await expect(ada.cell(5, 5)).toHaveText(/^50$/);
  await expect(ada.cell(5, 6)).toHaveText(/^6−∞$/);

  await page.keyboard.type('1/5');
  await matrix.getByRole('button', { name: 'Previous row' }).tap();
  await alan.expectCell(5, 2, /: 1\/5, correct/);
  await expect(ada.cell(4, 2)).toHaveAttribute('tabindex', /./);
  await expect(matrix.getByRole('gridcell', { selected: true })).toHaveAccessibleName(/^row 4 /);
  await expect(matrix.getByRole('button', { name: 'Previous row' })).toBeEnabled();
  await matrix.getByRole('button', { name: 'Undo' }).tap();
  await alan.expectCell(5, 2, /: empty/);

  // The place where the partner is shows in the overview too, in the row that stands below as in any other.
  await alan.cell(4, 6).click();
  await expect(matrix.locator('[data-at="3/5"][data-partner]')).toBeVisible();
  await ada.pasteMatrix('1 0 0\n0.5 0.5 0');
  await ada.expectCell(4, 2, /: 1/);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBe(0);
});
