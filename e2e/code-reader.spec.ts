import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { explanation1a } from './responses';

const reader = (page: Page) => page.getByRole('region', { name: 'Code reader' });
const openButton = (page: Page) => page.getByRole('button', { name: 'Open Code reader' });

test('two go through the code together, by the keyboard, until one reads alone', async ({
  pair: { ada, alan },
}) => {
  await expect(openButton(ada.page)).toBeDisabled();
  await expect(ada.page.getByText('Opens once you have checked 1a, or are done with it.')).toBeVisible();
  await ada.explain('1a', explanation1a);
  await ada.check('1a');
  await expect(openButton(ada.page)).toBeEnabled();
  await openButton(ada.page).press('Enter');
  await openButton(alan.page).click();
  const [hers, his] = [reader(ada.page), reader(alan.page)];
  await expect(hers.getByRole('heading', { name: 'The logarithm of each probability' })).toBeVisible();
  await hers.getByRole('button', { name: 'Next' }).focus();
  await ada.page.keyboard.press('ArrowRight');
  await expect(hers.getByText('Step 2 of 5')).toBeVisible();
  await expect(his.getByText('Step 2 of 5')).toBeVisible();
  await his.getByLabel('Temperature T').fill('0.5');
  await his.getByLabel('Temperature T').press('Enter');
  await his.getByRole('button', { name: 'Next' }).click();
  // 0.5², 0.4² and 0.1² over their sum 0.42.
  for (const share of ['0.595', '0.381', '0.024'])
    await expect(hers.getByRole('cell', { name: share })).toBeVisible();
  await expect(hers.locator('[aria-current="step"]')).toContainText('tf.random.categorical');

  await his.getByRole('button', { name: 'Next' }).click();
  await expect(hers.getByText(/^1 draw so far:/)).toBeVisible();
  await his.getByRole('button', { name: 'Draw again' }).click();
  await expect(hers.getByText(/^2 draws so far:/)).toBeVisible();
  const drawn = await his.getByText(/^Drawn: index/).textContent();
  await expect(hers.getByText(drawn ?? '')).toBeVisible();

  await hers.getByRole('checkbox', { name: /^On my own/ }).press('Space');
  await hers.getByRole('button', { name: 'Next' }).focus();
  await ada.page.keyboard.press('ArrowRight');
  await expect(hers.getByText('Step 5 of 5')).toBeVisible();
  await expect(his.getByText('Step 4 of 5')).toBeVisible();
  await hers.getByRole('checkbox', { name: /^On my own/ }).press('Space');
  await expect(hers.getByText('Step 4 of 5')).toBeVisible();
  // What they look at together is no work on a part.
  await expect(ada.page.getByText(/edited/)).toHaveCount(0);
});

test('a step of the code is attached to 1d, and is a small picture for the partner, on paper and for the instructor', async ({
  pair: { ada, alan, pairSessionId },
  room,
  signIn,
}) => {
  await ada.explain('1a', explanation1a);
  await ada.check('1a');
  await openButton(ada.page).click();
  const hers = reader(ada.page);
  await hers.getByLabel('Temperature T').fill('0.5');
  await hers.getByLabel('Temperature T').press('Enter');
  await hers.getByRole('button', { name: 'Next' }).click();
  await hers.getByRole('button', { name: 'Next' }).click();
  await ada.choose('1b', 'A low temperature');
  const question = 'Why is it always a?';
  await ada.text('1d', question).fill('The largest gets more than before.');
  await hers.getByRole('button', { name: 'Attach to part 1d, always' }).press('Enter');
  await expect(hers.getByText('Attached to your explanation in part 1d, always')).toBeVisible();

  const title = 'Softmax, inside the function that draws (Step 3 of 5, T = 0.5)';
  const picture = (page: Page) => page.getByRole('table', { name: title });
  // ln 0.5 and ln 0.1 over 0.5; 0.5² and 0.1² over 0.42.
  for (const { page } of [ada, alan]) {
    await expect(picture(page).getByRole('row', { name: 'a −1.386 0.595' })).toBeVisible();
    await expect(picture(page).getByRole('row', { name: 'c −4.605 0.024' })).toBeVisible();
  }
  // What they write stays theirs, on either device.
  await expect(alan.text('1d', question)).toHaveValue('The largest gets more than before.');
  await alan.text('1d', question).press('End');
  await alan.page.keyboard.type(' So it wins.');
  await alan.text('1d', question).blur();
  await expect(ada.text('1d', question)).toHaveValue('The largest gets more than before. So it wins.');
  await expect(picture(ada.page)).toBeVisible();

  // A text takes three; one that is removed makes room.
  await hers.getByRole('button', { name: 'Next' }).click();
  const attach = hers.getByRole('button', { name: 'Attach to part 1d, always' });
  await attach.click();
  const views = ada.part('1d').getByRole('list', { name: 'Attached evidence' }).getByRole('listitem');
  await expect(views).toHaveCount(2);
  await hers.getByRole('button', { name: 'Draw again' }).click();
  await attach.click();
  await expect(views).toHaveCount(3);
  await attach.click();
  await expect(hers.getByText('A text takes 3 pieces of evidence. Remove one first.')).toBeVisible();
  await ada
    .part('1d')
    .getByRole('button', { name: /^Remove the evidence “2 draws/ })
    .press('Enter');
  await expect(ada.text('1d', question)).toBeFocused();
  await expect(views).toHaveCount(2);
  const draw = ada
    .part('1d')
    .getByRole('table', { name: /^1 draw, the last one index \d, letter “[abc]” \(Step 4/ });
  await expect(draw).toBeVisible();

  await ada.page.emulateMedia({ media: 'print' });
  await expect(picture(ada.page)).toBeVisible();
  await expect(ada.part('1d').getByRole('button', { name: /^Remove/ })).toHaveCount(0);
  await ada.page.emulateMedia({ media: 'screen' });

  await ada.check('1d');
  await ada.expectVerdict('1d', /provisional|instructor/);
  const grace = await signIn(room.instructor);
  await grace.goto(`/sections/${room.sectionId}/results/${pairSessionId}`);
  await expect(picture(grace).first()).toBeVisible();
  await expect(grace.getByText('[Evidence')).toHaveCount(0);
  // The text gives the reason for what they chose in 1b.
  await expect(grace.getByText('The pair said: A low temperature (1b)').first()).toBeVisible();
  await grace.goto(`/sections/${room.sectionId}/review/1d?assignment=${room.assignmentId}`);
  await expect(picture(grace).first()).toBeVisible();
  await expect(grace.getByText('[Evidence')).toHaveCount(0);
  // The text gives the reason for what they chose in 1b.
  await expect(grace.getByText('The pair said: A low temperature (1b)').first()).toBeVisible();
});
