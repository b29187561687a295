import { expect, test } from './fixtures';
import { WorksheetPage } from './pages/worksheet.page';
import { explanation1a } from './responses';

const disagree = 'We do not agree: I write my own answer';

/** The one who writes alone, on their own device. */
const own = (person: WorksheetPage, part: string) =>
  person.part(part).getByRole('region', { name: 'Your own answer' });

async function chooseAlone(person: WorksheetPage, part: string, option: string): Promise<void> {
  await person.tick(own(person, part).getByRole('radio', { name: option }));
}

const confirm = (person: WorksheetPage, part: string) =>
  person.part(part).getByRole('button', { name: 'This is my answer' });

test('two who do not agree write an answer each, see both at the end, and the instructor does, too', async ({
  room,
  pair: { ada, alan },
  signIn,
}) => {
  await ada.choose('1c', 'A high temperature');
  await ada.part('1c').getByRole('button', { name: 'We are done with 1c' }).click();
  await alan.part('1c').getByRole('button', { name: disagree }).click();
  await expect(
    alan
      .part('1c')
      .getByRole('heading', { name: 'You do not agree on 1c. Each of you writes an own answer.' }),
  ).toBeFocused();
  // Each begins with what they wrote together, which nobody changes meanwhile.
  await expect(own(ada, '1c').getByRole('radio', { name: 'A high temperature' })).toBeChecked();
  await chooseAlone(alan, '1c', 'A low temperature');
  await confirm(alan, '1c').click();
  await expect(alan.part('1c').getByText('You have confirmed your answer.')).toBeVisible();
  await expect(ada.part('1c').getByText('Alan has confirmed an answer.')).toBeVisible();
  await expect(ada.part('1c').getByRole('radio', { name: 'A low temperature', checked: true })).toHaveCount(
    0,
  );
  // Reloading keeps what was written alone, and shows it to its writer only.
  await Promise.all([ada.page.reload(), alan.page.reload()]);
  await expect(own(alan, '1c').getByRole('radio', { name: 'A low temperature' })).toBeChecked();
  await confirm(ada, '1c').click();
  for (const person of [ada, alan]) {
    const hers = person.part('1c').getByRole('region', { name: 'Own answer of Ada' });
    const his = person.part('1c').getByRole('region', { name: 'Own answer of Alan' });
    await expect(hers.getByText('1 of 1')).toBeVisible();
    await expect(his.getByText('0 of 1')).toBeVisible();
  }
  await expect(ada.part('1c').getByText('1 of 1 point')).toBeVisible();
  await expect(alan.part('1c').getByText('0 of 1 point')).toBeVisible();

  const grace = await signIn(room.instructor);
  await grace.goto(`/sections/${room.sectionId}/results`);
  const row = grace.getByRole('row', { name: /Ada & Alan/ });
  await expect(row).toContainText('partners disagree');
  await row.getByRole('link', { name: 'Ada & Alan' }).click();
  const work = grace.getByRole('region', { name: 'Part 1c' });
  await expect(work.getByText('The own answer of Ada')).toBeVisible();
  await expect(work.getByText('The own answer of Alan')).toBeVisible();
});

test('two who talk again lose their own answers, and only when both want it', async ({
  pair: { ada, alan },
}) => {
  await ada.explain('1a', explanation1a);
  await ada.part('1a').getByRole('button', { name: 'We are done with 1a' }).click();
  await alan.part('1a').getByRole('button', { name: disagree }).click();
  const text = own(alan, '1a').getByRole('textbox');
  await expect(text).toHaveValue(explanation1a);
  await text.fill('It is a temperature.');
  await alan.part('1a').getByRole('button', { name: 'Let us talk again' }).click();
  await expect(alan.part('1a').getByText('You asked to talk again. Waiting for Ada.')).toBeVisible();
  await ada.part('1a').getByRole('button', { name: 'No, I keep my answer' }).click();
  await expect(text).toHaveValue('It is a temperature.');
  await ada.part('1a').getByRole('button', { name: 'Let us talk again' }).click();
  await alan.part('1a').getByRole('button', { name: 'Yes, talk again' }).click();
  for (const person of [ada, alan]) {
    await expect(own(person, '1a')).toBeHidden();
    await expect(person.part('1a').getByRole('textbox')).toHaveValue(explanation1a);
    await expect(person.part('1a').getByRole('textbox')).toBeEditable();
  }
  await expect(alan.part('1a').getByRole('heading', { level: 3 })).toBeFocused();
});

test('an own matrix is typed by keyboard alone, and the partner who left is named', async ({
  pair: { ada, alan },
}) => {
  await ada.page.setViewportSize({ width: 1280, height: 800 });
  await ada.typeCell(1, 1, '1');
  await ada.part('2a').getByRole('button', { name: 'We are done with 2a' }).click();
  const start = alan.part('2a').getByRole('button', { name: disagree });
  await start.focus();
  await alan.page.keyboard.press('Enter');
  const cell = own(alan, '2a')
    .getByRole('gridcell')
    .and(alan.page.getByLabel(/^row 2 .*column 1 /));
  await expect(own(alan, '2a').getByLabel(/^row 1 .*column 1 .*: 1$/)).toBeVisible();
  await cell.focus();
  await alan.page.keyboard.type('1/2');
  await alan.page.keyboard.press('Enter');
  await expect(cell).toHaveAccessibleName(/: 1\/2$/);
  await confirm(alan, '2a').focus();
  await alan.page.keyboard.press('Enter');
  await expect(alan.part('2a').getByText('You have confirmed your answer.')).toBeVisible();
  await ada.page.getByRole('button', { name: 'Leave this pair' }).click();
  await ada.page.getByRole('dialog').getByRole('button', { name: 'Leave this pair' }).click();
  await expect(alan.part('2a').getByText('Ada is no longer in this pair.')).toBeVisible();
  await expect(
    alan.part('2a').getByText('Your own answer counts for you when the worksheet closes.'),
  ).toBeVisible();
  await alan.part('2a').getByRole('button', { name: 'Go back to our shared answer' }).click();
  await expect(own(alan, '2a')).toBeHidden();
});

test('two at one screen write one after the other, while the other looks away', async ({ room, signIn }) => {
  const [first, second] = room.students;
  if (!first || !second) throw new Error('a class has four students');
  const ada = new WorksheetPage(await signIn(first), first.name);
  await ada.start(room);
  await ada.addPartnerHere(second);
  await ada.choose('1c', 'A high temperature');
  const part = ada.part('1c');
  await part.getByRole('button', { name: 'We are done with 1c' }).click();
  await part.getByRole('button', { name: disagree }).click();
  await expect(part.getByText('Alan, please look away.')).toBeVisible();
  await part.getByRole('button', { name: 'I am Ada: show my answer' }).click();
  const hers = part.getByRole('region', { name: 'Own answer of Ada' });
  await ada.tick(hers.getByRole('radio', { name: 'A low temperature' }));
  await part.getByRole('button', { name: 'This is my answer' }).click();
  await expect(part.getByRole('heading', { name: /^You do not agree on 1c/ })).toBeFocused();
  await expect(part.getByText('Ada, please look away.')).toBeVisible();
  await expect(hers).toBeHidden();
  await part.getByRole('button', { name: 'I am Alan: show my answer' }).click();
  await part.getByRole('button', { name: 'This is my answer' }).click();
  await expect(hers.getByText('0 of 1')).toBeVisible();
  await expect(part.getByRole('region', { name: 'Own answer of Alan' }).getByText('1 of 1')).toBeVisible();
});
