import type { Locator } from '@playwright/test';
import { takeClass } from './classes';
import { expect, test } from './fixtures';
import { WorksheetPage } from './pages/worksheet.page';

/** How many cells are selected. */
const selected = (ada: WorksheetPage) => ada.part('2a').locator('[role=gridcell][aria-selected=true]');

async function middleOf(element: Locator): Promise<{ x: number; y: number; height: number }> {
  const box = await element.boundingBox();
  if (!box) throw new Error(`${element} cannot be seen`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2, height: box.height };
}

test('a matrix is walked, filled, selected, copied, pasted and undone by keyboard and mouse', async ({
  room,
  signIn,
}) => {
  const [first] = room.students;
  if (!first) throw new Error('a class has students');
  const ada = new WorksheetPage(
    await signIn(first, { permissions: ['clipboard-read', 'clipboard-write'] }),
    first.name,
  );
  await ada.start(room);
  const { page } = ada;
  const { keyboard, mouse } = page;
  const press = async (...keys: string[]) => {
    for (const key of keys) await keyboard.press(key);
  };

  await ada.cell(1, 1).click();
  await press('ArrowRight', 'ArrowDown', 'ArrowLeft', 'ArrowLeft', 'ArrowUp', 'ArrowUp');
  await expect(ada.cell(1, 1)).toBeFocused();
  for (const [key, row, column] of [
    ['End', 1, 8],
    ['PageDown', 5, 8],
    ['Home', 5, 1],
    ['Control+End', 8, 8],
    ['Control+ArrowUp', 1, 8],
    ['Control+Home', 1, 1],
  ] as const) {
    await press(key);
    await expect(ada.cell(row, column)).toBeFocused();
  }

  // Typing replaces a cell and arrows move on; Enter and F2 edit its content, and Escape restores it.
  await keyboard.type('1');
  await press('ArrowRight');
  await keyboard.type('0');
  await press('Tab');
  await expect(ada.cell(1, 3)).toBeFocused();
  await press('Shift+ArrowLeft', 'Home', 'F2');
  await keyboard.type('/2');
  await press('Escape');
  await ada.expectCell(1, 1, /: 1(, |$)/);
  await press('Enter');
  await keyboard.type('/1');
  await press('Enter');
  await ada.expectCell(1, 1, /: 1\/1/);
  await expect(ada.cell(2, 1)).toBeFocused();
  await keyboard.type('1/0');
  await press('Enter');
  await ada.expectCell(2, 1, /cannot be read/);
  await press('ArrowUp', 'Delete');
  await ada.expectCell(2, 1, /: empty/);

  // A selection grows by Shift and by the mouse; what is copied can be pasted elsewhere, after a look at it.
  await ada.cell(1, 1).click();
  await press('Shift+ArrowRight', 'Shift+ArrowDown');
  await expect(selected(ada)).toHaveCount(4);
  await press('Control+c', 'Escape');
  await press('ArrowDown', 'ArrowDown', 'Control+v');
  const dialog = page.getByRole('dialog', { name: 'Paste a matrix' });
  await expect(dialog.getByText('2 × 2 cells, from row 4, column 2')).toBeVisible();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(ada.cell(4, 2)).toBeFocused();
  await press('Control+v');
  await dialog.getByLabel('Pasted text').fill('1\t0\n1/2\tx7');
  await expect(dialog.getByText('1 cell cannot be read and is left out:')).toBeVisible();
  await expect(dialog.getByText(/^Row 5, column 3: /)).toBeVisible();
  await dialog.getByRole('button', { name: 'Place 3 cells' }).click();
  await expect(dialog).toBeHidden();
  await ada.expectCell(5, 2, /: 1\/2/);
  await ada.expectCell(5, 3, /: empty/);
  await press('Control+z');
  await ada.expectCell(5, 2, /: empty/);
  await press('Control+y');
  await ada.expectCell(5, 2, /: 1\/2/);
  await ada.part('2a').getByRole('button', { name: 'Undo' }).click();
  await ada.expectCell(4, 2, /: empty/);

  const [from, to] = [await middleOf(ada.cell(2, 2)), await middleOf(ada.cell(3, 4))];
  await mouse.move(from.x, from.y);
  await mouse.down();
  await mouse.move(to.x, to.y, { steps: 4 });
  await mouse.up();
  await expect(selected(ada)).toHaveCount(6);
  await press('Control+a');
  await expect(selected(ada)).toHaveCount(64);

  const zeros = ada.part('2a').getByRole('button', { name: 'Zero above the diagonal' });
  await expect(zeros).toBeHidden();
  // A pasted row is no row that was typed.
  await ada.cell(4, 1).click();
  await ada.pasteMatrix('1/4\t1/4\t1/4\t1/4\t0\t0\t0\t0');
  await ada.expectCell(4, 8, /: 0, correct/);
  await expect(zeros).toBeHidden();
  await ada.part('2a').getByRole('button', { name: 'Undo' }).click();
  await ada.expectCell(4, 8, /: empty/);
  await ada.cell(3, 1).click();
  for (const text of ['1/3', '1/3', '1/3', '0', '0', '0', '0', '0']) {
    await keyboard.type(text);
    await press('Tab');
  }
  await ada.expectCell(3, 8, /: 0, correct/);
  await zeros.click();
  await ada.expectCell(1, 8, /: 0/);
  await ada.expectCell(8, 7, /: empty/);
  await ada.cell(5, 1).click();
  await keyboard.type('1/5');
  await press('Enter', 'ArrowUp');
  await ada.part('2a').getByRole('button', { name: 'Repeat left to the diagonal' }).click();
  await ada.expectCell(5, 5, /: 1\/5/);
  await ada.expectCell(5, 6, /: 0/);
  await ada.cell(4, 1).click();
  await ada.part('2a').getByRole('button', { name: 'Copy the row above' }).click();
  await ada.expectCell(4, 2, /: 1\/3/);
  await ada.part('2a').getByRole('button', { name: 'Copy', exact: true }).click();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied.trimEnd().split('\n')[2]?.split('\t')).toEqual([
    '1/3',
    '1/3',
    '1/3',
    '0',
    '0',
    '0',
    '0',
    '0',
  ]);
});

