import { expect, test } from './fixtures';
import { handIn2b, openButton, slider, slot } from './pages/trained-attention';

/** Weights of a stored model, each a byte. */
const weights = 14_848;

test('a file that is cut, of another shape or missing is said, and the rest of the page lives', async ({
  pair,
  baseURL,
}) => {
  const { page } = pair.ada;
  await page.route(/\.bin$/, (route) => route.fulfill({ body: Buffer.alloc(100) }));
  await handIn2b(pair, baseURL ?? '');
  await openButton(page).click();
  const alert = slot(page).getByRole('alert');
  await expect(alert).toContainText('missing or damaged');
  for (const answer of [{ body: Buffer.alloc(weights) }, { status: 404 }]) {
    await page.unroute(/\.bin$/);
    await page.route(/\.bin$/, (route) => route.fulfill(answer));
    const asked = page.waitForResponse(/last.*\.bin$/);
    await slot(page).getByRole('button', { name: 'Load again' }).click();
    await asked;
    await expect(alert).toContainText('missing or damaged');
    await expect(slot(page).getByText('Chance of “summer” as the next word:')).toHaveCount(0);
  }
  await pair.ada.text('1d', 'Why is it always a?').fill('The page lives.');
  await page.unroute(/\.bin$/);
  await slot(page).getByRole('button', { name: 'Load again' }).click();
  await expect(slot(page).getByText('Chance of “summer” as the next word:')).toBeVisible();
  await expect(slot(page).getByRole('alert')).toHaveCount(0);
  // All is here now, so the slider works without a network.
  await slider(page).focus();
  await page.waitForLoadState('networkidle');
  await page.context().setOffline(true);
  await page.keyboard.press('ArrowLeft');
  await expect(slider(page)).toHaveAttribute('aria-valuetext', /^step 300: /);
  await page.context().setOffline(false);
});

test('without workers, or without a connection, no training begins and the stored models stay', async ({
  pair,
  baseURL,
}) => {
  const { page } = pair.ada;
  await handIn2b(pair, baseURL ?? '');
  await openButton(page).click();
  const region = slot(page);
  await expect(slider(page)).toHaveAttribute('aria-valuetext', /^step 400: /);
  await region.getByText('Train it yourself').click();
  const start = region.getByRole('button', { name: 'Start training' });
  await page.context().setOffline(true);
  await start.click();
  await expect(region.getByRole('alert')).toContainText('or there is no connection');
  await page.context().setOffline(false);

  await page.evaluate(() => Reflect.deleteProperty(window, 'Worker'));
  await start.click();
  await expect(region.getByRole('alert')).toContainText('lets no page work in the background');
  await expect(start).toBeVisible();
  await expect(slider(page)).toHaveAttribute('aria-valuetext', /^step 400: /);
});

test('a training goes on while its page is closed or asleep, and ends with the page', async ({
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
  await page.getByRole('button', { name: 'Close Trained attention' }).click();
  const browser = await page.context().newCDPSession(page);
  await browser.send('Page.setWebLifecycleState', { state: 'frozen' });
  await browser.send('Page.setWebLifecycleState', { state: 'active' });
  await openButton(page).click();
  await expect(region.getByText('Trained. The model is shown above.')).toBeVisible({ timeout: 120_000 });
  await expect(slider(page)).toHaveAttribute('aria-valuetext', /^step 400: summer 9\d/);

  await region.getByRole('button', { name: 'Train another one' }).click();
  await expect(region.getByText(/^[1-9]\d* of 400 steps/)).toBeVisible();
  expect(page.workers()).toHaveLength(1);
  await page.reload();
  await expect.poll(() => page.workers().length).toBe(0);
});

test('each device looks at the step it likes, and paper holds the trained model', async ({
  pair,
  baseURL,
}) => {
  const [hers, his] = [pair.ada.page, pair.alan.page];
  await handIn2b(pair, baseURL ?? '');
  for (const page of [hers, his]) {
    await openButton(page).click();
    await expect(slider(page)).toHaveAttribute('aria-valuetext', /^step 400: /);
  }
  await slider(hers).press('Home');
  await expect(slider(hers)).toHaveAttribute('aria-valuetext', /^step 25: /);
  await slider(his).press('ArrowLeft');
  await expect(slider(his)).toHaveAttribute('aria-valuetext', /^step 300: /);
  await expect(slider(hers)).toHaveAttribute('aria-valuetext', /^step 25: /);

  const region = slot(hers);
  await hers.emulateMedia({ media: 'print' });
  await expect(region.getByText('step 400 of 400')).toBeVisible();
  await expect(region.getByText(/^Chance of “summer” as the next word: 9\d/)).toBeVisible();
  await expect(region.getByRole('table', { name: 'Your map' })).toBeVisible();
  for (const control of [
    slider(hers),
    region.getByRole('heading', { name: 'Change a word', includeHidden: true }),
    region.getByText('Train it yourself'),
  ])
    await expect(control).toBeHidden();
  await hers.emulateMedia({ media: 'screen' });
  await expect(region.getByText('step 25 of 400')).toBeVisible();
});

test('a phone of 320 px, with the colours of the system and without motion, shows all of it', async ({
  pair,
  baseURL,
}) => {
  const { page } = pair.ada;
  await page.setViewportSize({ width: 320, height: 640 });
  await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
  await handIn2b(pair, baseURL ?? '');
  await openButton(page).click();
  await expect(slider(page)).toHaveAttribute('aria-valuetext', /^step 400: /);
  await slot(page).getByText('Which words does the prediction depend on?').click();
  await expect(slot(page).getByText('It depends most on “spring”.')).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBe(0);
  // What is moved by style sheets would go on after the key.
  expect(await slot(page).evaluate((panel) => panel.getAnimations({ subtree: true }).length)).toBe(0);
  await slider(page).press('Home');
  expect(await slot(page).evaluate((panel) => panel.getAnimations({ subtree: true }).length)).toBe(0);
});
