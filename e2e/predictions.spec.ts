import type { Locator, Page } from '@playwright/test';
import { password } from './classes';
import { expect, test } from './fixtures';
import { WorksheetPage } from './pages/worksheet.page';

const lab = (page: Page) => page.getByRole('region', { name: 'Temperature lab' });
const slider = (page: Page) => lab(page).getByRole('slider', { name: /^Temperature/ });
const lockIn = (page: Page) => lab(page).getByRole('button', { name: 'Lock in my prediction' });

async function open(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Open Temperature lab' }).click();
  await expect(lockIn(page)).toBeVisible();
  return lab(page);
}

test('two on two devices predict for themselves, and are confronted with what is true', async ({
  pair: { ada, alan },
}) => {
  const hers = await open(ada.page);
  const his = await open(alan.page);
  // Ada by the mouse, and wrong; Alan by the keyboard, and right.
  await hers.getByText('High temperature').click();
  await lockIn(ada.page).click();
  await expect(slider(ada.page)).toBeFocused();
  await expect(hers.getByText(/^You predicted: High temperature, a 34 %/)).toBeVisible();
  await expect(hers.getByText(/Alan has not predicted yet/)).toBeVisible();
  // Her lab is open; his asks, and tells nothing of what she thinks.
  await expect(his.getByText(/Ada has locked in a prediction/)).toBeVisible();
  await expect(his.getByText(/predicted:/)).toHaveCount(0);
  await expect(slider(alan.page)).toHaveCount(0);
  await his.getByRole('radio', { name: 'High temperature' }).focus();
  await alan.page.keyboard.press('ArrowUp');
  await expect(his.getByRole('radio', { name: 'Low temperature' })).toBeChecked();
  await his.getByRole('slider', { name: 'Predicted chance of a' }).focus();
  await alan.page.keyboard.press('End');
  await lockIn(alan.page).focus();
  await alan.page.keyboard.press('Enter');
  await expect(his.getByText(/^You predicted: Low temperature, a 100 %/)).toBeVisible();
  await expect(his.getByText(/^Ada predicted: High temperature/)).toBeVisible();
  await expect(hers.getByText(/^Alan predicted: Low temperature, a 100 %/)).toBeVisible();
  await expect(hers.getByText(/^Now find a temperature/)).toBeVisible();
  // The truth is shown where the lab shows it, to each about each.
  await hers.getByLabel('Temperature as a number').fill('0.05');
  const truth = hers.getByRole('note');
  await expect(truth).toContainText(
    '“a” is chosen nearly always here: 98.9 % at T = 0.05, a low temperature.',
  );
  await expect(truth).toContainText('You predicted high: what surprised you?');
  await expect(truth).toContainText('Alan predicted low, and so it is.');
  await hers.getByRole('button', { name: '100', exact: true }).click();
  await expect(truth).toContainText('all chances are nearly equal');
  await expect(truth).toContainText('You predicted that a high temperature makes it nearly certain');
  await expect(truth).not.toContainText('Alan');
  await hers.getByRole('button', { name: '1', exact: true }).click();
  await expect(truth).toHaveCount(0);
  await ada.page.reload();
  await expect(hers.getByText(/^You predicted: High temperature/)).toBeVisible();
});

test('two at one screen predict one after the other, by touch', async ({ room, signIn }) => {
  const [first, second] = room.students;
  if (!first || !second) throw new Error('a class has four students');
  const page = await signIn(first, { hasTouch: true, viewport: { width: 390, height: 780 } });
  const ada = new WorksheetPage(page, first.name);
  await ada.start(room);
  await page.getByRole('button', { name: 'Add partner at this screen' }).tap();
  const dialog = page.getByRole('dialog', { name: 'Your partner signs in here' });
  await dialog.getByLabel('E-mail').fill(second.email);
  await dialog.getByLabel('Password').fill(password);
  await dialog.getByRole('button', { name: 'Add partner' }).tap();
  await expect(dialog).toBeHidden();
  const both = await open(page);
  await expect(both.getByRole('heading', { name: 'Ada, predict first' })).toBeVisible();
  await expect(both.getByText('Alan, please look away for a moment.')).toBeVisible();
  await both.getByText('Low temperature').tap();
  await lockIn(page).tap();
  await expect(both.getByRole('heading', { name: 'Alan, predict first' })).toBeFocused();
  await expect(both.getByText(/predicted:/)).toHaveCount(0);
  await expect(lockIn(page)).toBeDisabled();
  await both.getByText('High temperature').tap();
  await lockIn(page).tap();
  await expect(slider(page)).toBeFocused();
  await expect(both.getByText(/^Ada predicted: Low temperature/)).toBeVisible();
  await expect(both.getByText(/^Alan predicted: High temperature/)).toBeVisible();
  await both.getByRole('button', { name: '0.01', exact: true }).tap();
  await expect(both.getByRole('note')).toContainText('Alan predicted high: what surprised Alan?');
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBe(0);
});

test('a prediction that cannot be stored now stays in its form', async ({ pair: { ada } }) => {
  const hers = await open(ada.page);
  await hers.getByText('Low temperature').click();
  await ada.page.context().setOffline(true);
  await lockIn(ada.page).click();
  await expect(hers.getByRole('alert')).toBeVisible();
  await expect(hers.getByRole('radio', { name: 'Low temperature' })).toBeChecked();
  await ada.page.context().setOffline(false);
  await lockIn(ada.page).click();
  await expect(hers.getByText(/^You predicted: Low temperature/)).toBeVisible();
});

test('the lab shows on one axis how the temperature pulls the logarithms apart', async ({
  pair: { ada },
}) => {
  const { page } = ada;
  const hers = await open(page);
  await hers.getByText('Low temperature').click();
  await lockIn(page).click();
  const figure = hers.getByRole('figure').filter({ hasText: 'every gap' });
  /** Places of the letters on the lines log p, log p / T and log p / T − max, in pixels; null beyond the axis. */
  const places = () =>
    figure
      .locator('svg > g:has(circle), svg > g:has(path)')
      .evaluateAll((lines) =>
        lines.map((line) =>
          [...line.querySelectorAll('[data-outcome]')].map((dot) =>
            dot.tagName === 'circle' ? Math.round(dot.getBoundingClientRect().x) : null,
          ),
        ),
      );
  const set = (preset: string) => hers.getByRole('button', { name: preset, exact: true }).click();
  await set('1');
  await expect(hers.getByText('T = 1 leaves every gap as it is.')).toBeVisible();
  await set('0.01');
  await expect(figure).toContainText('T = 0.01: every gap is 100 times as wide as without T.');
  const [logs, scaled, shifted] = await places();
  expect(scaled).toEqual([null, null, null]);
  expect(shifted?.map((place) => place === null)).toEqual([false, true, true]);
  await set('100');
  await expect(figure).toContainText('every gap is 1/100 as wide');
  const [again, closed] = await places();
  expect(again, 'the axis stays').toEqual(logs);
  const near = closed?.map((place) => place ?? Number.NaN) ?? [];
  expect(Math.max(...near) - Math.min(...near)).toBeLessThan(5);
});
