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
  await expect(ada.part('2a').getByText('You can check once your partner has joined')).toBeVisible();

  await ada.page.getByRole('button', { name: 'Add partner at this screen' }).click();
  const dialog = ada.page.getByRole('dialog', { name: 'Your partner signs in here' });
  await dialog.getByLabel('E-mail').fill(second.email);
  await dialog.getByLabel('Password').fill('not the password');
  await dialog.getByRole('button', { name: 'Add partner' }).click();
  await expect(dialog.getByRole('alert')).toContainText('do not match');
  await expect(dialog.getByLabel('E-mail')).toHaveValue(second.email);
  await dialog.getByLabel('Password').fill(password);
  await dialog.getByRole('button', { name: 'Add partner' }).click();
  await expect(dialog).toBeHidden();

  await ada.choose('1c', 'A high temperature');
  await ada.check('1c');
  await ada.expectVerdict('1c', 'Correct');
  // Both seats are here, so each agrees for themselves.
  await ada.askToTurn('1c');
  await ada
    .part('1c')
    .getByRole('button', { name: /Alan.*Yes, see the solution/ })
    .click();
  await ada.expectVerdict('1c', 'You have seen the solution');

  // In the middle of the matrix the partner takes the work to a device of his own: no cell is lost.
  await ada.cell(1, 1).click();
  const upperHalf = rightMatrix.split('\n').slice(0, 4).join('\n');
  await ada.pasteMatrix(`${upperHalf.replace(/,$/, '')}])`);
  await ada.cell(5, 1).click();
  await ada.page.keyboard.type('1/5');
  const alan = new WorksheetPage(await signIn(second), second.name);
  await alan.page.goto(ada.page.url());
  await alan.isOpen();
  await alan.expectCell(4, 4, /0\.2500, correct/);
  await alan.typeCell(5, 2, '.2');
  await ada.page.keyboard.press('Enter');
  await ada.expectCell(5, 2, /: \.2, correct/);
  await alan.expectCell(5, 1, /1\/5, correct/);
  const cells = (person: WorksheetPage) =>
    person
      .part('2a')
      .getByRole('gridcell')
      .evaluateAll((all) => all.map((cell) => cell.ariaLabel));
  expect(await cells(alan)).toEqual(await cells(ada));
  expect((await cells(alan)).filter((cell) => cell?.includes(', correct'))).toHaveLength(34);
  await alan.choose('1b', 'A low temperature');
  await expect(ada.part('1b').getByRole('radio', { name: 'A low temperature' })).toBeChecked();
});