test('attention weights are set, locked and focus words picked by keyboard and mouse', async ({
  room,
  signIn,
}) => {
  const [first] = room.students;
  if (!first) throw new Error('a class has students');
  const ada = new WorksheetPage(await signIn(first), first.name);
  await ada.start(room);
  const { page } = ada;
  const map = ada.part('2b');
  const weight = (word: string) => map.getByRole('slider', { name: `Attention to “${word}”` });
  const sum = async () => {
    const values = await map
      .getByRole('slider')
      .evaluateAll((all) => all.map((one) => Number(one.ariaValueNow)));
    return values.reduce((total, one) => total + one, 0);
  };

  await weight('planning').focus();
  for (const [key, percent] of [
    ['End', 100],
    ['Home', 0],
    ['Shift+ArrowUp', 20],
    ['ArrowUp', 25],
    ['ArrowDown', 20],
    ['PageUp', 40],
  ] as const) {
    await page.keyboard.press(key);
    await expect(weight('planning')).toHaveAttribute('aria-valuenow', `${percent}`);
    expect(await sum()).toBe(100);
  }
  await page.keyboard.press('l');
  await expect(weight('planning')).toHaveAttribute('aria-valuetext', '40 percent, locked');

  await weight('spring').scrollIntoViewIfNeeded();
  const { x, y, height } = await middleOf(weight('spring'));
  await page.mouse.move(x, y + height / 4);
  await page.mouse.down();
  await page.mouse.move(x, y, { steps: 4 });
  await page.mouse.up();
  await expect(weight('spring')).toHaveAttribute('aria-valuenow', '50');
  await expect(weight('planning')).toHaveAttribute('aria-valuenow', '40');
  expect(await sum()).toBe(100);
  await map.getByRole('button', { name: 'Lock “planning”' }).click();
  await expect(weight('planning')).toHaveAttribute('aria-valuetext', '40 percent');
  await expect(map.getByText('From “the”: spring 50 %, planning 40 %')).toBeVisible();

  for (const word of ['spring', 'planning', 'for']) await map.getByText(word, { exact: true }).last().click();
  await expect(map.getByRole('checkbox', { checked: true })).toHaveCount(3);
  await expect(map.getByRole('checkbox', { name: 'happy' })).toBeDisabled();
  await map.getByRole('checkbox', { name: 'for' }).focus();
  await page.keyboard.press('Space');
  await expect(map.getByRole('checkbox', { name: 'happy' })).toBeEnabled();
  await map.getByRole('button', { name: 'Clear row' }).click();
  await expect(weight('spring')).toHaveAttribute('aria-valuenow', '0');
});

