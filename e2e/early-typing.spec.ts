import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { WorksheetPage } from './pages/worksheet.page';

/** Loads the page anew without its scripts; the result lets them come. */
async function reloadLifeless(page: Page): Promise<() => void> {
  let comeAlive: () => void = () => {};
  const held = new Promise<void>((resolve) => {
    comeAlive = resolve;
  });
  await page.route('**/_next/static/**/*.js', async (route) => {
    await held;
    await route.continue();
  });
  await page.reload({ waitUntil: 'commit' });
  return () => comeAlive();
}

test('what a student types before the page has come alive is taken in and saved', async ({
  room,
  signIn,
}) => {
  const [first] = room.students;
  if (!first) throw new Error('a class has students');
  const ada = new WorksheetPage(await signIn(first), first.name);
  await ada.start(room);
  const { page } = ada;
  const comeAlive = await reloadLifeless(page);
  const explanation = ada.part('1a').getByLabel('Your explanation');
  await explanation.pressSequentially('It divides the logits by 𝑇 😀');
  comeAlive();
  await ada.isOpen();
  await expect(explanation).toHaveValue('It divides the logits by 𝑇 😀');
  await expect
    .poll(async () => (await page.request.get(`/api${new URL(page.url()).pathname}`)).json())
    .toMatchObject({ fields: { '1a': { value: 'It divides the logits by 𝑇 😀' } } });
});

test('a time can be chosen as soon as it would be sent', async ({ room, signIn }) => {
  const page = await signIn(room.instructor);
  await page.goto(`/sections/${room.sectionId}/history`);
  const comeAlive = await reloadLifeless(page);
  const until = page.getByLabel('Until');
  await expect(until).toBeDisabled();
  comeAlive();
  await until.fill('2020-01-01T10:00');
  await page.getByRole('button', { name: 'Show these' }).click();
  await expect(page.getByText('No entry fits')).toBeVisible();
});
