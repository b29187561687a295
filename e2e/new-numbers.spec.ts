import { expect, test } from './fixtures';
import type { WorksheetPage } from './pages/worksheet.page';

/** The chances of question 3 as a person reads them. */
async function chancesOf({ page }: WorksheetPage): Promise<number[]> {
  const question = page.getByRole('region', { name: /Numbers to go further/ });
  const text = (await question.locator('annotation').first().textContent()) ?? '';
  return (text.match(/0\.\d+/g) ?? []).map(Number);
}

const bitsOf = (p: readonly number[]) =>
  p.reduce((bits, chance) => bits - chance * Math.log2(chance), 0).toFixed(3);

test('a pair works with numbers of its own and draws new ones on both devices', async ({
  pair: { ada, alan },
}) => {
  const before = await chancesOf(ada);
  expect(before).toHaveLength(3);
  expect(await chancesOf(alan)).toEqual(before);

  const bits = (person: WorksheetPage) => person.part('3d').getByRole('textbox');
  await ada.part('3d').scrollIntoViewIfNeeded();
  await bits(ada).fill(bitsOf(before));
  await ada.check('3d');
  await ada.expectVerdict('3d', 'Correct');
  await alan.part('3d').scrollIntoViewIfNeeded();
  await alan.expectVerdict('3d', 'Correct');

  await alan.page.getByRole('button', { name: 'New numbers' }).click();
  for (const person of [ada, alan]) {
    await expect.poll(async () => String(await chancesOf(person))).not.toBe(String(before));
    await expect(bits(person)).toHaveValue('');
    await expect(person.part('3d').getByText('Correct')).toBeHidden();
  }
  const after = await chancesOf(ada);
  expect(await chancesOf(alan)).toEqual(after);
  await bits(ada).fill(bitsOf(after));
  await ada.check('3d');
  await ada.expectVerdict('3d', 'Correct');
  await alan.expectVerdict('3d', 'Correct');
});
