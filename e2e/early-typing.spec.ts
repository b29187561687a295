import { expect, test } from './fixtures';
import { WorksheetPage } from './pages/worksheet.page';

test('what a student types before the page has come alive is taken in and saved', async ({
  room,
  signIn,
}) => {
  const [first] = room.students;
  if (!first) throw new Error('a class has students');
  const ada = new WorksheetPage(await signIn(first), first.name);
  await ada.start(room);
  const { page } = ada;
  let comeAlive: () => void = () => {};
  const held = new Promise<void>((resolve) => {
    comeAlive = resolve;
  });
  await page.route('**/_next/static/**/*.js', async (route) => {
    await held;
    await route.continue();
  });
  await page.reload({ waitUntil: 'commit' });
  const explanation = ada.part('1a').getByLabel('Your explanation');
  await explanation.pressSequentially('It divides the logits by 𝑇 😀');
  comeAlive();
  await ada.isOpen();
  await expect(explanation).toHaveValue('It divides the logits by 𝑇 😀');
  await page.unroute('**/_next/static/**/*.js');
  await expect
    .poll(async () => (await page.request.get(`/api${new URL(page.url()).pathname}`)).json())
    .toMatchObject({ fields: { '1a': { value: 'It divides the logits by 𝑇 😀' } } });
});
