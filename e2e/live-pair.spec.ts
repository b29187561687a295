import { expect, test } from './fixtures';
import { WorksheetPage } from './pages/worksheet.page';
import { explanation1a, rightMatrix } from './responses';

test('partners type in different cells and see each other’s, checked', async ({ pair: { ada, alan } }) => {
  await ada.typeCell(1, 1, '1');
  await alan.typeCell(2, 1, '1/2');
  await alan.expectCell(1, 1, /: 1, correct/);
  await ada.expectCell(2, 1, /1\/2.*correct/);
  await alan.typeCell(3, 1, '.3');
  await ada.expectCell(3, 1, /more digits/);
});

test('of two who type in one cell, the one who leaves it later is asked', async ({ pair: { ada, alan } }) => {
  await alan.cell(4, 1).click();
  await alan.page.keyboard.type('1/5');
  await ada.typeCell(4, 1, '1/4');
  await ada.expectCell(4, 1, /1\/4.*correct/);
  await alan.page.keyboard.press('Enter');
  await expect(alan.part('2a').getByText('Ada changed this while you were typing')).toBeVisible();
  await alan.part('2a').getByRole('button', { name: 'Take Ada’s' }).click();
  await alan.expectCell(4, 1, /1\/4/);
});

test('Escape brings back what stands in a cell now, not what stood there before the partner came', async ({
  pair: { ada, alan },
}) => {
  await alan.cell(4, 2).click();
  await alan.page.keyboard.type('9');
  await ada.typeCell(4, 2, '1/5');
  await ada.expectCell(4, 2, /1\/5/);
  await alan.page.keyboard.press('Escape');
  await alan.expectCell(4, 2, /1\/5/);
  await expect(alan.part('2a').getByRole('button', { name: 'Keep mine' })).toBeHidden();
});

test('a cell that both changed while one was offline is asked about, and nobody is overwritten', async ({
  pair: { ada, alan },
}) => {
  await alan.page.context().setOffline(true);
  await alan.typeCell(4, 2, '25%');
  await ada.typeCell(4, 2, '1/6');
  await ada.expectCell(4, 2, /1\/6, not right/);
  await alan.page.context().setOffline(false);
  await alan.part('2a').getByRole('button', { name: 'Keep mine' }).click();
  await ada.expectCell(4, 2, /25%.*correct/);
});

test('sixty-four cells that a partner pastes are one sentence for a screen reader', async ({
  pair: { ada, alan },
}) => {
  await alan.pasteMatrix(rightMatrix);
  await expect(
    ada.page.getByRole('status').filter({ hasText: /^Alan changed 2a \(64 edits\)\.$/ }),
  ).toHaveCount(1);
});

test('what is typed offline waits on the device and is saved afterwards', async ({ pair: { ada, alan } }) => {
  const device = alan.page.context();
  await device.setOffline(true);
  await alan.typeCell(5, 1, '1/5');
  await alan.typeCell(5, 2, '.2');
  await expect(alan.page.getByText(/^Offline: /)).toBeVisible();
  await expect(alan.page.getByText(/2 changes wait/)).toBeVisible();
  await device.setOffline(false);
  await ada.expectCell(5, 1, /1\/5.*correct/);
  await ada.expectCell(5, 2, /\.2.*correct/);
  await expect(alan.page.getByText(/^Offline: /)).toBeHidden();
});

test('a tab with half a number in a field, or with what waits, warns before it closes and loses nothing', async ({
  pair: { ada, alan },
}) => {
  const device = alan.page.context();
  await alan.cell(5, 3).click();
  await alan.page.keyboard.type('1/');
  const asked = alan.page.waitForEvent('dialog');
  const leaving = alan.page.close({ runBeforeUnload: true });
  const dialog = await asked;
  expect(dialog.type()).toBe('beforeunload');
  await dialog.dismiss();
  await leaving;
  await alan.page.keyboard.type('5');
  await device.setOffline(true);
  await alan.page.keyboard.press('Enter');
  await expect(alan.page.getByText(/1 change waits/)).toBeVisible();
  // The browser writes to its disk in its own time; a page that is closed within that moment has not stored anything.
  await expect.poll(() => alan.countStoredOutboxes()).toBe(1);
  const askedAgain = alan.page.waitForEvent('dialog');
  const closed = alan.page.waitForEvent('close');
  await alan.page.close({ runBeforeUnload: true });
  await (await askedAgain).accept();
  await closed;

  await device.setOffline(false);
  const again = new WorksheetPage(await device.newPage(), alan.name);
  await again.page.goto(ada.page.url());
  await again.isOpen();
  for (const person of [ada, again]) await person.expectCell(5, 3, /1\/5, correct/);
});

