import { expect, test } from './fixtures';

const opensNothing = 'No class takes new people with this code.';

/** The code as the card of the page shows it. */
const codeIn = /^[A-Z2-9]{6}$/;

test('an instructor makes a new code, closes the class and opens it again; links follow at once', async ({
  room,
  signIn,
  browser,
}) => {
  const grace = await signIn(room.instructor);
  await grace.goto(`/sections/${room.sectionId}/manage`);
  const card = grace.getByRole('region', { name: 'Invite students' });
  const code = card.getByText(codeIn);
  const old = (await code.textContent()) ?? '';
  const newcomer = await (await browser.newContext()).newPage();
  await newcomer.goto(`/join/${old}`);
  await expect(newcomer.getByRole('button', { name: 'Make my account and join' })).toBeVisible();

  await card.getByRole('button', { name: 'Make a new code' }).click();
  const dialog = grace.getByRole('dialog', { name: 'Make a new class code?' });
  await dialog.getByRole('button', { name: 'Make a new code' }).click();
  await expect(dialog.getByText('The class has a new code.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(code).not.toHaveText(old);
  const fresh = (await code.textContent()) ?? '';
  await newcomer.goto(`/join/${old}`);
  await expect(newcomer.getByRole('alert').filter({ hasText: opensNothing })).toBeVisible();
  await newcomer.goto(`/join/${fresh}`);
  await newcomer.getByLabel('Your name').fill('Joan Clarke');
  await newcomer.getByLabel('E-mail').fill(`joan-${fresh.toLowerCase()}@example.test`);
  await newcomer.getByLabel('Password').fill('a long enough password');

  await card.getByRole('button', { name: 'Close to new people' }).click();
  await expect(card.getByText('This class takes no new people')).toBeVisible();
  await newcomer.getByRole('button', { name: 'Make my account and join' }).click();
  await expect(newcomer.getByRole('alert').filter({ hasText: opensNothing })).toBeVisible();
  await expect(newcomer.getByLabel('Your name')).toHaveValue('Joan Clarke');

  await card.getByLabel('People can join until').fill('2020-01-01T10:00');
  await card.getByRole('button', { name: 'Open to new people' }).click();
  await expect(card.getByText('This end is in the past.')).toBeVisible();
  await expect(card.getByLabel('People can join until')).toHaveValue('2020-01-01T10:00');
  await card.getByLabel('People can join until').fill('2090-01-01T10:00');
  await card.getByRole('button', { name: 'Open to new people' }).click();
  await expect(card.getByText(/New people can join until .*2090/)).toBeVisible();
  await expect(code).toHaveText(fresh);
  await newcomer.getByRole('button', { name: 'Make my account and join' }).click();
  await expect(newcomer).toHaveURL(`/sections/${room.sectionId}`);
  await newcomer.context().close();
});

test('a student who was taken out reads that only the instructor can bring them back', async ({
  room,
  signIn,
}) => {
  const [student] = room.students;
  if (!student) throw new Error('a class has students');
  const ada = await signIn(student);
  const grace = await signIn(room.instructor);
  await grace.goto(`/sections/${room.sectionId}/manage`);
  const code = (await grace.getByRole('img', { name: /^Code / }).textContent()) ?? '';
  await grace.getByRole('button', { name: `Remove ${student.name}` }).click();
  const dialog = grace.getByRole('dialog');
  await dialog.getByRole('button', { name: `Remove ${student.name}` }).click();
  await expect(grace.getByRole('button', { name: `Enrol ${student.name} again` })).toBeVisible();

  await ada.goto(`/join/${code}`);
  await expect(ada.getByRole('alert').filter({ hasText: 'Your instructor has taken you out' })).toBeVisible();
  await expect(ada.getByRole('button', { name: /^Join / })).toBeHidden();

  await grace.getByRole('button', { name: `Enrol ${student.name} again` }).click();
  await expect(grace.getByRole('button', { name: `Remove ${student.name}` })).toBeVisible();
  await ada.goto(`/join/${code}`);
  await expect(ada).toHaveURL(`/sections/${room.sectionId}`);
});
