import { password } from './classes';
import { expect, test } from './fixtures';

const firefox = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0';
const iPhone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Mobile/15E148 Safari/604.1';

test('a person sees where they are signed in, and signs out there', async ({ room, signIn }) => {
  const [student] = room.students;
  if (!student) throw new Error('a class has four students');
  const [page, phone] = [
    await signIn(student, { userAgent: firefox }),
    await signIn(student, { userAgent: iPhone }),
  ];
  await phone.goto('/');
  await page.goto('/');
  await page.getByRole('link', { name: `${student.name}, your account` }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Your account' })).toBeVisible();
  const signIns = page.getByRole('region', { name: 'Where you are signed in' }).getByRole('listitem');
  await expect(signIns).toHaveCount(2);
  await expect(signIns.first()).toContainText('Firefox on Windows');
  await expect(signIns.first()).toContainText('This one');
  await expect(signIns.last()).toContainText('Safari on an iPhone');

  await page.getByRole('button', { name: 'Sign out Safari on an iPhone' }).press('Enter');
  await expect(signIns).toHaveCount(1);
  await expect(page.getByText('Signed out there.')).toBeVisible();
  await expect(page.getByRole('list', { name: 'Sign-ins' })).toBeFocused();
  await phone.goto('/account');
  await expect(phone).toHaveURL(/\/sign-in\?next=%2Faccount/);
});

test('a person changes their password, and nothing typed is lost on the way', async ({ room, signIn }) => {
  const [student] = room.students;
  if (!student) throw new Error('a class has four students');
  const [page, phone] = [await signIn(student, { userAgent: firefox }), await signIn(student)];
  await page.goto('/account');
  const [present, chosen] = [page.getByLabel('Present password'), page.getByLabel('New password')];
  const change = page.getByRole('button', { name: 'Change the password' });

  await present.fill('not my password');
  await chosen.fill('seven green herons');
  await change.click();
  await expect(page.getByText('This is not your present password.')).toBeVisible();
  await expect(present).toBeFocused();
  await expect(chosen).toHaveValue('seven green herons');

  await present.fill(password);
  await chosen.fill('password1');
  await change.click();
  await expect(page.getByText('This password is too easy to guess')).toBeVisible();
  await expect(chosen).toBeFocused();
  await expect(present).toHaveValue(password);

  await chosen.fill('seven green herons');
  await chosen.press('Enter');
  await expect(page.getByText('Your password is changed')).toBeVisible();
  await expect(
    page.getByRole('region', { name: 'Where you are signed in' }).getByRole('listitem'),
  ).toHaveCount(1);
  await phone.goto('/');
  await expect(phone.getByRole('link', { name: 'Sign in' }).first()).toBeVisible();
  await phone.goto('/sign-in');
  await phone.getByLabel('E-mail').fill(student.email);
  await phone.getByLabel('Password').fill('seven green herons');
  await phone.getByRole('button', { name: 'Sign in' }).click();
  await expect(phone.getByRole('heading', { level: 1, name: 'Your classes' })).toBeVisible();
});
