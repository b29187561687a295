import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { finishAnimations } from './clean-page';
import { expect, test } from './fixtures';
import { handIn2b } from './pages/trained-attention';
import type { WorksheetPage } from './pages/worksheet.page';
import { PairCalls } from './pair-calls';
import { explanation1a, maskIgnored } from './responses';

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** The rules that depend on widths, and on colours; all others give the same result however a page is shown. */
const sizeRules = ['target-size', 'scrollable-region-focusable'];
const colourRules = ['color-contrast', 'link-in-text-block'];

const wide = { width: 1280, height: 900 };
const looks = [
  { name: 'light', colorScheme: 'light', forcedColors: 'none', size: wide, rules: null },
  { name: 'dark', colorScheme: 'dark', forcedColors: 'none', size: wide, rules: colourRules },
  // The colours are then the person's own, which axe does not see.
  { name: 'forced colours', colorScheme: 'dark', forcedColors: 'active', size: wide, rules: sizeRules },
  // What 1280 pixels are at a zoom of 200 %.
  {
    name: '200 %',
    colorScheme: 'light',
    forcedColors: 'none',
    size: { width: 640, height: 450 },
    rules: sizeRules,
  },
  {
    name: '320 px',
    colorScheme: 'dark',
    forcedColors: 'none',
    size: { width: 320, height: 568 },
    rules: [...sizeRules, ...colourRules],
  },
] as const;

/**
 * Looks for known barriers in the state a page is in, in every way it may be shown.
 *
 * @param scope selectors of what is new in this state; the whole page where it is left out.
 */
async function expectCleanInAllLooks(
  page: Page,
  where: string,
  scope: readonly string[] = [],
): Promise<void> {
  for (const { name, colorScheme, forcedColors, size, rules } of looks) {
    await page.setViewportSize(size);
    await page.emulateMedia({ colorScheme, forcedColors, reducedMotion: 'reduce' });
    await finishAnimations(page);
    // No page holds a frame, so axe needs no second window to merge the results of frames.
    const axe = new AxeBuilder({ page }).setLegacyMode();
    for (const selector of scope) axe.include(selector);
    const { violations } = await (rules ? axe.withRules([...rules]) : axe.withTags(tags)).analyze();
    const told = violations.map(
      ({ id, nodes }) =>
        `${id}: ${nodes.map(({ target, failureSummary }) => `${target.join(' ')} ${failureSummary}`).join('\n')}`,
    );
    expect.soft(told, `${where}, ${name}`).toEqual([]);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect.soft(over, `${where}, ${name}: wider than the window`).toBeLessThanOrEqual(0);
  }
  await page.setViewportSize(wide);
  await page.emulateMedia({ colorScheme: null, forcedColors: null, reducedMotion: null });
}

test('pages for visitors have no known barrier, also where something is wrong', async ({
  browser,
  baseURL,
  room,
}) => {
  const context = await browser.newContext({ baseURL: baseURL ?? '' });
  const page = await context.newPage();
  for (const address of ['/', `/join/${room.joinCode}`, '/no-such-page']) {
    await page.goto(address);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expectCleanInAllLooks(page, address);
  }
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(room.instructor.email);
  await page.getByLabel('Password').fill('not the password');
  await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByText('do not match')).toBeVisible();
  await expectCleanInAllLooks(page, 'a failed sign-in');
  await page.getByLabel('E-mail').fill('');
  await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click();
  await expectCleanInAllLooks(page, 'a sign-in without an e-mail');
  await context.close();
});

test('the page of one’s own account has no known barrier', async ({ room, signIn }) => {
  const page = await signIn(room.instructor);
  await signIn(room.instructor);
  await page.goto('/account');
  await page.getByLabel('Present password').fill('not the password');
  await page.getByLabel('New password').fill('seven green herons');
  await page.getByRole('button', { name: 'Change the password' }).click();
  await expect(page.getByText('This is not your present password.')).toBeVisible();
  await expectCleanInAllLooks(page, 'the account with a wrong password');
  await page.getByRole('button', { name: 'Sign out everywhere else' }).click();
  await expect(page.getByText('Signed out on 1 other device.')).toBeVisible();
  await expectCleanInAllLooks(page, 'the account, signed in once');
});

