import { expect, test } from './fixtures';
import { explanation1d } from './responses';

const [why, whyEqual] = Object.keys(explanation1d) as [string, string];

test('a part with two fields is written, merged and checked field by field', async ({
  pair: { ada, alan },
}) => {
  await ada.choose('1b', 'A low temperature');
  await expect(alan.part('1d').getByText('You said: A low temperature (1b)')).toBeVisible();
  await expect(ada.part('1d').getByText('You have not answered 1c yet.')).toBeVisible();

  const [hers, his] = [ada, alan].map((one) => one.text('1d', why));
  if (!hers || !his) throw new Error('both have the field');
  await hers.fill('The division stretches the differences.');
  await expect(his).toHaveValue('The division stretches the differences.');
  await his.click();
  await his.press('End');
  await his.pressSequentially(' So a takes all.');
  // Each sees the other in the field where the other is, and in no other one.
  await expect(ada.part('1d').getByText('Alan is here')).toHaveCount(1);
  await alan.text('1d', whyEqual).fill('The division shrinks the differences between the logits.');
  await hers.press('Home');
  await hers.pressSequentially('First: ');
  const merged = 'First: The division stretches the differences. So a takes all.';
  for (const text of [hers, his]) await expect(text).toHaveValue(merged);
  await expect(ada.text('1d', whyEqual)).toHaveValue(/shrinks/);

  await ada.check('1d');
  await ada.expectVerdict('1d', '4 of 4');
  await expect(alan.part('1d').getByText(`“${why}” Found: what follows for the letters.`)).toBeVisible();
  const print = await ada.page.context().newPage();
  await print.goto(ada.page.url());
  await expect(print.locator('#part-1d').getByRole('textbox', { name: why })).toHaveValue(merged);
});

test('a field that both changed while one was offline keeps what both wrote', async ({
  pair: { ada, alan },
}) => {
  const [hers, his] = [ada, alan].map((one) => one.text('1d', whyEqual));
  if (!hers || !his) throw new Error('both have the field');
  await hers.fill('All logits');
  await expect(his).toHaveValue('All logits');
  await his.click();
  await hers.click();
  await alan.page.context().setOffline(true);
  await his.press('End');
  await his.pressSequentially(' are close to 0.');
  await hers.press('Home');
  await hers.pressSequentially('At last ');
  await alan.page.context().setOffline(false);
  for (const text of [hers, his]) await expect(text).toHaveValue('At last All logits are close to 0.');
  await expect(ada.text('1d', why)).toHaveValue('');
});

test('the reason of an attention map is asked for with the words that are chosen', async ({
  pair: { ada, alan },
}) => {
  await ada.tick(ada.part('2b').getByRole('checkbox', { name: 'spring' }));
  await expect(alan.text('2b', 'What connects spring with the word that is predicted?')).toBeVisible();
  await alan.tick(alan.part('2b').getByRole('checkbox', { name: 'planning' }));
  for (const one of [ada, alan])
    await expect(
      one.text('2b', 'What connects spring and planning with the word that is predicted?'),
    ).toBeVisible();
});
