import { expect, type Locator, type Page } from '@playwright/test';
import { password } from './classes';
import { test } from './fixtures';
import { WorksheetPage } from './pages/worksheet.page';

/** More Tab stops than any page has. */
const mostStops = 250;
const mostStopsBetweenParts = 12;

/** What has the focus, in words, and whether it shows that: by an outline of its own, or of the box that it fills. */
function focusNow(page: Page): Promise<{ where: string; isSeen: boolean }> {
  return page.evaluate(() => {
    const candidates: Element[] = [];
    for (let one = document.activeElement; one && candidates.length < 4; one = one.parentElement)
      candidates.push(one);
    const isSeen = candidates.some((one) => {
      const { outlineStyle, outlineWidth } = getComputedStyle(one);
      return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
    });
    return { where: document.activeElement?.outerHTML.slice(0, 200) ?? '', isSeen };
  });
}

function isFocused(element: Locator): Promise<boolean> {
  return element.evaluate((one) => one === document.activeElement);
}

/** Presses Tab until the target, or something in it, has the focus; every stop on the way must show the focus. */
async function tabTo(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  for (let stop = 0; stop < mostStops; stop += 1) {
    await page.keyboard.press(key);
    const { where, isSeen } = await focusNow(page);
    expect(isSeen, `focus cannot be seen on ${where}`).toBe(true);
    if (await target.evaluate((element) => element.contains(document.activeElement))) return;
  }
  throw new Error(`Tab does not lead to ${target}`);
}

/** Tabs to a toolbar, which is one stop, and goes on to a button of it by the arrow keys. */
async function pressTool(page: Page, toolbar: Locator, name: RegExp): Promise<void> {
  await tabTo(page, toolbar);
  const button = toolbar.getByRole('button', { name });
  for (let step = 0; step < 8; step += 1) {
    if (await isFocused(button)) break;
    await page.keyboard.press('ArrowRight');
  }
  await expect(button).toBeFocused();
  await page.keyboard.press('Enter');
}

/** Every Tab stop from the first in one place to the first in another, which is not counted. */
async function stopsBetween(page: Page, from: Locator, to: Locator): Promise<string[]> {
  await tabTo(page, from);
  const stops: string[] = [];
  while (!(await to.evaluate((element) => element.contains(document.activeElement)))) {
    stops.push((await focusNow(page)).where);
    if (stops.length > mostStops) break;
    await page.keyboard.press('Tab');
  }
  return stops;
}

test('a student signs in and starts a pair by keyboard alone', async ({ browser, baseURL, room }) => {
  const [first] = room.students;
  if (!first) throw new Error('a class has four students');
  const context = await browser.newContext({ baseURL: baseURL ?? '' });
  const page = await context.newPage();
  await page.goto('/sign-in');
  await tabTo(page, page.getByLabel('E-mail'));
  await page.keyboard.type(first.email);
  await tabTo(page, page.getByLabel('Password'));
  await page.keyboard.type(password);
  await page.keyboard.press('Enter');
  const toClass = page.getByRole('link', { name: /Monday/ }).first();
  await expect(toClass).toBeVisible();
  await tabTo(page, toClass);
  await page.keyboard.press('Enter');
  const start = page.getByRole('button', { name: 'Start a pair' });
  await expect(start).toBeVisible();
  await tabTo(page, start);
  await page.keyboard.press('Enter');
  const toWorksheet = page.getByRole('link', { name: 'Go to the worksheet' });
  await expect(toWorksheet).toBeVisible();
  await tabTo(page, toWorksheet);
  await page.keyboard.press('Enter');
  await new WorksheetPage(page, first.name).isOpen();
  await context.close();
});

const toolsOf = (person: WorksheetPage) => (id: string) =>
  person.part(id).getByRole('toolbar', { name: `What you can do with part ${id}` });

test('a few Tab stops lead through a worksheet, each of which shows the focus', async ({ pair: { ada } }) => {
  const { page } = ada;
  // The question who types is one stop more, until it is answered.
  const asked = page.getByRole('toolbar', { name: 'Who types in this question?' });
  await asked.getByRole('button', { name: `Let ${ada.name} type` }).click();
  await expect(asked).toBeHidden();
  await page.reload();
  await ada.isOpen();
  const stops = await stopsBetween(page, ada.part('1a'), ada.part('2b'));
  expect(stops.length, stops.join('\n')).toBeLessThanOrEqual(mostStopsBetweenParts);
  await tabTo(page, ada.part('1a').getByRole('textbox'), 'Shift+Tab');
});

