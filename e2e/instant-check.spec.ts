import { expect, test } from './fixtures';
import { maskIgnored, rightMatrix } from './responses';

test('the panel follows the cells, and nothing is counted before somebody presses Check', async ({
  pair: { ada, alan },
}) => {
  const part = ada.part('2a');
  const ready = /All 64 right: press Check to count it/;
  await ada.pasteMatrix(maskIgnored);
  await ada.check('2a');
  await ada.expectVerdict('2a', 'Partly right');
  await expect(part.getByText(/56 cells are not right yet/)).toBeVisible();
  await ada.typeCell(1, 1, '1');
  await expect(part.getByText(/56 cells are not right yet/)).toBeHidden();
  await expect(part.getByText('Now: 9 right, 55 not right')).toBeVisible();
  await ada.pasteMatrix(rightMatrix);
  for (const person of [ada, alan]) {
    await expect(person.part('2a').getByText(ready)).toBeVisible();
    await expect(person.part('2a').getByText(/Your last check: Partly right, 1 of 8/)).toBeVisible();
    await expect(person.part('2a').getByText(/cells? (is|are) not right/)).toBeHidden();
    await expect(person.page.getByText('7 more once you check 2a')).toBeVisible();
    await expect(person.page.getByRole('button', { name: /2a, all right, not checked yet/ })).toBeVisible();
  }
  await ada.page.reload();
  await ada.isOpen();
  await expect(part.getByText(ready)).toBeVisible();
  await alan.check('2a');
  await ada.expectVerdict('2a', 'Correct');
  await expect(part.getByText(ready)).toBeHidden();
  await expect(ada.page.getByText('8 of 24 points so far')).toBeVisible();
  await alan.typeCell(8, 8, '1');
  await expect(part.getByText('Now: 63 right, 1 not right')).toBeVisible();
  await alan.typeCell(8, 8, '1/8');
  await ada.expectVerdict('2a', 'Correct');
});

test('a refused check says nothing of what was not changed since, and goes once it is', async ({
  pair: { ada },
}) => {
  const part = ada.part('3c');
  await part.scrollIntoViewIfNeeded();
  const field = part.getByRole('textbox');
  await field.fill('cold');
  await ada.check('3c');
  await expect(part.getByText('Not ready to check')).toBeVisible();
  await expect(part.getByText(/You have changed this part/)).toBeHidden();
  await field.fill('-1');
  await field.press('Enter');
  await expect(part.getByText('Not ready to check')).toBeHidden();
  for (const [text, said] of [
    ['-1', /A temperature is above 0/],
    ['0', /divide by 0/],
    ['0.5', /when the temperature goes up, or when it goes down/],
  ] as const) {
    await field.fill(text);
    await ada.check('3c');
    await expect(part.getByText(said)).toBeVisible();
    // Practice has no points, so none are shown.
    await expect(part.getByText(/0 of \d/)).toBeHidden();
  }
  await field.fill('0.001');
  await field.press('Enter');
  await expect(part.getByText('Right: press Check to count it')).toBeVisible();
});

test('at the end of the attempts the option that counts is the one that is shown', async ({
  pair: { ada, alan },
}) => {
  const part = alan.part('1c');
  await ada.choose('1c', 'A high temperature');
  await ada.check('1c');
  await ada.expectVerdict('1c', 'Correct');
  await ada.choose('1c', 'A low temperature');
  await ada.check('1c');
  await expect(part.getByText('No attempts left')).toBeVisible();
  await expect(part.getByText('Not right', { exact: true })).toBeVisible();
  await expect(part.getByRole('radio', { name: 'A low temperature' })).toBeChecked();
  for (const radio of await part.getByRole('radio').all()) await expect(radio).toBeDisabled();
});

test('what a person will read has no number, in no place of the page', async ({ pair: { ada } }) => {
  const part = ada.part('1a');
  await ada.explain('1a', 'The temperature makes it hot.');
  await ada.check('1a');
  await ada.expectVerdict('1a', /Your instructor will read this/);
  await expect(part.getByText('Your instructor reads this')).toBeVisible();
  await expect(part.getByText(/\b\d+ of 4\b|provisional/)).toHaveCount(0);
  await expect(ada.page.getByText('your instructor reads 1a')).toHaveCount(1);
});

test('help with filling comes once a row was typed here, and not for a pasted one: on neither device, nor after a reload', async ({
  pair: { ada, alan },
}) => {
  const help = (person: typeof ada) =>
    person.part('2a').getByRole('button', { name: 'Zero above the diagonal' });
  await ada.cell(4, 1).click();
  await ada.pasteMatrix('1/4\t1/4\t1/4\t1/4\t0\t0\t0\t0');
  for (const person of [ada, alan]) {
    await person.expectCell(4, 8, /: 0, correct/);
    await expect(help(person)).toBeHidden();
    await person.page.reload();
    await person.isOpen();
    await person.expectCell(4, 8, /: 0, correct/);
    await expect(help(person)).toBeHidden();
  }
  for (const [index, text] of ['1/3', '1/3', '1/3', '0', '0', '0', '0', '0'].entries()) {
    await ada.typeCell(3, index + 1, text);
  }
  await expect(help(ada)).toBeVisible();
});

test('a cell says what is the matter with it, to the eye and to a screen reader', async ({
  pair: { ada, alan },
}) => {
  const { page } = ada;
  const part = ada.part('2a');
  for (const [column, text, said] of [
    [2, '.3', /use a fraction or two decimals/],
    [7, '-inf', /A probability cannot be −∞/],
    [8, '0.4', /This is not right yet/],
  ] as const) {
    await ada.typeCell(3, column, text);
    await ada.cell(3, column).click();
    await expect(part.getByText(said)).toBeVisible();
    await expect(ada.cell(3, column)).toHaveAccessibleDescription(said);
  }
  await ada.cell(3, 1).click();
  await expect(ada.cell(3, 1)).toHaveAccessibleDescription('');
  await expect(part.getByText('1 needs more digits, 2 not right, 61 empty')).toBeVisible();
  await expect(part.getByText('−∞: should be 1')).toBeVisible();
  await ada.typeCell(2, 1, '1/2');
  await expect(part.getByText('0.5 so far')).toBeVisible();
  await ada.typeCell(2, 2, '0.7');
  await expect(part.getByText('1.2: should be 1')).toBeVisible();
  await ada.typeCell(2, 2, '');
  for (const [index, text] of ['1/2', '1/2', '0', '0', '0', '0', '0', '0'].entries()) {
    await ada.typeCell(2, index + 1, text);
  }
  await expect(part.getByText('= 1', { exact: true })).toBeVisible();
  // What one types is seen by the other before it is there.
  await ada.cell(5, 1).click();
  await page.keyboard.type('1/');
  await expect(alan.cell(5, 1).getByText('1/', { exact: true })).toBeVisible();
  await alan.expectCell(5, 1, /: empty/);
  await page.keyboard.type('5');
  await page.keyboard.press('Enter');
  await alan.expectCell(5, 1, /1\/5, correct/);
});
