import { chromium } from '@playwright/test';
import { password } from './classes';
import { expect, test } from './fixtures';
import { WorksheetPage } from './pages/worksheet.page';

test('a phone on the local network signs in and works over plain http, where browsers offer less', async ({
  room,
  launchOptions,
  baseURL,
}) => {
  const [first] = room.students;
  if (!first) throw new Error('a class has students');
  const browser = await chromium.launch({
    ...launchOptions,
    args: [...(launchOptions.args ?? []), '--host-resolver-rules=MAP duet.lan 127.0.0.1'],
  });
  try {
    const address = (baseURL ?? '').replace('127.0.0.1', 'duet.lan');
    const page = await browser.newPage({ baseURL: address, viewport: { width: 360, height: 740 } });
    await page.goto('/sign-in');
    expect(await page.evaluate(() => window.isSecureContext)).toBe(false);
    await page.getByLabel('E-mail').fill(first.email);
    await page.getByLabel('Password').fill('a wrong password');
    await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByText('do not match')).toBeVisible();
    await expect(page.getByLabel('E-mail')).toHaveValue(first.email);
    await page.getByLabel('Password').fill(password);
    await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByRole('link', { name: /Monday/ }).first()).toBeVisible();

    const ada = new WorksheetPage(page, first.name);
    await ada.start(room);
    await ada.typeCell(1, 1, '1');
    await ada.expectCell(1, 1, /: 1, correct/);
    await page.getByRole('button', { name: 'Copy code' }).click();
    await page.reload();
    await ada.expectCell(1, 1, /: 1, correct/);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible();
    await page.goBack();
    // The page that comes back may itself be on its way to the sign-in, which ends a reload that is under way.
    await expect(() => page.reload()).toPass();
    await expect(page.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible();
  } finally {
    await browser.close();
  }
});