test('a phone fills cells by the keys above its keyboard, and sets weights by the finger', async ({
  room,
  signIn,
}) => {
  const [first] = room.students;
  if (!first) throw new Error('a class has students');
  const phone = { hasTouch: true, isMobile: true, viewport: { width: 360, height: 740 } };
  const ada = new WorksheetPage(await signIn(first, phone), first.name);
  await ada.start(room);
  const { page } = ada;
  const keys = page.getByRole('toolbar', { name: 'Keys for cells' });

  await ada.cell(2, 1).tap();
  await expect(ada.cell(2, 1).getByRole('textbox')).toBeFocused();
  for (const name of ['1', 'divided by']) await keys.getByRole('button', { name, exact: true }).tap();
  await page.keyboard.type('2');
  await keys.getByRole('button', { name: 'right' }).tap();
  await expect(ada.cell(2, 2).getByRole('textbox')).toBeFocused();
  await ada.expectCell(2, 1, /: 1\/2/);
  await keys.getByRole('button', { name: 'point' }).tap();
  await page.keyboard.type('5');
  await keys.getByRole('button', { name: 'down' }).tap();
  await ada.expectCell(2, 2, /: \.5/);
  await expect(keys.getByRole('button', { name: 'Fill' })).toBeHidden();

  await ada.part('1b').getByText('A low temperature').tap();
  await expect(ada.part('1b').getByRole('radio', { name: 'A low temperature' })).toBeChecked();
  await expect(keys).toBeHidden();

  const map = ada.part('2b');
  const spring = map.getByRole('slider', { name: 'Attention to “spring”' });
  await spring.scrollIntoViewIfNeeded();
  const { x, y } = await middleOf(spring);
  await page.touchscreen.tap(x, y);
  await expect(spring).toHaveAttribute('aria-valuenow', '50');
  await map.getByRole('button', { name: 'Lock “spring”' }).tap();
  await map.getByRole('button', { name: 'Clear row' }).tap();
  await map.getByText('spring', { exact: true }).last().tap();
  await expect(map.getByRole('checkbox', { name: 'spring' })).toBeChecked();
  await page.getByRole('button', { name: 'Open Temperature lab' }).tap();
  const sketch = page.getByRole('slider', { name: 'Predicted chance of a' });
  await sketch.scrollIntoViewIfNeeded();
  const middle = await middleOf(sketch);
  await page.touchscreen.tap(middle.x, middle.y);
  await expect(sketch).toHaveAttribute('aria-valuenow', '50');
  await map.getByRole('button', { name: 'Lock “spring”' }).tap();
  await spring.scrollIntoViewIfNeeded();
  const again = await middleOf(spring);
  await page.touchscreen.tap(again.x, again.y);
  await page.reload();
  await ada.isOpen();
  await expect(spring).toHaveAttribute('aria-valuenow', '50');
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBe(0);
});

