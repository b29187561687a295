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
