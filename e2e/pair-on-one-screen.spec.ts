import { password } from './classes';
import { expect, test } from './fixtures';
import { WorksheetPage } from './pages/worksheet.page';
import { rightMatrix } from './responses';

test('two students work at one screen, both tick, and go on by two devices', async ({ room, signIn }) => {
  const [first, second] = room.students;
  if (!first || !second) throw new Error('a class has four students');
  const ada = new WorksheetPage(await signIn(first), first.name);
  await ada.start(room);
  await ada.typeCell(1, 1, '1');
  await expect(ada.part('2a').getByText('Checking waits for your partner')).toBeVisible();

  await ada.page.getByRole('button', { name: 'Add partner at this screen' }).click();
  const dialog = ada.page.getByRole('dialog', { name: 'Your partner signs in here' });
  await dialog.getByLabel('E-mail').fill(second.email);
  await dialog.getByLabel('Password').fill('not the password');
  await dialog.getByRole('button', { name: 'Add partner' }).click();
  await expect(dialog.getByRole('alert')).toContainText('do not belong together');
  await expect(dialog.getByLabel('E-mail')).toHaveValue(second.email);
  await dialog.getByLabel('Password').fill(password);
  await dialog.getByRole('button', { name: 'Add partner' }).click();
  await expect(dialog).toBeHidden();

  await ada.pasteMatrix(rightMatrix);
  await ada.check('2a');
  await ada.expectVerdict('2a', 'Correct');
  // Both seats are here, so each agrees for themselves.
  await ada.askToTurn('2a');
  await ada
    .part('2a')
    .getByRole('button', { name: /Alan.*Agree and turn/ })
    .click();
  await expect(ada.part('2a').getByText('All 64 cells agree.')).toBeVisible();

  // The partner takes the work to a device of his own: nothing is lost.
  const alan = new WorksheetPage(await signIn(second), second.name);
  await alan.page.goto(ada.page.url());
  await alan.isOpen();
  await alan.expectCell(1, 1, /: 1/);
  await alan.choose('1b', 'A low temperature');
  await expect(ada.part('1b').getByRole('radio', { name: 'A low temperature' })).toBeChecked();
});