test('a student predicts, moves the temperature, and draws letters as evidence', async ({ room, signIn }) => {
  const [first] = room.students;
  if (!first) throw new Error('a class has students');
  const ada = new WorksheetPage(await signIn(first), first.name);
  await ada.start(room);
  const { page } = ada;
  const { keyboard } = page;

  await page.getByRole('button', { name: 'Open Temperature lab' }).click();
  const lab = page.getByRole('region', { name: 'Temperature lab' });
  const sketch = (letter: string) => lab.getByRole('slider', { name: `Predicted chance of ${letter}` });
  await expect(lab.getByRole('button', { name: 'Lock in my prediction' })).toBeDisabled();
  await lab.getByText('High temperature').click();
  await keyboard.press('ArrowUp');
  await expect(lab.getByRole('radio', { name: 'Low temperature' })).toBeChecked();
  await sketch('a').focus();
  await keyboard.press('End');
  await keyboard.press('PageDown');
  await expect(sketch('a')).toHaveAttribute('aria-valuenow', '80');
  await sketch('c').scrollIntoViewIfNeeded();
  const bar = await middleOf(sketch('c'));
  await page.mouse.click(bar.x, bar.y + bar.height / 2 - 1);
  await expect(sketch('c')).toHaveAttribute('aria-valuenow', /^[01]$/);
  await lab.getByRole('button', { name: 'Lock in my prediction' }).click();

  // Shares of 0.5^(1/T), 0.4^(1/T) and 0.1^(1/T), worked out by hand.
  const temperature = lab.getByRole('slider', { name: /^Temperature/ });
  await expect(temperature).toBeFocused();
  await expect(temperature).toHaveAttribute('aria-valuetext', 'temperature 1: a 50.0 %, b 40.0 %, c 10.0 %');
  for (const [key, shares] of [
    ['Home', 'temperature → 0: a 100.0 %, b 0.0 %, c 0.0 %'],
    ['End', 'temperature → ∞: a 33.3 %, b 33.3 %, c 33.3 %'],
    ['PageUp', 'temperature 100: a 33.'],
    ['PageDown', 'temperature 10: a 35.3 %, b 34.6 %, c 30.1 %'],
  ] as const) {
    await keyboard.press(key);
    await expect(temperature).toHaveAttribute(
      'aria-valuetext',
      new RegExp(`^${shares.replaceAll('.', '\\.')}`),
    );
  }
  const exact = lab.getByLabel('Temperature as a number');
  await exact.fill('1/2');
  await expect(temperature).toHaveAttribute('aria-valuetext', /a 59\.5 %, b 38\.1 %, c 2\.4 %$/);
  await exact.fill('-1');
  await expect(exact).toHaveAttribute('aria-invalid', 'true');
  await lab
    .getByRole('toolbar', { name: 'Presets' })
    .getByRole('button', { name: '0.1', exact: true })
    .click();
  await expect(temperature).toHaveAttribute('aria-valuetext', /^temperature 0\.1:/);
  await expect(exact).toHaveAttribute('aria-invalid', 'false');

  await page.getByRole('button', { name: 'Open Sampling bench' }).click();
  const bench = page.getByRole('region', { name: 'Sampling bench' });
  await expect(bench.getByLabel('Temperature of the draws')).toHaveValue('0.1');
  await bench.getByLabel('Temperature of the draws').fill('1');
  await bench.getByLabel('Seed').fill('duet');
  const last = bench.getByText('Last draws:').locator('..');
  await bench.getByRole('button', { name: 'Draw 10', exact: true }).click();
  const drawn = await last.textContent();
  await keyboard.press('r');
  await expect(bench.getByText('No draws yet.')).toBeVisible();
  await bench.getByRole('button', { name: 'Draw 10', exact: true }).click();
  expect(await last.textContent()).toBe(drawn);
  await bench.getByRole('button', { name: 'Draw 1,000' }).click();
  await expect(bench.getByText('1,010 draws')).toBeVisible();
  await keyboard.press('s');
  await expect(bench.getByLabel('Seed')).toBeFocused();
  await bench.getByRole('button', { name: 'Attach to part 1d, equal' }).click();
  // The part is screens below: what happened shows where one has pressed, with the way there.
  await expect(bench.getByText('Attached to your explanation in part 1d, equal')).toBeVisible();
  await expect(bench.getByRole('link', { name: 'See part 1d, equal' })).toHaveAttribute('href', '#part-1d');
  // 1,010 draws from 0.5, 0.4 and 0.1: σ² = n·p·(1 − p).
  const view = ada.part('1d').getByRole('table', { name: '1,010 draws at T = 1, seed duet' });
  await expect(view.getByRole('row', { name: /^a \d+ 505 31\.78$/ })).toBeVisible();
  await expect(view.getByRole('row', { name: /^c \d+ 101 19\.07$/ })).toBeVisible();
  await expect(ada.text('1d', 'Why are all letters about equally likely?')).toHaveValue('');
  await page.reload();
  await expect(temperature).toBeVisible();
  await expect(lab.getByText('You predicted: Low temperature')).toBeVisible();
});

test('numbers, shares and choices say what they are while they are typed', async ({ signIn }) => {
  const room = takeClass('canaries');
  const [first] = room.students;
  if (!first) throw new Error('a class has students');
  const ada = new WorksheetPage(await signIn(first), first.name, 'Canaries');
  await ada.start(room);
  const { page } = ada;
  const number = ada.part('number').getByRole('textbox');
  await number.click();
  await page.keyboard.type('1/');
  await expect(number).toHaveAttribute('aria-invalid', 'false');
  await page.keyboard.press('Tab');
  await expect(number).toHaveAttribute('aria-invalid', 'true');
  await number.fill('2/5');
  await number.press('Enter');
  await expect(number).toHaveAttribute('aria-invalid', 'false');
  await expect(ada.part('number').getByText('not right')).toBeVisible();

  const shares = ada.part('distribution').getByRole('textbox');
  await shares.first().fill('40%');
  await shares.first().press('Enter');
  await shares.last().fill('0.6');
  await shares.last().press('Tab');
  await expect(ada.part('distribution').getByText('Sum = 1')).toBeVisible();

  const choice = ada.part('choice');
  await choice.getByText('Left').click();
  await expect(choice.getByRole('radio', { name: 'Left' })).toBeChecked();
  await page.keyboard.press('ArrowDown');
  await expect(choice.getByRole('radio', { name: 'Middle' })).toBeChecked();
  await page.reload();
  await expect(number).toHaveValue('2/5');
  await expect(shares.first()).toHaveValue('40%');
  await expect(choice.getByRole('radio', { name: 'Middle' })).toBeChecked();
});
