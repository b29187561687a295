import { expectClean } from './clean-page';
import { expect, test } from './fixtures';
import { WorksheetPage } from './pages/worksheet.page';
import { PairCalls } from './pair-calls';

const phone = { hasTouch: true, isMobile: true, viewport: { width: 360, height: 740 } };

test('who has seen a solution joins with the other’s yes, and what they type earns nothing once they left, by touch', async ({
  room,
  pair: { ada, alan, pairSessionId },
  signIn,
  baseURL,
}) => {
  const third = room.students[2];
  if (!third) throw new Error('a class has four students');
  const calls = [ada, alan].map(({ page }) => new PairCalls(page, baseURL ?? ''));
  for (const call of calls) await call.reveal(pairSessionId, '1b');
  await calls[1]?.leave(pairSessionId);

  const edith = new WorksheetPage(await signIn(third), third.name);
  const { id, code } = await new PairCalls(edith.page, baseURL ?? '').start(room.assignmentId);
  await edith.open(id);
  const guest = new WorksheetPage(await signIn(room.students[1] ?? third, phone), alan.name);
  await guest.page.goto(`/pair-sessions/join/${code}`);
  await guest.page.getByRole('button', { name: 'Join this pair' }).tap();
  // Both read the same before anybody loses anything.
  const cost = 'With Alan, 1b can earn no points (Alan has seen the solution).';
  await expect(guest.page.getByText(cost)).toBeVisible();
  await expect(guest.page.getByText(/^Waiting for the yes of Edith/)).toBeVisible();
  await expectClean(guest.page, 'one who waits for a yes');
  await expect(edith.page.getByText(cost)).toBeVisible();
  await expect(edith.page).toHaveTitle(/^\(1\) Alan wants to work with you/);
  await expectClean(edith.page, 'one who is asked');
  await edith.page.getByRole('button', { name: 'Look' }).click();
  await edith.page.getByRole('button', { name: 'Work with Alan' }).click();
  await guest.isOpen();
  const known = 'No points here while you sit together: the solution is known to Alan.';
  await expect(edith.part('1b').getByText(known)).toBeVisible();

  await guest.part('1b').getByText('A low temperature').tap();
  await expect(edith.part('1b').getByRole('radio', { name: 'A low temperature' })).toBeChecked();
  await guest.page.getByRole('button', { name: 'Leave this pair' }).tap();
  await guest.page.getByRole('dialog').getByRole('button', { name: 'Leave this pair' }).tap();
  const notice = edith.part('1b').getByText('Alan typed some of this and had seen the solution');
  await expect(notice).toBeVisible();
  await expectClean(edith.page, 'what somebody typed who knew the solution');
  // Another one joins, with whom checks are possible again.
  const kurt = room.students[3];
  if (!kurt) throw new Error('a class has four students');
  const last = new WorksheetPage(await signIn(kurt), kurt.name);
  await new PairCalls(last.page, baseURL ?? '').join(code);
  await last.open(id);
  await last.check('1b');
  await expect(
    last.part('1b').getByText(/^Alan had seen the solution of 1b and typed some of this/),
  ).toBeVisible();
  await edith.part('1b').getByRole('button', { name: 'Clear it' }).click();
  await expect(notice).toBeHidden();
  await last.choose('1b', 'A low temperature');
  await last.check('1b');
  await edith.expectVerdict('1b', 'Correct');
});
