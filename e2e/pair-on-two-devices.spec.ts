import { expect, test } from './fixtures';
import { WorksheetPage } from './pages/worksheet.page';
import { PairCalls } from './pair-calls';
import { explanation1a, explanation1d, maskIgnored, rightMatrix } from './responses';

test('two students pair up by code, on a device each', async ({ room, signIn }) => {
  const [first, second] = room.students;
  if (!first || !second) throw new Error('a class has four students');
  const ada = new WorksheetPage(await signIn(first), first.name);
  const alan = new WorksheetPage(await signIn(second), second.name);
  await ada.start(room);
  await alan.join(room, await ada.pairCode());
  for (const { page } of [ada, alan]) await expect(page.getByText(/· here now$/)).toBeVisible();
});

test('a pair tries wrong answers and then right ones, each on their own device', async ({
  pair: { ada, alan },
}) => {
  // Wrong first: the matrix with the mask ignored, and the wrong temperature.
  await ada.pasteMatrix(maskIgnored);
  await alan.expectCell(1, 2, /1\/8.*not right/);
  await ada.check('2a');
  await ada.expectVerdict('2a', /Not right yet|Partly right/);
  await ada.choose('1b', 'A high temperature');
  await ada.check('1b');
  await ada.expectVerdict('1b', 'Not right yet');
  await alan.expectVerdict('1b', 'Not right yet');

  await alan.choose('1b', 'A low temperature');
  await alan.check('1b');
  await alan.expectVerdict('1b', 'Correct');
  // A part that is right says nothing of attempts.
  await expect(alan.part('1b').getByText(/attempts? left/i)).toHaveCount(0);
  await alan.choose('1c', 'A high temperature');
  await alan.check('1c');
  await alan.expectVerdict('1c', 'Correct');
  await ada.pasteMatrix(rightMatrix);
  await ada.check('2a');
  await ada.expectVerdict('2a', 'Correct');
});

test('a pair explains, and what is written survives a reload', async ({ pair: { ada, alan } }) => {
  await ada.explain('1a', explanation1a);
  await ada.check('1a');
  await ada.expectVerdict('1a', /provisional/);
  for (const [question, text] of Object.entries(explanation1d)) await alan.text('1d', question).fill(text);
  await alan.check('1d');
  await alan.expectVerdict('1d', /provisional/);
  await alan.page.reload();
  await expect(alan.part('1a').getByRole('textbox')).toHaveValue(explanation1a);
});

test('a pair predicts an attention map', async ({ pair: { ada } }) => {
  const attention = ada.part('2b');
  // A button for equal weights would give 2a away.
  await expect(attention.getByRole('button', { name: 'Equal weights' })).toBeHidden();
  await expect(attention.getByText('Finish 2a to compare')).toBeVisible();
  await attention.getByRole('slider', { name: 'Attention to “spring”' }).press('Shift+ArrowUp');
  await attention.getByRole('slider', { name: 'Attention to “planning”' }).press('Shift+ArrowUp');
  await ada.tick(attention.getByRole('checkbox', { name: 'spring' }));
  await ada.tick(attention.getByRole('checkbox', { name: 'planning' }));
  await ada.explain('2b', 'spring is a season like summer, and planning points to a time ahead');
  await ada.check('2b');
  await ada.expectVerdict('2b', /of 6/);
});

test('a pair compares its map with its own row of 2a, once 2a is right', async ({ pair: { ada, alan } }) => {
  const place = alan.part('2b');
  await expect(place.getByText('Finish 2a to compare')).toBeVisible();
  await ada.pasteMatrix(rightMatrix);
  await alan.expectCell(8, 8, /correct/);
  await expect(place.getByText('Finish 2a to compare')).toBeVisible();
  await ada.check('2a');
  const row = place.getByRole('table', { name: /the same row of your 2a/ });
  await expect(row.getByRole('row').last()).toHaveText(/^the → summer(13){8}$/);
  await place.getByRole('combobox', { name: 'Row to edit' }).selectOption({ index: 3 });
  await expect(row.getByRole('row').last()).toHaveText(/^are → you(25){4}0000$/);
  await place.getByRole('button', { name: 'Equal weights' }).click();
  await expect(place.getByText('From “are”: happy 25 %')).toBeVisible();
});

test('a page turns for both once both agree', async ({ pair: { ada, alan } }) => {
  await ada.pasteMatrix(rightMatrix);
  await alan.expectCell(8, 8, /correct/);
  await ada.askToTurn('2a');
  await expect(ada.part('2a').getByText('You asked to see the solution')).toBeVisible();
  await alan.agreeToTurn('2a');
  for (const person of [ada, alan]) {
    await expect(person.part('2a').getByText('All 64 cells agree.')).toBeVisible();
    await expect(person.part('2a').getByRole('button', { name: /^Check/ })).toBeHidden();
  }
});

test('an instructor decides on an explanation, with a reason, and the pair sees it', async ({
  room,
  pair: { ada, alan, pairSessionId },
  signIn,
  baseURL,
}) => {
  await new PairCalls(ada.page, baseURL ?? '').submit(pairSessionId, '1a', explanation1a);
  const grace = await signIn(room.instructor);
  await grace.goto(`/sections/${room.sectionId}/results`);
  const row = grace.getByRole('row', { name: /Ada & Alan/ });
  await expect(row).toContainText('to read');
  await row.getByRole('link', { name: 'Ada & Alan' }).click();
  await expect(grace.getByRole('heading', { level: 1, name: 'Ada & Alan' })).toBeVisible();
  const decision = grace.getByRole('form', { name: 'Decide on part 1a' });
  await decision.getByLabel(/^Points/).fill('9');
  await decision.getByRole('button', { name: 'Save decision' }).click();
  await expect(decision.getByText('Points go from 0 to 4.')).toBeVisible();
  await decision.getByLabel(/^Points/).fill('3.5');
  await decision.getByLabel('Comment for the pair').fill('Random draw explained well');
  await decision.getByRole('button', { name: 'Save decision' }).click();
  await expect(decision.getByText('Decided')).toBeVisible();
  await expect(grace.getByText('3.5 of 4').first()).toBeVisible();
  await alan.page.reload();
  await expect(alan.part('1a').getByText('3.5 of 4 points')).toBeVisible();
});
