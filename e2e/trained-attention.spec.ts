import { gzipSync } from 'node:zlib';
import type { Locator } from '@playwright/test';
import { expect, test } from './fixtures';
import { handIn2b, openButton, slider, slot } from './pages/trained-attention';

/** The column of a table of rows, as numbers. */
async function column(region: Locator, name: string): Promise<number[]> {
  const table = region.getByRole('table', { name: /^Where the last row looks/ });
  const heads = await table.getByRole('columnheader').allTextContents();
  const cells = table.locator(`tbody tr > :nth-child(${heads.indexOf(name) + 1})`);
  return (await cells.allTextContents()).map(Number);
}

test('a trained model opens after 2b is handed in, not before, and nothing of it is fetched until then', async ({
  pair,
  baseURL,
}) => {
  const { page } = pair.ada;
  const fetched: string[] = [];
  const sizes: Promise<number>[] = [];
  page.on('response', (response) => {
    if (!/\/_next\/static\//.test(response.url())) return;
    fetched.push(response.url());
    sizes.push(
      response.body().then((body) => (response.url().endsWith('.bin') ? body.length : gzipSync(body).length)),
    );
  });
  await expect(openButton(page)).toBeDisabled();
  await expect(page.getByText('Opens once you are done with 2b or have seen its solution.')).toBeVisible();
  await handIn2b(pair, baseURL ?? '');
  await expect(openButton(page)).toBeEnabled();
  await page.waitForLoadState('networkidle');
  expect(fetched.filter((url) => url.endsWith('.bin'))).toEqual([]);
  sizes.length = 0;

  await openButton(page).focus();
  await page.keyboard.press('Enter');
  await expect(slot(page).getByText('Chance of “summer” as the next word:')).toBeVisible();
  await page.waitForLoadState('networkidle');
  const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
  process.stdout.write(`  trained attention: ${(bytes / 1024).toFixed(1)} KB on opening\n`);
  expect(bytes).toBeGreaterThan(14_000);
  expect(bytes).toBeLessThanOrEqual(60 * 1024);

  // 2a is not done, and the untrained model would be its solution: the slider begins at step 25.
  await expect(slider(page)).toHaveAttribute('aria-valuetext', /^step 400: summer 9\d\.\d %/);
  await expect(
    slot(page).getByText(/The untrained model, at step 0, comes once you are done with 2a/),
  ).toBeVisible();
  expect(await column(slot(page), 'Your row')).toEqual([3, 30, 3, 2, 4, 38, 10, 10]);
  const trained = await column(slot(page), 'Mean of the heads');
  expect(trained.indexOf(Math.max(...trained))).toBe(5);
  // Eight whole per cents, each rounded by at most a half.
  expect(Math.abs(trained.reduce((a, b) => a + b, 0) - 100)).toBeLessThanOrEqual(4);
  await slider(page).focus();
  await page.keyboard.press('Home');
  await expect(slider(page)).toHaveAttribute('aria-valuetext', /^step 25: /);
  await page.keyboard.press('ArrowLeft');
  await expect(slider(page)).toHaveAttribute('aria-valuetext', /^step 25: /);
});

test('by the keyboard: another word, another seed, one head, what it depends on, the sentences it has read', async ({
  pair,
  baseURL,
}) => {
  const { page } = pair.ada;
  await handIn2b(pair, baseURL ?? '');
  await expect(openButton(page)).toBeEnabled();
  await openButton(page).press('Enter');
  const region = slot(page);
  const next = region.getByRole('list', { name: 'What comes next' });
  await expect(next.getByRole('listitem').first()).toContainText('summer');
  await region.getByRole('combobox', { name: 'Word 6' }).selectOption('thanking');
  await expect(next.getByRole('listitem').first()).toContainText('winter');
  await expect(region.getByText('Your row belongs to the words of the worksheet')).toBeVisible();
  await region.getByRole('button', { name: 'The words of the worksheet' }).press('Enter');
  await expect(next.getByRole('listitem').first()).toContainText('summer');

  const model = region.getByRole('combobox', { name: 'Model' });
  const first = await column(region, 'Head 1');
  await model.selectOption('four heads, seed 2');
  await expect(region.getByText(/There is no single right map/)).toBeVisible();
  await expect(slider(page)).toHaveAttribute('aria-valuetext', /^step 400: summer 9\d/);
  expect(await column(region, 'Head 1')).not.toEqual(first);
  // The maps of the heads are made once somebody asks for them: else each step of the slider would make them anew.
  const headMaps = region.locator('caption', { hasText: /^Head \d$/ });
  await expect(headMaps).toHaveCount(0);
  await region.getByText('A map for each head').press('Enter');
  await expect(headMaps).toHaveText(['Head 1', 'Head 2', 'Head 3', 'Head 4']);
  await model.selectOption('one head');
  await expect(slider(page)).toHaveAttribute('aria-valuetext', /^step 400: summer [345]\d/);
  await model.selectOption('four heads, shortcut corpus');
  await expect(region.getByText(/the model may look at it instead of the verb/)).toBeVisible();

  await model.selectOption('four heads');
  await region.getByText('Which words does the prediction depend on?').press('Enter');
  await expect(region.getByText('It depends most on “spring”.')).toBeVisible();
  await region.getByText('What this model is').press('Enter');
  await region.getByRole('searchbox').fill('happy spring what are you planning for the summer');
  await expect(region.getByText('0 sentences')).toBeVisible();
  await region.getByRole('searchbox').fill('happy spring why are you planning for the summer');
  await expect(region.getByText('1 sentence', { exact: true })).toBeVisible();
});

test('training on this device leaves the page free to type in, can be paused, and gives a model', async ({
  pair,
  baseURL,
}) => {
  const { page } = pair.ada;
  await handIn2b(pair, baseURL ?? '');
  await openButton(page).click();
  const region = slot(page);
  await region.getByText('Train it yourself').click();
  await region.getByRole('button', { name: 'Start training' }).click();
  await expect(region.getByText(/^[1-9]\d* of 400 steps/)).toBeVisible();
  await region.getByRole('button', { name: 'Pause' }).click();
  await expect(region.getByText(/of 400 steps · paused/)).toBeVisible();
  await region.getByRole('button', { name: 'Go on' }).click();
  // A long text of another part is typed into while the worker trains; each key is painted before the next.
  const text = pair.ada.text('1d', 'Why is it always a?');
  await text.focus();
  const waits: number[] = [];
  for (const key of 'low temperature') {
    waits.push(
      await text.evaluate((field, typed) => {
        const before = performance.now();
        document.execCommand('insertText', false, typed);
        field.getBoundingClientRect();
        return performance.now() - before;
      }, key),
    );
  }
  const sorted = waits.toSorted((a, b) => a - b);
  process.stdout.write(`  a key while training: ${sorted.at(-1)?.toFixed(1)} ms at most\n`);
  expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThan(50);
  await expect(region.getByText('Trained. The model is shown above.')).toBeVisible({ timeout: 120_000 });
  await expect(region.getByRole('combobox', { name: 'Model' })).toHaveValue('own');
  await expect(slider(page)).toHaveAttribute('aria-valuetext', /^step 400: summer 9\d/);
});