test('a student explains, chooses and checks by keyboard alone', async ({ pair: { ada } }) => {
  const { page } = ada;
  const tools = toolsOf(ada);
  await tabTo(page, ada.part('1a').getByRole('textbox'));
  await page.keyboard.type('The logs are divided by T, and an index is drawn at random.');
  await pressTool(page, tools('1a'), /^Check/);
  await ada.expectVerdict('1a', /provisional/);

  await tabTo(page, ada.part('1b').getByRole('radiogroup'));
  await page.keyboard.press('Space');
  await expect(ada.part('1b').getByRole('radio', { name: 'A low temperature' })).toBeChecked();
  await pressTool(page, tools('1b'), /^Check/);
  await ada.expectVerdict('1b', 'Correct');

  await tabTo(page, ada.part('1c').getByRole('radiogroup'));
  await page.keyboard.press('ArrowDown');
  await expect(ada.part('1c').getByRole('radio', { name: 'A high temperature' })).toBeChecked();
  await pressTool(page, tools('1c'), /^Check/);
  await ada.expectVerdict('1c', 'Correct');

  await tabTo(page, ada.text('1d', 'Why is it always a?'));
  await page.keyboard.type('A low T stretches the differences.');
  await tabTo(page, ada.text('1d', 'Why are all letters about equally likely?'));
  await page.keyboard.type('A high T shrinks the differences.');
  await pressTool(page, tools('1d'), /^Check/);
  await ada.expectVerdict('1d', /provisional/);
});

test('a student fills and checks a matrix by keyboard alone', async ({ pair: { ada } }) => {
  const { page } = ada;
  await tabTo(page, ada.part('2a').getByRole('grid'));
  await page.keyboard.press('Control+Home');
  for (let row = 1; row <= 8; row += 1) {
    for (let column = 1; column <= 8; column += 1) {
      await page.keyboard.type(column <= row ? `1/${row}` : '0');
      await page.keyboard.press(column < 8 ? 'ArrowRight' : 'ArrowDown');
    }
    await page.keyboard.press('Home');
  }
  await ada.expectCell(8, 8, /1\/8, correct/);
  await pressTool(page, toolsOf(ada)('2a'), /^Check/);
  await ada.expectVerdict('2a', 'Correct');
});

test('a student sets attention weights and sees the solution by keyboard alone', async ({
  pair: { ada, alan },
}) => {
  const { page } = ada;
  const attention = ada.part('2b');
  const slider = (word: string) => attention.getByRole('slider', { name: `Attention to “${word}”` });
  await tabTo(page, slider('the'));
  for (const word of ['planning', 'spring']) {
    for (let step = 0; step < 8 && !(await isFocused(slider(word))); step += 1) {
      await page.keyboard.press('ArrowLeft');
    }
    await page.keyboard.press('Shift+ArrowUp');
  }
  for (const word of ['spring', 'planning']) {
    await tabTo(page, attention.getByRole('checkbox', { name: word }));
    await page.keyboard.press('Space');
  }
  await tabTo(page, attention.getByRole('textbox'));
  await page.keyboard.type('spring is a season like summer');
  await pressTool(page, toolsOf(ada)('2b'), /^Check/);
  await ada.expectVerdict('2b', /of 6/);

  // The dialog takes the focus, gives it back when it is left, and asks the partner when it is confirmed.
  const dialog = page.getByRole('dialog');
  const turn = attention.getByRole('button', { name: 'See the solution' });
  for (let step = 0; step < 3 && !(await isFocused(turn)); step += 1) {
    await page.keyboard.press('ArrowRight');
  }
  await page.keyboard.press('Enter');
  await expect(dialog).toBeVisible();
  expect(await dialog.evaluate((one) => one.contains(document.activeElement))).toBe(true);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(turn).toBeFocused();
  await page.keyboard.press('Enter');
  await tabTo(page, dialog.getByRole('button', { name: 'Ask my partner' }));
  await page.keyboard.press('Enter');
  await alan.agreeToTurn('2b');
  await expect(attention.getByText('You have seen the solution').first()).toBeVisible();
  expect(await page.evaluate(() => document.activeElement !== document.body)).toBe(true);
});
