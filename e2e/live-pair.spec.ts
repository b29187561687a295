import { expect, test } from './fixtures';

test('partners type in different cells and see each other', async ({ pair: { ada, alan } }) => {
  await ada.typeCell(1, 1, '1');
  await alan.typeCell(2, 1, '1/2');
  await alan.expectCell(1, 1, /: 1, correct/);
  await ada.expectCell(2, 1, /1\/2.*correct/);
  await alan.typeCell(3, 1, '.3');
  await ada.expectCell(3, 1, /more digits/);
});

test('a conflict in one cell is shown to both choices and settled by the person', async ({
  pair: { ada, alan },
}) => {
  await alan.page.context().setOffline(true);
  await alan.typeCell(4, 1, '1/5');
  await ada.typeCell(4, 1, '1/4');
  await ada.expectCell(4, 1, /1\/4.*correct/);
  await alan.page.context().setOffline(false);
  await expect(alan.part('2a').getByText('Ada changed this while you were typing')).toBeVisible({
    timeout: 30_000,
  });
  await alan.part('2a').getByRole('button', { name: 'Take Ada’s' }).click();
  await alan.expectCell(4, 1, /1\/4/);

  await alan.page.context().setOffline(true);
  await alan.typeCell(4, 2, '25%');
  await ada.typeCell(4, 2, '1/5');
  await ada.expectCell(4, 2, /1\/5/);
  await alan.page.context().setOffline(false);
  await alan.part('2a').getByRole('button', { name: 'Keep mine' }).click({ timeout: 30_000 });
  await ada.expectCell(4, 2, /25%.*correct/);
});

test('what is typed offline waits on the device and is saved afterwards, also over a closed page', async ({
  pair: { ada, alan },
}) => {
  await alan.page.context().setOffline(true);
  await alan.typeCell(5, 1, '1/5');
  await alan.typeCell(5, 2, '.2');
  await expect(alan.page.getByText('You are offline')).toBeVisible();
  await expect(alan.page.getByText(/2 changes wait/)).toBeVisible();
  await alan.page.context().setOffline(false);
  await ada.expectCell(5, 1, /1\/5.*correct/);
  await ada.expectCell(5, 2, /\.2.*correct/);
  await expect(alan.page.getByText('You are offline')).toBeHidden();
});

test('both write one explanation at the same time and nothing gets lost', async ({ pair: { ada, alan } }) => {
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

test('handing in is proposed, taken back by an edit, and then agreed', async ({ pair: { ada, alan } }) => {
  await ada.choose('1b', 'A high temperature');
  await ada.part('1b').getByRole('button', { name: 'Hand in', exact: true }).click();
  await expect(alan.part('1b').getByText('Ada wants to hand this part in as it stands.')).toBeVisible();
  await alan.choose('1b', 'A low temperature');
  await expect(ada.part('1b').getByText('You want to hand this part in')).toBeHidden();
  await alan.part('1b').getByRole('button', { name: 'Hand in', exact: true }).click();
  await ada.part('1b').getByRole('button', { name: 'Confirm and hand in' }).click();
  for (const person of [ada, alan]) await expect(person.part('1b').getByText('Handed in')).toBeVisible();
  await expect(ada.part('1b').getByText('1 of 1 points').first()).toBeVisible();
});

test('a pair that disagrees hands in both answers, and the instructor sees it', async ({
  room,
  pair: { ada, alan },
  signIn,
}) => {
  await ada.choose('1c', 'A high temperature');
  await ada.part('1c').getByRole('button', { name: 'Hand in', exact: true }).click();
  await alan.part('1c').getByRole('button', { name: 'We disagree: hand in my own' }).click();
  await expect(alan.part('1c').getByText('Ada handed in an answer that is not yours.')).toBeVisible();
  await alan.choose('1c', 'A low temperature');
  await alan.part('1c').getByRole('button', { name: 'Hand in what stands here as mine' }).click();
  await expect(ada.part('1c').getByText('Handed in')).toBeVisible();
  const grace = await signIn(room.instructor);
  await grace.goto(`/sections/${room.sectionId}/results`);
  await expect(grace.getByRole('row', { name: /Ada & Alan/ })).toContainText('partners disagree');
});
