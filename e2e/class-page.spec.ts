import type { Page } from '@playwright/test';
import { takeClass } from './classes';
import { expectCleanEverywhere } from './clean-page';
import { expect, test } from './fixtures';
import { PairCalls } from './pair-calls';

/** With fifty pairs on it, before compression. */
const mostBytes = 150_000;

function pairRows(page: Page) {
  return page.getByRole('region', { name: 'Pairs and parts' }).locator('tbody').getByRole('row');
}

test('a class is told how to begin, and its first pair stands in the table', async ({
  room,
  signIn,
  baseURL,
}) => {
  const grace = await signIn(room.instructor);
  const address = `/sections/${room.sectionId}/results`;
  await grace.goto(address);
  await expect(grace.getByText('Nobody has begun yet')).toBeVisible();
  await expect(grace.getByText('Drafts are graded 7 days after their last edit.')).toBeVisible();
  await expectCleanEverywhere(grace, 'a class that nobody has begun');
  const [first] = room.students;
  if (!first) throw new Error('a class has students');
  const ada = await signIn(first);
  await ada.goto(`/sections/${room.sectionId}`);
  await expect(ada.getByText('Drafts are graded 7 days after their last edit.')).toBeVisible();
  await new PairCalls(ada, baseURL ?? '').start(room.assignmentId);
  await grace.goto(address);
  await expect(pairRows(grace)).toHaveCount(1);
  await expect(grace.getByText(/^Nobody has begun 1a, 1b/)).toBeVisible();
  await expectCleanEverywhere(grace, 'a class with its first pair');
});

test('a class of forty pairs is read by keyboard alone, from a number to its pairs', async ({ signIn }) => {
  const room = takeClass('published', { pairs: 40 });
  const grace = await signIn(room.instructor);
  await grace.goto(`/sections/${room.sectionId}/results`);
  await expect(pairRows(grace)).toHaveCount(40);
  await expectCleanEverywhere(grace, 'a class of forty pairs');

  const matrix = grace.getByRole('region', { name: 'Part 2a' });
  // Every second cell was wrong at first, for all pairs; nothing is wrong now.
  await matrix.getByRole('link', { name: 'Row 1, column 1: wrong for 0 pairs' }).focus();
  await grace.keyboard.press('ArrowRight');
  await expect(matrix.getByRole('link', { name: 'Row 1, column 2: wrong for 40 pairs' })).toBeFocused();
  await grace.keyboard.press('Enter');
  await expect(grace).toHaveURL(/filter=2a%3Acell%3A1%3Afirst/);
  await expect(grace.getByRole('link', { name: '2a: cell 2 wrong, first' })).toBeVisible();
  await expect(pairRows(grace)).toHaveCount(40);

  await matrix.getByRole('link', { name: '40 of 40 pairs done' }).press('Enter');
  await expect(grace).toHaveURL(/filter=2a%3Adone/);
  await expect(pairRows(grace)).toHaveCount(40);

  // Of every second pair somebody should still read the explanation.
  await grace.getByRole('region', { name: 'Part 1a' }).getByRole('link', { name: '20 now' }).press('Enter');
  await expect(pairRows(grace)).toHaveCount(20);
  await expect(grace.getByRole('status').getByText('20 of 40 pairs.')).toBeVisible();
  await grace.getByRole('link', { name: /^All pairs/ }).press('Enter');
  await expect(pairRows(grace)).toHaveCount(40);

  await grace.getByRole('checkbox', { name: /^More columns/ }).press('Space');
  await expect(grace.getByRole('columnheader', { name: 'Last work' })).toBeVisible();

  const weights = grace.getByRole('region', { name: 'Part 2b' });
  await weights.getByText('As a table').press('Enter');
  await expect(weights.getByRole('region', { name: 'Weights as a table' }).getByRole('row')).toHaveCount(41);
  await expectCleanEverywhere(grace, 'a filtered class');

  await weights.getByText('Beside a trained model').press('Enter');
  const rows = weights.getByRole('region', { name: 'Where the last row looks' });
  await expect(rows.getByRole('columnheader')).toHaveText([
    'Word',
    'Mean of 40 pairs',
    'Mean of the heads',
    ...[1, 2, 3, 4].map((head) => `Head ${head}`),
  ]);
  await expectCleanEverywhere(grace, 'a class of forty pairs, at the end');

  // The eight columns of a matrix need no scrolling where it is read.
  await grace.goto(`/sections/${room.sectionId}/review/2a?show=settled`);
  const table = grace.getByRole('region', { name: /^As entered/ });
  await expect(table).toBeVisible();
  expect(await table.evaluate((box) => box.scrollWidth - box.clientWidth)).toBe(0);
});

test('a class of two hundred pairs comes in pages, each of them small', async ({ signIn }) => {
  const room = takeClass('published', { pairs: 200 });
  const grace = await signIn(room.instructor);
  const address = `/sections/${room.sectionId}/results`;
  const html = await (await grace.context().request.get(address)).body();
  process.stdout.write(`  class page of 200 pairs: ${html.length} bytes of HTML\n`);
  expect(html.length).toBeLessThanOrEqual(mostBytes);
  await grace.goto(address);
  await expect(pairRows(grace)).toHaveCount(50);
  await expectCleanEverywhere(grace, 'two hundred pairs');
  await grace
    .getByRole('navigation', { name: 'Pages of pairs' })
    .getByRole('link', { name: 'Next' })
    .press('Enter');
  await expect(grace).toHaveURL(/page=2/);
  await expect(pairRows(grace)).toHaveCount(50);
});
