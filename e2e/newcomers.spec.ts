import { password, takeClass } from './classes';
import { expect, test } from './fixtures';
import { WorksheetPage } from './pages/worksheet.page';
import { PairCalls } from './pair-calls';

test('a newcomer who scans the picture of a pair is in it with one form, by touch', async ({
  room,
  signIn,
  browser,
  baseURL,
}) => {
  const [first] = room.students;
  if (!first) throw new Error('a class has students');
  const page = await signIn(first);
  await page.goto(`/sections/${room.sectionId}`);
  await page.getByRole('button', { name: 'Start a pair' }).click();
  // Both ways at once, and how long it is; the focus goes where the pair is told of.
  await expect(page.getByText(/^About 60 minutes, 2 questions, 6 parts, 24 points/)).toBeVisible();
  await expect(page.locator(':focus')).toHaveText('Your partner has not joined yet.');
  await expect(page.getByRole('heading', { name: 'At this screen' })).toBeVisible();
  const spelled = await page.getByRole('img', { name: /^Pair code / }).getAttribute('aria-label');
  // The picture holds this address, where the server is open to other devices.
  const address = `/pair-sessions/join/${(spelled ?? '').replace('Pair code ', '').replaceAll(' ', '')}`;
  const phone = await browser.newContext({
    baseURL: baseURL ?? '',
    hasTouch: true,
    viewport: { width: 360, height: 740 },
  });
  const newcomer = await phone.newPage();
  await newcomer.goto(address);
  await expect(newcomer.getByText(`Your partner works in the class ${room.sectionTitle}.`)).toBeVisible();
  const join = newcomer.getByRole('button', { name: 'Make my account and join this pair' });
  await newcomer.getByLabel('Your name').fill('Joan Clarke');
  await newcomer.getByLabel('E-mail').fill(`joan-${room.joinCode.toLowerCase()}@newcomers.test`);
  await newcomer.getByLabel('Password').fill('password1234');
  await join.tap();
  await expect(newcomer.getByRole('alert').filter({ hasText: /./ }).first()).toBeVisible();
  await expect(newcomer.getByLabel('Your name')).toHaveValue('Joan Clarke');
  await newcomer.getByLabel('Password').fill('a long enough password');
  await join.tap();
  await expect(newcomer).toHaveURL(/\/pair-sessions\/[a-z0-9]+$/);
  await expect(newcomer.getByRole('heading', { level: 1 })).toHaveText('Text generation and attention');
  expect(await newcomer.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBe(0);
  await page.getByRole('link', { name: 'Go to the worksheet' }).click();
  await expect(page.getByText('Joan Clarke').filter({ visible: true }).first()).toBeVisible();

  // The place is taken: another newcomer reads what to do, and gets no form for an account.
  const late = await (await browser.newContext({ baseURL: baseURL ?? '' })).newPage();
  await late.goto(address);
  await expect(late.getByText('This code takes no new people now.')).toBeVisible();
  await expect(late.getByLabel('Your name')).toHaveCount(0);
  await expect(late.getByRole('link', { name: 'Sign in and join this pair' })).toBeVisible();
  // A code that no pair has is not spoken of as if one had it.
  await late.goto('/pair-sessions/join/ZZZZZZ');
  await expect(late.getByText('You have come with the code ZZZZZZ.')).toBeVisible();
  await late.goto('/pair-sessions/join/ABC');
  await expect(late.getByText(/This is no pair code/)).toBeVisible();
  await late.context().close();
  await phone.close();
});

test('somebody of another class joins the class and the pair with one press, by keyboard', async ({
  room,
  signIn,
  baseURL,
}) => {
  const [first] = room.students;
  const [elsewhere] = takeClass().students;
  if (!first || !elsewhere) throw new Error('a class has students');
  const page = await signIn(first);
  const { id, code } = await new PairCalls(page, baseURL ?? '').start(room.assignmentId);
  const colleague = await signIn(elsewhere);
  await colleague.goto(`/pair-sessions/join/${code}`);
  const both = colleague.getByRole('button', { name: `Join ${room.sectionTitle} and this pair` });
  await both.focus();
  await colleague.keyboard.press('Enter');
  await expect(colleague).toHaveURL(`/pair-sessions/${id}`);
});

test('one who works in another pair reads in which, and leaves it or goes there', async ({
  room,
  signIn,
  baseURL,
  pair: { alan, pairSessionId },
}) => {
  const third = room.students[2];
  if (!third) throw new Error('a class has students');
  const page = await signIn(third);
  const { id, code } = await new PairCalls(page, baseURL ?? '').start(room.assignmentId);
  await alan.page.goto(`/sections/${room.sectionId}`);
  const open = `/pair-sessions/join/${code}`;
  await alan.page.goto(open);
  await alan.page.getByRole('button', { name: 'Join this pair' }).click();
  const other = alan.page.getByRole('alert').filter({ hasText: 'You already work with Ada' });
  await expect(other).toContainText('“Text generation and attention”');
  await other.getByRole('link', { name: 'Go to that pair' }).click();
  await expect(alan.page).toHaveURL(`/pair-sessions/${pairSessionId}`);
  await alan.page.goto(open);
  await alan.page.getByRole('button', { name: 'Join this pair' }).click();
  await other.getByRole('button', { name: 'Leave it and join this one' }).click();
  await expect(other).toContainText('you keep your points');
  await other.getByRole('button', { name: 'Stay there' }).click();
  await other.getByRole('button', { name: 'Leave it and join this one' }).click();
  await other.getByRole('button', { name: 'Leave that pair' }).click();
  await expect(alan.page).toHaveURL(`/pair-sessions/${id}`);
});

test('two begin at one screen from the page of their class', async ({ room, signIn }) => {
  const [first, second] = room.students;
  if (!first || !second) throw new Error('a class has students');
  const page = await signIn(first);
  await page.goto(`/sections/${room.sectionId}`);
  await page.getByRole('button', { name: 'Start a pair' }).click();
  await page.getByLabel('Your partner’s e-mail').fill(second.email);
  await page.getByLabel('Your partner’s password').fill('not the password');
  await page.getByRole('button', { name: 'Sign my partner in' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'do not match' })).toBeVisible();
  await page.getByLabel('Your partner’s password').fill(password);
  await page.getByRole('button', { name: 'Sign my partner in' }).click();
  await new WorksheetPage(page, first.name).isOpen();
  await expect(page.getByText(second.name).filter({ visible: true }).first()).toBeVisible();
});