test('the untouched worksheet of one who waits has no known barrier', async ({ alone: { page } }) => {
  const open = async (name: string) => {
    await page.getByRole('button', { name: `Open ${name}` }).click();
    return page.getByRole('region', { name });
  };
  const lab = await open('Temperature lab');
  await lab.getByText('Low temperature').click();
  await lab.getByRole('button', { name: 'Lock in my prediction' }).click();
  // The lab grows with it, and would carry the next button away from under the mouse.
  await expect(lab.getByText(/^You predicted: /)).toBeVisible();
  const bench = await open('Sampling bench');
  await bench.getByRole('button', { name: 'Draw 10', exact: true }).click();
  await expectCleanInAllLooks(page, 'the untouched worksheet of one who waits', [
    'section[id$="-panel"]',
    'header',
    '[data-dock]',
    '#part-1b',
    '#part-2a',
    'section:has([role=img][aria-label^="Pair code"])',
  ]);
});

test('the lab has no known barrier, before, while and after two people predict', async ({
  pair: { ada, alan },
}) => {
  const open = async ({ page }: WorksheetPage) => {
    await page.getByRole('button', { name: 'Open Temperature lab' }).click();
    return page.getByRole('region', { name: 'Temperature lab' });
  };
  const panel = ['section[id$="-panel"]'];
  const [hers, his] = [await open(ada), await open(alan)];
  await hers.getByText('High temperature').click();
  await hers.getByRole('button', { name: 'Lock in my prediction' }).click();
  await expect(his.getByText(/Ada has locked in/)).toBeVisible();
  await expectCleanInAllLooks(alan.page, 'the form of one whose partner has predicted', panel);
  await his.getByText('Low temperature').click();
  await his.getByRole('button', { name: 'Lock in my prediction' }).click();
  await hers.getByRole('button', { name: '0.01', exact: true }).click();
  await expect(hers.getByRole('note')).toContainText('Alan predicted low');
  await expectCleanInAllLooks(ada.page, 'the truth, and gaps that leave the axis', panel);
});

