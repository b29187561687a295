import { expect, test } from './fixtures';

test('an instructor reads who was removed and enrolled again, and finds it by person, kind and time', async ({
  room,
  signIn,
}) => {
  const [ada, alan] = room.students;
  if (!ada || !alan) throw new Error('a class has students');
  const grace = await signIn(room.instructor);
  await grace.goto(`/sections/${room.sectionId}/manage`);
  for (const { name } of [ada, alan]) {
    await grace.getByRole('button', { name: `Remove ${name}` }).click();
    const dialog = grace.getByRole('dialog');
    await dialog.getByRole('button', { name: `Remove ${name}` }).click();
    await expect(grace.getByRole('button', { name: `Enrol ${name} again` })).toBeVisible();
  }
  await grace.getByRole('button', { name: `Enrol ${ada.name} again` }).click();
  await expect(grace.getByRole('button', { name: `Remove ${ada.name}` })).toBeVisible();

  await grace.getByRole('link', { name: 'History' }).click();
  await expect(grace.getByRole('heading', { level: 1 })).toHaveText('History');
  const entries = grace.getByRole('main').getByRole('list').getByRole('listitem');
  await expect(entries.first()).toContainText(`${room.instructor.name} enrolled ${ada.name} again.`);
  await expect(entries.nth(1)).toContainText(`${room.instructor.name} removed ${alan.name}.`);

  await grace.getByLabel('Who').selectOption({ label: ada.name });
  await grace.getByLabel('What').selectOption({ label: 'Removed' });
  await grace.getByRole('button', { name: 'Show these' }).click();
  await expect(entries).toHaveCount(1);
  await expect(entries).toContainText(`${room.instructor.name} removed ${ada.name}.`);
  await grace.getByLabel('Until').fill('2020-01-01T10:00');
  await grace.getByRole('button', { name: 'Show these' }).click();
  await expect(grace.getByText('No entry fits')).toBeVisible();
  await expect(grace.getByLabel('Until')).toHaveValue('2020-01-01T10:00');
  await grace.getByRole('link', { name: 'Show everything' }).click();
  await expect(entries.first()).toContainText('enrolled');

  const student = await signIn(ada);
  const answer = await student.goto(`/sections/${room.sectionId}/history`);
  expect(answer?.status()).toBe(404);
});
