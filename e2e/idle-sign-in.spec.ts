import { join } from 'node:path';
import { createClient } from '@libsql/client';
import { password, workFolder } from './classes';
import { expect, test } from './fixtures';

/** Lets the time pass in which somebody does nothing. */
async function letThreeHoursPass(email: string): Promise<void> {
  const client = createClient({ url: `file:${join(workFolder, 'duet.db')}`, timeout: 5_000 });
  const threeHoursAgo = new Date(Date.now() - 3 * 3_600_000).toISOString().replace('Z', '+00:00');
  await client.execute({
    sql: 'UPDATE "SignIn" SET "lastUsedAt" = ? WHERE "userId" = (SELECT "id" FROM "User" WHERE "email" = ?)',
    args: [threeHoursAgo, email],
  });
  client.close();
}

test('who did nothing for hours is told so, signs in again in place, and finds all that they typed', async ({
  pair: { ada, alan },
  room,
}) => {
  const [first] = room.students;
  if (!first) throw new Error('a class has four students');
  await ada.typeCell(1, 1, '1');
  await alan.expectCell(1, 1, /: 1, correct/);
  await letThreeHoursPass(first.email);
  await expect(ada.page.getByText('You are signed out')).toBeVisible();
  await ada.typeCell(2, 1, '1/2');
  await ada.expectCell(2, 1, /1\/2/);
  await expect.poll(() => ada.countStoredOutboxes()).toBe(1);

  const address = ada.page.url();
  // Nobody is asked whether to leave: nothing is lost.
  ada.page.on('dialog', (dialog) => {
    throw new Error(`asked: ${dialog.type()}`);
  });
  await ada.page.getByRole('main').getByRole('link', { name: 'Sign in' }).click();
  await ada.page.getByLabel('E-mail').fill(first.email);
  await ada.page.getByLabel('Password').fill(password);
  await ada.page.getByRole('button', { name: 'Sign in' }).click();
  await expect(ada.page).toHaveURL(address);
  await ada.isOpen();
  for (const person of [ada, alan]) await person.expectCell(2, 1, /1\/2, correct/);
});

test('who signs in again in another tab goes on in this one', async ({ pair: { ada, alan }, room }) => {
  const [first] = room.students;
  if (!first) throw new Error('a class has four students');
  await letThreeHoursPass(first.email);
  await expect(ada.page.getByText('You are signed out')).toBeVisible();
  await ada.typeCell(2, 2, '.5');
  const tab = await ada.page.context().newPage();
  await tab.goto('/sign-in');
  await tab.getByLabel('E-mail').fill(first.email);
  await tab.getByLabel('Password').fill(password);
  await tab.getByRole('button', { name: 'Sign in' }).click();
  await expect(tab.getByRole('heading', { level: 1, name: 'Your classes' })).toBeVisible();
  await expect(ada.page.getByText('You are signed out')).toBeHidden();
  await alan.expectCell(2, 2, /\.5, correct/);
});
