import { expectClean } from './clean-page';
import { expect, test } from './fixtures';
import { WorksheetPage } from './pages/worksheet.page';
import { PairCalls } from './pair-calls';

test('leaving names what is at stake, keeps a copy to read, and leads back', async ({
  pair: { ada, alan, pairSessionId },
  baseURL,
}) => {
  const calls = [ada, alan].map(({ page }) => new PairCalls(page, baseURL ?? ''));
  await calls[0]?.submit(pairSessionId, '1c', 'high');
  for (const call of calls) await call.reveal(pairSessionId, '1b');
  await expect(alan.part('1b').getByText('right', { exact: true }).first()).toBeVisible();

  const leave = alan.page.getByRole('button', { name: 'Leave this pair' });
  await leave.focus();
  await alan.page.keyboard.press('Enter');
  const dialog = alan.page.getByRole('alertdialog').or(alan.page.getByRole('dialog'));
  await expect(dialog.getByText(/1 of 24/)).toBeVisible();
  await expect(dialog.getByText(/solution of 1b/)).toBeVisible();
  await expect(dialog.getByText('For ten minutes you can go back', { exact: false })).toBeVisible();
  await expectClean(alan.page, 'the dialog before leaving');
  await dialog.getByRole('button', { name: 'Leave this pair' }).click();
  await expect(alan.page).toHaveURL(/\/$/);

  await expect(ada.page.getByText(/^Alan left at \d/).first()).toBeVisible();
  await expect(ada.page.getByRole('button', { name: /Invite again/ }).first()).toBeVisible();
  await expectClean(ada.page, 'the partner has left');

  await alan.page.goto(`/pair-sessions/${pairSessionId}`);
  await expect(alan.page.getByText('You have left this pair')).toBeVisible();
  await expect(alan.part('1a').getByRole('textbox')).not.toBeEditable();
  await expect(alan.part('1c').getByRole('button', { name: /^Check/ })).toHaveCount(0);
  await expectClean(alan.page, 'the copy of one who has left');
  await alan.page.getByRole('button', { name: 'Go back to this pair' }).click();
  await expect(alan.part('1a').getByRole('textbox')).toBeEditable();
  await expect(ada.page.getByText(/^Alan left at \d/)).toHaveCount(0);
});

test('an instructor who has a pair’s code reads along, and the pair is told', async ({
  pair: { ada, alan, pairSessionId },
  room,
  signIn,
}) => {
  const grace = new WorksheetPage(await signIn(room.instructor), room.instructor.name);
  await grace.page.goto(`/pair-sessions/${pairSessionId}`);
  await expect(grace.page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(grace.part('1a').getByRole('textbox')).not.toBeEditable();
  await expect(grace.part('1a').getByRole('button', { name: /^Check/ })).toHaveCount(0);
  for (const { page } of [ada, alan]) {
    await expect(page.getByRole('status').filter({ hasText: grace.name })).toBeVisible();
  }
  await ada.typeCell(1, 1, '1');
  await expect(grace.cell(1, 1)).toHaveAccessibleName(/: 1, correct/);
  await expectClean(grace.page, 'the page of one who reads');
});
