import { expectClean } from './clean-page';
import { expect, test } from './fixtures';
import { WorksheetPage } from './pages/worksheet.page';

const title = 'What a positive test means';

test('an instructor gives out another worksheet, and its table, number and explanation are checked', async ({
  room,
  signIn,
}) => {
  const [student] = room.students;
  if (!student) throw new Error('a class has students');
  const grace = await signIn(room.instructor);
  await grace.goto(`/sections/${room.sectionId}/manage`);
  await grace.getByRole('combobox', { name: 'Worksheet' }).selectOption({ label: title });
  await grace.getByLabel('Who works on it').selectOption({ label: 'One person is enough' });
  await grace.getByRole('button', { name: 'Assign it to the class' }).click();
  await expect(grace.getByText(new RegExp(`^Change opening and closing times of ${title}`))).toBeVisible();

  const ada = new WorksheetPage(await signIn(student), student.name, title);
  await ada.page.goto(`/sections/${room.sectionId}`);
  const card = ada.page.locator('section').filter({ has: ada.page.getByRole('heading', { name: title }) });
  await card.getByRole('button', { name: /^Start/ }).click();
  await ada.isOpen();

  const table = ada.part('1a');
  await expect(table.getByRole('columnheader', { name: 'all' })).toBeVisible();
  await expect(table.getByRole('columnheader', { name: 'Sum' })).toBeHidden();
  // 10 of 1,000 are ill, 9 of them are found; of 990 healthy ones 99 get a positive result.
  const counts = [
    [9, 1, 10],
    [99, 891, 990],
    [108, 892, 1000],
  ];
  for (const [row, line] of counts.entries()) {
    for (const [column, count] of line.entries()) {
      await table.getByLabel(new RegExp(`^row ${row + 1} .*column ${column + 1} `)).click();
      await ada.page.keyboard.type(`${count}\n`);
    }
  }
  await ada.check('1a');
  await ada.expectVerdict('1a', 'Correct');
  await ada.part('1b').getByRole('textbox').fill('0.9');
  await ada.check('1b');
  await expect(ada.part('1b').getByText(/The question is the other way round/)).toBeVisible();
  await ada.part('1b').getByRole('textbox').fill('1/12');
  await ada.check('1b');
  await ada.expectVerdict('1b', 'Correct');
  await ada.explain(
    '1c',
    'Only ten people are ill, but 990 are healthy, and one in ten of those gets a false alarm: 99 against 9.',
  );
  await ada.check('1c');
  await expect(
    ada
      .part('1c')
      .getByText(/^Found: /)
      .first(),
  ).toBeVisible();
  await expectClean(ada.page, 'the second worksheet with answers');
});
