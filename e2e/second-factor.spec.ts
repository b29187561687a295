import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { codeOf } from '../tests/support/app-codes';
import { password } from './classes';
import { expect, test } from './fixtures';

async function isAccessible(page: Page): Promise<void> {
  // What react-aria announces of a button that is gone has no name any more.
  const { violations } = await new AxeBuilder({ page }).exclude('[data-live-announcer]').analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
}

test('an instructor adds an app, signs in with its code and with a recovery code, and removes it', async ({
  room,
  signIn,
  browser,
}) => {
  const page = await signIn(room.instructor);
  await page.goto('/account');
  const card = page.getByRole('region', { name: 'A code besides your password' });
  await card.getByRole('button', { name: 'Add an app' }).press('Enter');
  await expect(card.getByRole('img', { name: 'The key as a QR code' })).toBeVisible();
  const key = ((await card.getByText(/^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$/).textContent()) ?? '').replaceAll(
    ' ',
    '',
  );
  await isAccessible(page);
  await card.getByLabel('Present password').fill(password);
  await card.getByLabel('Code of the app').fill('000000');
  await card.getByRole('button', { name: 'Ask for codes from now on' }).click();
  await expect(card.getByText('This code is not right')).toBeVisible();
  await expect(card.getByLabel('Code of the app')).toBeFocused();
  // The code of the step before, so that the present one is left for signing in.
  await card.getByLabel('Code of the app').fill(codeOf(key, new Date(Date.now() - 30_000)));
  await card.getByRole('button', { name: 'Ask for codes from now on' }).click();
  const codes = card.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem');
  await expect(codes).toHaveCount(10);
  await expect(card.getByText('You have 10 recovery codes left.')).toBeVisible();
  const recoveryCode = (await codes.first().textContent()) ?? '';
  await isAccessible(page);
  await page.reload();
  await expect(card.getByText('You have 10 recovery codes left.')).toBeVisible();
  await expect(codes).toHaveCount(0);

  const context = await browser.newContext();
  const other = await context.newPage();
  const typePassword = async () => {
    await other.goto('/sign-in?next=%2Faccount');
    await other.getByLabel('E-mail').fill(room.instructor.email);
    await other.getByLabel('Password').fill(password);
    await other.getByRole('button', { name: 'Sign in' }).click();
    await expect(other.getByRole('heading', { level: 1, name: 'Type your code' })).toBeVisible();
  };
  const code = other.getByLabel('Code');
  await typePassword();
  await isAccessible(other);
  await expect(code).toBeFocused();
  await code.fill('000000');
  await code.press('Enter');
  await expect(other.getByText('This code is not right')).toBeVisible();
  await code.fill(codeOf(key, new Date()));
  await code.press('Enter');
  await expect(other.getByRole('heading', { level: 1, name: 'Your account' })).toBeVisible();

  await other.getByRole('button', { name: 'Sign out', exact: true }).first().click();
  await typePassword();
  await code.fill(recoveryCode.toLowerCase());
  await code.press('Enter');
  await expect(other.getByText('You have 9 recovery codes left.')).toBeVisible();
  await context.close();

  // A second recovery code would do as well; the next code of the app is ahead of time by one step.
  await page.getByRole('region', { name: 'Remove the app' }).getByLabel('Present password').fill(password);
  await page
    .getByRole('region', { name: 'Remove the app' })
    .getByLabel('Code')
    .fill(codeOf(key, new Date(Date.now() + 30_000)));
  await page.getByRole('button', { name: 'Remove the app' }).click();
  await expect(card.getByRole('button', { name: 'Add an app' })).toBeVisible();
});

test('a student is offered no app', async ({ room, signIn }) => {
  const [student] = room.students;
  if (!student) throw new Error('a class has four students');
  const page = await signIn(student);
  await page.goto('/account');
  await expect(page.getByRole('region', { name: 'Change your password' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'A code besides your password' })).toHaveCount(0);
});
