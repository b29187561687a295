import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { PairCalls } from './pair-calls';
import { explanation1a } from './responses';
import { translatePage } from './translation';

/** Notes scripts that fail: React gives up a page in which it cannot find its own texts. */
function watch(page: Page): string[] {
  const failures: string[] = [];
  page.on('pageerror', ({ message }) => failures.push(message));
  return failures;
}

test('a pair’s page goes on changing after the browser has translated it', async ({
  pair: { ada, alan },
}) => {
  const failures = watch(ada.page);
  await translatePage(ada.page);
  const status = ada.page.getByText(/characters$/).first();
  await ada.explain('1a', 'A low temperature');
  await expect(status).toContainText('17 of');
  await alan.part('1a').getByRole('textbox').focus();
  await expect(ada.part('1a').getByText(/is here$/)).toBeVisible();
  await alan.part('1b').getByRole('radio').first().focus();
  await expect(ada.part('1a').getByText(/is here$/)).toBeHidden();
  await ada.typeCell(1, 1, '1');
  await ada.typeCell(2, 1, '0.3');
  await expect(ada.part('2a').getByText(/1 right, 1 not right/)).toBeVisible();
  await translatePage(ada.page);
  await ada.typeCell(2, 1, '.5');
  await expect(ada.part('2a').getByText(/2 right/)).toBeVisible();
  await ada.part('2b').getByRole('slider', { name: 'Attention to “spring”' }).press('ArrowUp');
  await alan.part('1c').getByRole('button', { name: 'We are done with 1c' }).click();
  await expect(ada.part('1c').getByText(/done with this part/)).toBeVisible();
  await translatePage(ada.page);
  await ada.part('1c').getByRole('button', { name: 'Yes, we are done' }).click();
  await expect(
    ada
      .part('1c')
      .getByText(/You are done with this part/)
      .first(),
  ).toBeVisible();
  await ada.page.context().setOffline(true);
  await ada.choose('1b', 'A low temperature');
  await expect(ada.page.getByText(/^Offline: /)).toBeVisible();
  await translatePage(ada.page);
  await ada.page.context().setOffline(false);
  await expect(ada.page.getByText(/^Offline: /)).toBeHidden();
  await expect(ada.page.getByText(/^Live: /)).toBeVisible();
  expect(failures).toEqual([]);
});

test('scores and buttons go on changing after the browser has translated them', async ({ pair: { ada } }) => {
  await translatePage(ada.page);
  await ada.choose('1b', 'A low temperature');
  await ada.check('1b');
  await ada.expectVerdict('1b', 'Correct');
  const part = ada.part('1b');
  await expect(part.getByRole('definition')).toContainText('1 of 1');
  await expect(part.getByRole('button', { name: 'Next: 1c' })).toBeVisible();
  await expect(ada.page.getByRole('navigation', { name: 'Parts' }).first()).toContainText(
    '1 of 24 points so far',
  );
});

test('explorations go on changing after the browser has translated them', async ({ alone: { page } }) => {
  const failures = watch(page);
  const open = async (name: string) => {
    await page.getByRole('button', { name: `Open ${name}` }).click();
    return page.getByRole('region', { name });
  };
  const lab = await open('Temperature lab');
  await lab.getByText('Low temperature').click();
  await lab.getByRole('button', { name: 'Lock in my prediction' }).click();
  const bench = await open('Sampling bench');
  await bench.getByRole('button', { name: 'Draw 10', exact: true }).click();
  await translatePage(page);
  await lab.getByRole('button', { name: '10', exact: true }).click();
  await expect(lab.getByRole('status').or(lab.locator('output'))).toContainText('T = 10');
  await expect(lab.getByText(/^Entropy/)).toBeVisible();
  await bench.getByRole('button', { name: 'Draw 1,000', exact: true }).click();
  await expect(bench.getByText(/1,010/).first()).toBeVisible();
  expect(failures).toEqual([]);
});

