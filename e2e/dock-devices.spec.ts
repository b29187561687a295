import { join } from 'node:path';
import { createClient } from '@libsql/client';
import type { Locator } from '@playwright/test';
import { workFolder } from './classes';
import { expectClean } from './clean-page';
import { expect, test } from './fixtures';
import { WorksheetPage } from './pages/worksheet.page';

const dockOf = ({ page }: WorksheetPage): Locator =>
  page.getByRole('region', { name: 'Your pair, and what comes next' });

test('two at one screen have one dock, which names who is asked and leads there', async ({
  room,
  signIn,
}) => {
  const [first, second] = room.students;
  if (!first || !second) throw new Error('a class has students');
  const ada = new WorksheetPage(await signIn(first), first.name);
  await ada.start(room);
  await ada.addPartnerHere(second);
  const dock = dockOf(ada);
  await expect(dock.getByRole('listitem')).toHaveText([/Ada · you$/, /Alan · at this screen$/]);
  await ada.part('1c').getByRole('button', { name: 'We are done with 1c' }).click();
  await expect(dock.getByText('Ada says you are done with 1c')).toBeVisible();
  await ada.part('2b').scrollIntoViewIfNeeded();
  await expect(dock).toBeInViewport({ ratio: 1 });
  await expectClean(ada.page, 'the dock of two at one screen, one of whom is asked');
  await dock.getByRole('button', { name: 'Look' }).click();
  const agree = ada.part('1c').getByRole('button', { name: /^Alan: .*we are done/i });
  await expect(agree).toBeInViewport();
  await agree.click();
  await expect(dock.getByRole('button', { name: 'Go to part 1c, not started, done' })).toBeVisible();
});

test.describe('on a tablet held upright', () => {
  test.use({ viewport: { width: 768, height: 1024 }, hasTouch: true });

  test('the dock shows people, next thing and every part at once, each the size of a finger', async ({
    alone: ada,
  }) => {
    const { page } = ada;
    const dock = dockOf(ada);
    await expect(dock.getByRole('button', { name: /^Parts \d of \d$/ })).toBeHidden();
    await expect(dock.getByRole('button', { name: 'Next: 1a' })).toBeVisible();
    const dots = dock.getByRole('toolbar').getByRole('button');
    await expect(dots).toHaveCount(10);
    for (const dot of await dots.all()) {
      const box = await dot.boundingBox();
      expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(44);
    }
    await expect(dock).toBeInViewport({ ratio: 1 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBe(0);
    await expectClean(page, 'the dock on a tablet');
    await dock.getByRole('button', { name: /^Go to part 2b/ }).tap();
    await expect(ada.part('2b').getByRole('heading', { level: 3 })).toBeFocused();
    await expect(ada.part('2b')).toBeInViewport();
  });
});

test('a sign-in that has ended while somebody types shows in the dock, and the text stays to be read', async ({
  pair: { ada, alan },
  room,
}) => {
  const [first] = room.students;
  const text = ada.part('1a').getByRole('textbox');
  await text.pressSequentially('It divides');
  await expect(alan.part('1a').getByRole('textbox')).toHaveValue('It divides');
  const client = createClient({ url: `file:${join(workFolder, 'duet.db')}`, timeout: 5_000 });
  await client.execute({
    sql: 'DELETE FROM "SignIn" WHERE "userId" = (SELECT "id" FROM "User" WHERE "email" = ?)',
    args: [first?.email ?? ''],
  });
  client.close();
  await text.pressSequentially(' the logits');
  const dock = dockOf(ada);
  await expect(dock.getByText('You are signed out')).toBeVisible();
  await expect(dock.getByRole('link', { name: 'Sign in' })).toBeInViewport();
  await expect(text).toHaveValue('It divides the logits');
  await expectClean(ada.page, 'one who was signed out while typing');
});

test('a sheet that is closed while somebody types says so in the dock, and the text stays to be read', async ({
  pair: { ada },
  room,
  signIn,
}) => {
  const text = ada.part('1a').getByRole('textbox');
  await text.pressSequentially('It divides the logits');
  const grace = await signIn(room.instructor);
  await grace.goto(`/sections/${room.sectionId}/manage`);
  await grace.getByText(/^Change opening and closing times of /).click();
  const form = grace.locator('form').filter({ has: grace.getByRole('button', { name: 'Change the times' }) });
  await form.getByLabel('Closes').fill('2020-01-15T10:00');
  await form.getByLabel('Opens').fill('2020-01-01T10:00');
  await form.getByRole('button', { name: 'Change the times' }).click();
  await expect(dockOf(ada).getByText('This worksheet is closed.')).toBeVisible();
  await expect(text).toHaveValue('It divides the logits');
  await expect(text).not.toBeEditable();
  await expectClean(ada.page, 'a sheet that was closed while somebody typed');
});