test('both write one explanation at the same time', async ({ pair: { ada, alan } }) => {
  const hers = ada.part('1a').getByRole('textbox');
  const his = alan.part('1a').getByRole('textbox');
  await hers.fill('The logs are divided by T.');
  await expect(his).toHaveValue('The logs are divided by T.');
  await hers.click();
  await his.click();
  await hers.press('Home');
  await his.press('End');
  await Promise.all([
    hers.pressSequentially('First: ', { delay: 15 }),
    his.pressSequentially(' Then it draws.', { delay: 15 }),
  ]);
  for (const box of [hers, his])
    await expect(box).toHaveValue('First: The logs are divided by T. Then it draws.');
});

test('a proposal that one is done is taken back by an edit, and then agreed', async ({
  pair: { ada, alan },
}) => {
  await ada.choose('1b', 'A high temperature');
  await ada.part('1b').getByRole('button', { name: 'We are done with 1b' }).click();
  await expect(alan.part('1b').getByText('Ada says you are done with this part.')).toBeVisible();
  await alan.choose('1b', 'A low temperature');
  await expect(ada.part('1b').getByText('You said “done”.')).toBeHidden();
  await alan.part('1b').getByRole('button', { name: 'We are done with 1b' }).click();
  await ada.part('1b').getByRole('button', { name: 'Yes, we are done' }).click();
  for (const person of [ada, alan])
    await expect(person.part('1b').getByText('You are done with this part')).toBeVisible();
  await expect(ada.part('1b').getByText('1 of 1 point').first()).toBeVisible();
});

test('a partner who comes later finds everything, also where the live connection does not get through', async ({
  room,
  signIn,
}) => {
  const [first, second] = room.students;
  if (!first || !second) throw new Error('a class has four students');
  const ada = new WorksheetPage(await signIn(first), first.name);
  const alan = new WorksheetPage(await signIn(second), second.name);
  await ada.start(room);
  await ada.pasteMatrix(rightMatrix);
  await ada.explain('1a', explanation1a);
  await ada.choose('1b', 'A low temperature');
  await ada.tick(ada.part('2b').getByRole('checkbox', { name: 'spring' }));
  await expect(ada.page.getByText(/^Live: /)).toBeVisible();

  await alan.page.route('**/events?*', (route) => route.abort());
  await alan.enterCode(room, await ada.pairCode());
  await expect(alan.page.getByText('Updates come every few seconds')).toBeVisible();
  for (let index = 1; index <= 8; index += 1) await alan.expectCell(8, index, /0\.1250, correct/);
  await expect(alan.part('1a').getByRole('textbox')).toHaveValue(explanation1a);
  await expect(alan.part('1b').getByRole('radio', { name: 'A low temperature' })).toBeChecked();
  await expect(alan.part('2b').getByRole('checkbox', { name: 'spring' })).toBeChecked();
  await expect(ada.page.getByText(/· here now$/)).toBeVisible();

  await ada.choose('1c', 'A low temperature');
  await expect(alan.part('1c').getByRole('radio', { name: 'A low temperature' })).toBeChecked();
  await alan.choose('1c', 'A high temperature');
  await expect(ada.part('1c').getByRole('radio', { name: 'A high temperature' })).toBeChecked();
  // A text that both have open is merged without a live connection as well.
  const [hers, his] = [ada, alan].map((one) => one.text('1d', 'Why is it always a?'));
  if (!hers || !his) throw new Error('both have a text');
  await his.click();
  await hers.fill('A low temperature sharpens.');
  await expect(his).toHaveValue('A low temperature sharpens.');
  await his.press('End');
  await his.pressSequentially(' A high one flattens.');
  await hers.press('Home');
  await hers.pressSequentially('First: ');
  for (const text of [hers, his])
    await expect(text).toHaveValue('First: A low temperature sharpens. A high one flattens.');
  await alan.page.unroute('**/events?*');
  await expect(alan.page.getByText(/^Live: /)).toBeVisible();
});
