import type { Locator } from '@playwright/test';
import { expectClean } from './clean-page';
import { expect, test } from './fixtures';
import type { WorksheetPage } from './pages/worksheet.page';
import { PairCalls } from './pair-calls';

const dockOf = ({ page }: WorksheetPage): Locator =>
  page.getByRole('region', { name: 'Your pair, and what comes next' });

test('the dock of one who is removed while typing says so, and what was typed stays to be read', async ({
  pair: { ada, alan },
  room,
  signIn,
}) => {
  await ada.cell(1, 1).click();
  await ada.page.keyboard.type('1/');
  const grace = await signIn(room.instructor);
  await grace.goto(`/sections/${room.sectionId}/manage`);
  await grace.getByRole('button', { name: `Remove ${ada.name}` }).click();
  await grace
    .getByRole('dialog')
    .getByRole('button', { name: `Remove ${ada.name}` })
    .click();
  await expect(dockOf(ada).getByText('You are no longer in this pair')).toBeVisible();
  await expect(ada.cell(1, 1).getByRole('textbox')).toHaveValue('1/');
  await expectClean(ada.page, 'one who was removed');
  await expect(dockOf(alan).getByText(/^Ada left at \d/)).toBeVisible();
});

test('a wish whose partner is gone waits visibly, and can be taken back', async ({ pair: { ada, alan } }) => {
  await ada.part('1c').getByRole('button', { name: 'We are done with 1c' }).click();
  await expect(dockOf(alan).getByRole('button', { name: 'Look' })).toBeVisible();
  await alan.page.close();
  const dock = dockOf(ada);
  await expect(dock.getByText('Alan is away. What you asked about 1c waits.')).toBeVisible({
    timeout: 60_000,
  });
  await expectClean(ada.page, 'a wish whose partner is gone');
  await ada.part('1c').getByRole('button', { name: 'Take back' }).click();
  await expect(dock.getByText(/is away/)).toBeHidden();
});

test('the dock of a browser without storage says to keep the page open', async ({
  room,
  signIn,
  baseURL,
}) => {
  const [first] = room.students;
  if (!first) throw new Error('a class has students');
  const page = await signIn(first);
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
  });
  const { id } = await new PairCalls(page, baseURL ?? '').start(room.assignmentId);
  await page.goto(`/pair-sessions/${id}`);
  const dock = page.getByRole('region', { name: 'Your pair, and what comes next' });
  await expect(page.getByText(/^Live: /)).toBeVisible();
  await page.context().setOffline(true);
  const cell = page.getByRole('gridcell').and(page.getByLabel(/^row 1 .*column 1 /));
  await cell.click();
  await page.keyboard.type('1');
  await page.keyboard.press('Enter');
  await expect(dock.getByText(/^This browser cannot store unsaved work/)).toBeVisible();
  await expectClean(page, 'a browser without storage');
  await page.context().setOffline(false);
  await expect(dock.getByText(/^This browser cannot store/)).toBeHidden();
});

test('a second tab of one person shows the same pair once, and both go on', async ({
  pair: { ada, alan, pairSessionId },
}) => {
  const tab = await ada.page.context().newPage();
  await tab.goto(`/pair-sessions/${pairSessionId}`);
  const dock = tab.getByRole('region', { name: 'Your pair, and what comes next' });
  await expect(tab.getByText(/^Live: /)).toBeVisible();
  await expect(dock.getByRole('listitem')).toHaveCount(2);
  await ada.typeCell(1, 1, '1');
  await expect(tab.getByRole('gridcell').and(tab.getByLabel(/^row 1 .*column 1 /))).toHaveAccessibleName(
    /: 1, correct/,
  );
  await tab.close();
  // Who closes one of two tabs is still there.
  await alan.expectCell(1, 1, /: 1, correct/);
  await expect(dockOf(alan).getByText(/Ada left/)).toHaveCount(0);
});