test('a class, its results and its people go on changing after translation', async ({
  pair: { ada, pairSessionId },
  room,
  signIn,
  baseURL,
}) => {
  const calls = new PairCalls(ada.page, baseURL ?? '');
  await calls.submit(pairSessionId, '1b', 'high');
  await calls.submit(pairSessionId, '1a', explanation1a);
  const grace = await signIn(room.instructor);
  const failures = watch(grace);
  const section = `/sections/${room.sectionId}`;

  await grace.goto(`${section}/results`);
  await translatePage(grace);
  await grace.getByRole('link', { name: 'Total' }).click();
  await expect(grace.getByRole('columnheader', { name: 'Total' })).toHaveAttribute('aria-sort', 'descending');
  await translatePage(grace);
  await grace.getByRole('link', { name: /^To read/ }).click();
  await expect(grace.getByRole('link', { name: /^To read/ })).toHaveAttribute('aria-current', 'page');
  await grace.getByRole('link', { name: /^All pairs/ }).click();
  await expect(grace.getByRole('link', { name: /^All pairs/ })).toHaveAttribute('aria-current', 'page');

  await grace.goto(`${section}/results/${pairSessionId}`);
  await translatePage(grace);
  const decide = async (points: string, reason: string, person: number) => {
    const decision = grace.getByRole('form', { name: 'Decide on part 1b' });
    await decision.getByLabel(/^Points/).fill(points);
    await decision.getByRole('combobox').selectOption({ index: person });
    await decision.getByLabel('Comment for the pair').fill(reason);
    await decision.getByRole('button', { name: 'Save decision' }).click();
    await expect(grace.getByRole('region', { name: 'Part 1b' }).getByText(reason)).toBeVisible();
  };
  const part = grace.getByRole('region', { name: 'Part 1b' });
  await expect(part.getByText(/0 of 1 point/).first()).toBeVisible();
  await decide('1', 'Said so in class', 0);
  await expect(part.getByText(/1 of 1 point/).first()).toBeVisible();
  await expect(part.getByText('decided by a person')).toBeVisible();
  await translatePage(grace);
  await decide('0.5', 'Read once more', 1);
  await decide('0.25', 'And again', 0);
  await expect(part.getByText(/0\.25 of 1 point/).first()).toBeVisible();

  await grace.goto(`${section}/manage`);
  await translatePage(grace);
  const card = grace.getByRole('region', { name: 'Invite students' });
  await expect(card.getByText('New people can join at any time')).toBeVisible();
  await card.getByText('Change the end').first().click();
  await card.getByLabel('People can join until').fill('2090-01-01T10:00');
  await card.getByRole('button', { name: 'Change the end' }).click();
  await expect(card.getByText(/New people can join until .*2090/)).toBeVisible();
  await translatePage(grace);
  await card.getByRole('button', { name: 'Close to new people' }).click();
  await expect(card.getByText('This class takes no new people. The people in it stay in it.')).toBeVisible();
  await translatePage(grace);
  await card.getByRole('button', { name: 'Open to new people' }).click();
  await expect(card.getByText('New people can join at any time.')).toBeVisible();
  await grace.getByText('Change opening and closing times').first().click();
  await grace.getByLabel('Closes').first().fill('2090-02-02T10:00');
  await grace.getByRole('button', { name: 'Change the times' }).click();
  await expect(grace.getByText(/attempt counts; open, closes .*2090/)).toBeVisible();
  const [, , , kurt] = room.students;
  if (!kurt) throw new Error('a class has four students');
  await grace.getByRole('button', { name: `Remove ${kurt.name}` }).click();
  await translatePage(grace);
  await grace
    .getByRole('dialog')
    .getByRole('button', { name: `Remove ${kurt.name}` })
    .click();
  await expect(grace.getByRole('heading', { name: 'People (3 students)' })).toBeVisible();
  await expect(grace.getByRole('button', { name: `Enrol ${kurt.name} again` })).toBeVisible();
  expect(failures).toEqual([]);
});

test('a class page and an account go on changing after translation', async ({ room, signIn, baseURL }) => {
  const [ada, alan] = room.students;
  if (!ada || !alan) throw new Error('a class has four students');
  const page = await signIn(ada);
  await signIn(ada);
  const failures = watch(page);
  await page.goto(`/sections/${room.sectionId}`);
  await translatePage(page);
  await page.getByLabel('Your partner’s code').fill('ZZZZZZ');
  await page.getByRole('button', { name: 'Join', exact: true }).click();
  await expect(page.getByRole('alert').filter({ hasText: /code/ })).toBeVisible();
  await translatePage(page);
  const other = await signIn(alan);
  const { code } = await new PairCalls(other, baseURL ?? '').start(room.assignmentId);
  await page.getByLabel('Your partner’s code').fill(`\u200b${code.toLowerCase()}\u00ad`);
  await page.getByRole('button', { name: 'Join', exact: true }).click();
  await expect(page.getByText(/^Live: /)).toBeVisible();

  await page.goto('/account');
  await translatePage(page);
  await page.getByRole('button', { name: 'Sign out everywhere else' }).click();
  await expect(page.getByText('Signed out on 1 other device.')).toBeVisible();
  const signIns = page.getByRole('region', { name: 'Where you are signed in' }).getByRole('listitem');
  await expect(signIns).toHaveCount(1);
  await translatePage(page);
  await page.getByLabel('Present password').fill('not my password');
  await page.getByLabel('New password').fill('seven green herons');
  await page.getByRole('button', { name: 'Change the password' }).click();
  await expect(page.getByText('This is not your present password.')).toBeVisible();
  await translatePage(page);
  await page.getByRole('button', { name: 'Sign out everywhere else' }).click();
  await expect(page.getByText('Signed out on 0 other devices.')).toBeVisible();
  expect(failures).toEqual([]);
});