test('the dialog of the second person has no known barrier', async ({ alone: { page }, room }) => {
  await page.getByRole('button', { name: 'Add partner at this screen' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('E-mail').fill(room.students[1]?.email ?? '');
  await dialog.getByLabel('Password').fill('wrong');
  await dialog.getByRole('button', { name: 'Add partner' }).click();
  await expect(dialog.getByRole('alert')).toContainText('do not match');
  await expectCleanInAllLooks(page, 'the dialog of the second person', ['dialog']);
});

test('a part has no known barrier in any of its states', async ({
  pair: { ada, alan, pairSessionId },
  baseURL,
}) => {
  const { page } = ada;
  const [hers, his] = [ada, alan].map((person) => new PairCalls(person.page, baseURL ?? ''));
  if (!hers || !his) throw new Error('both can ask');
  // One part in each state: provisional, wrong, disagreed, turned, with two versions of a cell, proposed.
  await hers.submit(pairSessionId, '1a', explanation1a);
  await ada.expectVerdict('1a', /provisional/);
  await hers.submit(pairSessionId, '1b', 'high');
  await ada.expectVerdict('1b', 'Not right yet');
  await ada.choose('1c', 'A high temperature');
  await ada.part('1c').getByRole('button', { name: 'We are done with 1c' }).click();
  await alan.part('1c').getByRole('button', { name: 'We do not agree: I write my own answer' }).click();
  await expect(ada.part('1c').getByRole('region', { name: 'Your own answer' })).toBeVisible();
  await hers.reveal(pairSessionId, '1d');
  await his.reveal(pairSessionId, '1d');
  await ada.expectVerdict('1d', 'You have seen the solution');
  await ada.pasteMatrix(maskIgnored);
  await ada.check('2a');
  await ada.expectVerdict('2a', /Not right yet|Partly right/);
  await ada.typeCell(2, 1, '1/0');
  await ada.typeCell(3, 1, '.3');
  await ada.cell(4, 1).click();
  await page.keyboard.type('1/5');
  await alan.typeCell(4, 1, '1/4');
  await alan.cell(5, 1).click();
  await alan.expectCell(4, 1, /1\/4, correct/);
  await page.keyboard.press('Enter');
  await expect(ada.part('2a').getByRole('button', { name: 'Keep mine' })).toBeVisible();
  await ada.part('2b').getByRole('slider', { name: 'Attention to “spring”' }).press('ArrowUp');
  await ada.part('2b').getByRole('checkbox', { name: 'spring' }).check({ force: true });
  await ada.check('2b');
  await ada.askToTurn('2b');
  await expect(ada.part('2b').getByText('You asked to see the solution')).toBeVisible();
  await expectCleanInAllLooks(page, 'a part in each state');
});

test('a part on which two do not agree has no known barrier', async ({ pair: { ada, alan } }) => {
  const { page } = ada;
  await ada.choose('1c', 'A high temperature');
  await ada.part('1c').getByRole('button', { name: 'We are done with 1c' }).click();
  await alan.part('1c').getByRole('button', { name: 'We do not agree: I write my own answer' }).click();
  await alan.part('1c').getByRole('button', { name: 'Let us talk again' }).click();
  await expect(ada.part('1c').getByText('Alan wants to talk again.')).toBeVisible();
  await expectCleanInAllLooks(page, 'a part that each writes alone', ['#part-1c']);
  await ada.part('1c').getByRole('button', { name: 'No, I keep my answer' }).click();
  await ada.part('1c').getByRole('button', { name: 'This is my answer' }).click();
  await expect(ada.part('1c').getByText('You have confirmed your answer.')).toBeVisible();
  await expectCleanInAllLooks(page, 'a part that waits for the other answer', ['#part-1c']);
  const own = alan.part('1c').getByRole('region', { name: 'Your own answer' });
  await alan.tick(own.getByRole('radio', { name: 'A low temperature' }));
  await alan.part('1c').getByRole('button', { name: 'This is my answer' }).click();
  await expect(ada.part('1c').getByRole('region', { name: 'Own answer of Alan' })).toBeVisible();
  await expectCleanInAllLooks(page, 'two answers side by side', ['#part-1c']);
});

test('the texts of 1d and the words of 2b have no known barrier in any of their states', async ({
  pair: { ada, alan, pairSessionId },
  baseURL,
}) => {
  const { page } = ada;
  const parts = ['#part-1d', '#part-2b'];
  const [always, equal] = ['Why is it always a?', 'Why are all letters about equally likely?'];
  await expect(ada.part('1d').getByText('You have not answered 1b yet.')).toBeVisible();
  await expectCleanInAllLooks(page, 'untouched', parts);

  const view = '[Evidence: 10 draws at T = 1, seed duet | drawn, log p | a: 6, -0.6931; b: 4, -0.9163]';
  await ada.choose('1b', 'A low temperature');
  await ada.text('1d', always).fill(`The largest takes it all.\n${view}`);
  await expect(ada.part('1d').getByRole('table', { name: /^10 draws/ })).toBeVisible();
  await ada.text('1d', equal).fill('far too much '.repeat(320));
  await expect(ada.text('1d', equal)).toHaveAttribute('aria-invalid', 'true');
  const chips = ada.part('2b').getByRole('group', { name: 'Which words are the focus?' });
  for (const word of ['happy', 'what', 'are'])
    await chips.getByRole('checkbox', { name: word }).check({ force: true });
  await alan.text('1d', always).focus();
  await expect(ada.part('1d').getByText('Alan is here')).toBeVisible();
  await expectCleanInAllLooks(page, 'written, with evidence, too long, the partner there', parts);

  await ada
    .text('1d', equal)
    .fill('They are then divided by the sum of the whole row, which makes shares of them.');
  await ada.check('1d');
  await ada.expectVerdict('1d', /instructor/);
  await ada.part('2b').getByRole('textbox').fill('Spring matters because it is a season too, as summer is.');
  await ada.check('2b');
  await ada.expectVerdict('2b', /instructor/);
  await expectCleanInAllLooks(page, 'checked, waiting for a person', parts);

  await ada.part('1d').getByRole('button', { name: 'We are done with 1d' }).click();
  await alan.part('1d').getByRole('button', { name: 'We do not agree: I write my own answer' }).click();
  await expect(ada.part('1d').getByRole('region', { name: 'Your own answer' })).toBeVisible();
  await handIn2b({ ada, alan }, baseURL ?? '');
  await expect(chips.getByRole('checkbox', { name: 'happy' })).toBeDisabled();
  await expectCleanInAllLooks(page, '1d without agreement, 2b handed in', parts);

  for (const person of [ada, alan])
    await new PairCalls(person.page, baseURL ?? '').reveal(pairSessionId, '2b');
  await ada.expectVerdict('2b', 'You have seen the solution');
  await expectCleanInAllLooks(page, '2b turned', ['#part-2b']);
});

test('the dialogs of a part have no known barrier', async ({ pair: { ada } }) => {
  const { page } = ada;
  await ada.part('2a').getByRole('button', { name: 'Paste…' }).click();
  await page.getByLabel('Pasted text').fill('1\t0\n1/2\tx7');
  await expect(page.getByText('1 cell cannot be read and is left out:')).toBeVisible();
  await expectCleanInAllLooks(page, 'the paste dialog', ['dialog']);
  await page.keyboard.press('Escape');
  await ada.part('2a').getByRole('button', { name: 'See the solution' }).click();
  await expectCleanInAllLooks(page, 'the dialog before the solution', ['dialog']);
});

test('turned pages have no known barrier, offline either', async ({
  pair: { ada, alan, pairSessionId },
  baseURL,
}) => {
  const { page } = ada;
  await ada.pasteMatrix(maskIgnored);
  await ada.part('2b').getByRole('slider', { name: 'Attention to “spring”' }).press('ArrowUp');
  await ada.part('2b').getByRole('checkbox', { name: 'spring' }).check({ force: true });
  await alan.expectCell(8, 8, /1\/8/);
  await expect(alan.part('2b').getByRole('checkbox', { name: 'spring' })).toBeChecked();
  for (const person of [ada, alan]) {
    const calls = new PairCalls(person.page, baseURL ?? '');
    for (const partId of ['2a', '2b']) await calls.reveal(pairSessionId, partId);
  }
  await expect(ada.part('2a').getByText(/cells differ/)).toBeVisible();
  await expect(ada.part('2b').getByText('One possible map')).toBeVisible();
  await page.context().setOffline(true);
  await ada.choose('1b', 'A low temperature');
  await expect(page.getByText(/^Offline: /)).toBeVisible();
  await expectCleanInAllLooks(page, 'turned pages, offline', ['#part-2a', '#part-2b', '[data-dock]']);
});

test('where a pair begins there is no known barrier', async ({ room, signIn, browser, baseURL }) => {
  const [first, second] = room.students;
  if (!first || !second) throw new Error('a class has four students');
  const page = await signIn(first);
  await visit(page, `/sections/${room.sectionId}`, 'a class before a pair starts');
  await page.getByRole('button', { name: 'Start a pair' }).click();
  await expect(page.getByRole('heading', { name: 'At this screen' })).toBeVisible();
  await expectCleanInAllLooks(page, 'a class with a pair of one');
  const { code } = await new PairCalls(page, baseURL ?? '').start(room.assignmentId);
  const context = await browser.newContext({ baseURL: baseURL ?? '' });
  const newcomer = await context.newPage();
  for (const one of [newcomer, await signIn(second)]) {
    await visit(one, `/pair-sessions/join/${code}`, 'the page to join a pair');
    await visit(one, '/pair-sessions/join/ZZZZZZ', 'the page of a code that no pair has');
  }
  await context.close();
});

/** Opens a page and looks for barriers on it. */
async function visit(page: Page, address: string, where: string): Promise<void> {
  await page.goto(address);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expectCleanInAllLooks(page, where);
}

test('an instructor’s pages of a class without work have no known barrier', async ({ room, signIn }) => {
  const grace = await signIn(room.instructor);
  await visit(grace, `/sections/${room.sectionId}/results`, 'the results of a class without work');
  await visit(grace, `/sections/${room.sectionId}/manage`, 'a new class');
  await visit(grace, `/sections/${room.sectionId}/history?kind=removed`, 'the history of a class, filtered');
});

test('the pages of a class with work have no known barrier, for students and instructors', async ({
  pair: { ada, pairSessionId },
  room,
  signIn,
  baseURL,
}) => {
  const calls = new PairCalls(ada.page, baseURL ?? '');
  await calls.submit(pairSessionId, '1b', 'high');
  await calls.submit(pairSessionId, '1a', explanation1a);
  await ada.expectVerdict('1a', /provisional/);
  await ada.pasteMatrix(maskIgnored);
  await ada.expectCell(8, 8, /1\/8, correct/);
  await visit(ada.page, `/sections/${room.sectionId}`, "a student's class");
  await visit(ada.page, `/sections/${room.sectionId}/my-results`, "a student's results");
  const full = await signIn(room.instructor);
  await visit(full, `/sections/${room.sectionId}`, 'a class');
  await visit(full, `/sections/${room.sectionId}/results`, 'results');
  await full.goto(`/sections/${room.sectionId}/results/${pairSessionId}`);
  await full.getByText('The question').first().click();
  const decision = full.getByRole('form', { name: 'Decide on part 1a' });
  await decision.getByLabel('Points (of 4)').fill('9');
  await decision.getByRole('button', { name: 'Save decision' }).click();
  await expect(full.getByText('Points go from 0 to 4.')).toBeVisible();
  await expectCleanInAllLooks(full, "a pair's work");
});
