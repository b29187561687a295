import { expectClean } from './clean-page';
import { expect, test } from './fixtures';
import { WorksheetPage } from './pages/worksheet.page';
import { PairCalls } from './pair-calls';

const phone = { hasTouch: true, isMobile: true, viewport: { width: 360, height: 740 } };

test.describe('by touch', () => {
  test.use(phone);

  test('two who do not agree tap an answer each, and see both', async ({ room, signIn, baseURL }) => {
    const [first, second] = room.students;
    if (!first || !second) throw new Error('a class has students');
    const ada = new WorksheetPage(await signIn(first, phone), first.name);
    const alan = new WorksheetPage(await signIn(second, phone), second.name);
    const { id, code } = await new PairCalls(ada.page, baseURL ?? '').start(room.assignmentId);
    await new PairCalls(alan.page, baseURL ?? '').join(code);
    await Promise.all([ada.open(id), alan.open(id)]);
    await ada.part('1c').getByText('A high temperature').tap();
    await ada.part('1c').getByRole('button', { name: 'We are done with 1c' }).tap();
    await alan.part('1c').getByRole('button', { name: 'We do not agree: I write my own answer' }).tap();
    const own = alan.part('1c').getByRole('region', { name: 'Your own answer' });
    await own.getByText('A low temperature').tap();
    await expect(own.getByRole('radio', { name: 'A low temperature' })).toBeChecked();
    await expectClean(alan.page, 'an own answer on a phone');
    for (const person of [alan, ada]) {
      await person.part('1c').getByRole('button', { name: 'This is my answer' }).tap();
    }
    for (const person of [ada, alan]) {
      await expect(
        person.part('1c').getByRole('region', { name: 'Own answer of Ada' }).getByText('1 of 1'),
      ).toBeVisible();
    }
    await expectClean(ada.page, 'two own answers on a phone');
  });

  test('one who leaves keeps a copy, and comes back within ten minutes', async ({
    room,
    signIn,
    baseURL,
  }) => {
    const [first, second] = room.students;
    if (!first || !second) throw new Error('a class has students');
    const ada = new WorksheetPage(await signIn(first, phone), first.name);
    const alan = new WorksheetPage(await signIn(second, phone), second.name);
    const { id, code } = await new PairCalls(ada.page, baseURL ?? '').start(room.assignmentId);
    await new PairCalls(alan.page, baseURL ?? '').join(code);
    await Promise.all([ada.open(id), alan.open(id)]);
    await alan.page.getByRole('button', { name: 'Leave this pair' }).tap();
    await alan.page.getByRole('dialog').getByRole('button', { name: 'Leave this pair' }).tap();
    await expect(alan.page).toHaveURL(/\/$/);
    await expect(ada.page.getByText(/^Alan left at \d/).first()).toBeVisible();
    await alan.page.goto(`/pair-sessions/${id}`);
    await expect(alan.page.getByText('You have left this pair')).toBeVisible();
    await expect(alan.part('1a').getByRole('textbox')).not.toBeEditable();
    await expectClean(alan.page, 'the copy of one who has left, on a phone');
    await alan.page.getByRole('button', { name: 'Go back to this pair' }).tap();
    await expect(alan.part('1a').getByRole('textbox')).toBeEditable();
    await expect(ada.page.getByText(/^Alan left at \d/)).toHaveCount(0);
  });

  test('staff who open a pair’s link read along, without anything to tap that changes it', async ({
    room,
    alone: ada,
    signIn,
  }) => {
    const code = await ada.pairCode();
    const grace = new WorksheetPage(await signIn(room.instructor, phone), room.instructor.name);
    await grace.page.goto(`/pair-sessions/join/${code}`);
    await grace.page.getByRole('button', { name: 'Join this pair' }).tap();
    await expect(grace.page).toHaveURL(/\/pair-sessions\/(?!join)/);
    await expect(grace.part('1a').getByRole('textbox')).not.toBeEditable();
    await expect(grace.part('1a').getByRole('button', { name: /^Check/ })).toHaveCount(0);
    await expect(grace.page.getByRole('button', { name: 'Leave this pair' })).toHaveCount(0);
    await expect(ada.page.getByRole('status').filter({ hasText: grace.name })).toBeVisible();
    await expectClean(grace.page, 'the page of one who reads, on a phone');
  });
});

test('points of an earlier pair stand in a new one, with whom they were made', async ({
  pair: { ada, alan, pairSessionId },
  room,
  signIn,
  baseURL,
}) => {
  const third = room.students[2];
  if (!third) throw new Error('a class has students');
  await ada.choose('1c', 'A high temperature');
  await ada.check('1c');
  await alan.expectVerdict('1c', 'Correct');
  await new PairCalls(alan.page, baseURL ?? '').leave(pairSessionId);
  const calls = new PairCalls(alan.page, baseURL ?? '');
  const { id, code } = await calls.start(room.assignmentId);
  const edith = new WorksheetPage(await signIn(third), third.name);
  await new PairCalls(edith.page, baseURL ?? '').join(code);
  await Promise.all([alan.open(id), edith.open(id)]);
  await expect(alan.part('1c').getByText('You keep 1 of 1 from your work with Ada')).toBeVisible();
  await expect(edith.part('1c').getByText(/keep/)).toHaveCount(0);
  await expectClean(alan.page, 'points of an earlier pair');
});
