import { expect, test } from './fixtures';
import { WorksheetPage } from './pages/worksheet.page';

/** A moment as a field for date and time takes it, in the browser's time zone. */
const inLocalTime = (minutesFromNow: number) => {
  const at = new Date(Date.now() + minutesFromNow * 60_000);
  return at.toLocaleString('sv-SE', { timeZone: 'Europe/Berlin' }).slice(0, 16).replace(' ', 'T');
};

test('an instructor moves the closing time, and a student’s open page shows it without a reload', async ({
  room,
  signIn,
}) => {
  const [student] = room.students;
  if (!student) throw new Error('a class has students');
  const ada = new WorksheetPage(await signIn(student), student.name);
  await ada.start(room);
  await ada.page.evaluate(() => document.body.setAttribute('data-not-reloaded', ''));
  await expect(ada.page.getByText(/^Closes /)).toBeHidden();

  const grace = await signIn(room.instructor);
  await grace.goto(`/sections/${room.sectionId}/manage`);
  await grace.getByText(/^Change opening and closing times of /).click();
  const form = grace.locator('form').filter({ has: grace.getByRole('button', { name: 'Change the times' }) });
  const closeIn = async (minutes: number) => {
    const field = form.getByLabel('Closes');
    await field.fill(inLocalTime(minutes));
    await field.evaluate((input) => input.setAttribute('data-sent', ''));
    await form.getByRole('button', { name: 'Change the times' }).click();
    // Once the times are changed, the form has new fields. Until then it would not take a second change.
    await expect(form.locator('[data-sent]')).toHaveCount(0);
  };

  await closeIn(90);
  const closing = ada.page.getByText(/^Closes /);
  await expect(closing).toBeVisible();
  const first = await closing.textContent();
  await closeIn(150);
  await expect(closing).not.toHaveText(first ?? '');
  await expect(ada.part('1b').getByRole('radio').first()).toBeEnabled();

  await closeIn(-5);
  await expect(ada.page.getByText('This worksheet is closed.').first()).toBeVisible();
  await expect(ada.part('1b').getByRole('radio').first()).toBeDisabled();

  await closeIn(60);
  await expect(closing).toBeVisible();
  await expect(ada.part('1b').getByRole('radio').first()).toBeEnabled();
  await expect(ada.page.locator('body[data-not-reloaded]')).toBeAttached();
});

test('a year of more than four digits is refused, and sends no other moment', async ({ room, signIn }) => {
  const grace = await signIn(room.instructor);
  await grace.goto(`/sections/${room.sectionId}/manage`);
  await grace.getByText(/^Change opening and closing times of /).click();
  const form = grace.locator('form').filter({ has: grace.getByRole('button', { name: 'Change the times' }) });
  const field = form.getByLabel('Closes');
  await field.fill('2027-01-15T10:00');
  for (const year of ['20270', '202701']) {
    // The browser's own field takes these digits from the keyboard, but a test cannot fill them in.
    const isTaken = await field.evaluate((input: HTMLInputElement, value) => {
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, value);
      input.dispatchEvent(new Event('input', { bubbles: true }));
      return input.form?.checkValidity();
    }, `${year}-01-15T10:00`);
    expect(isTaken, year).toBe(false);
    await expect(form.locator('input[name="closesAt"]')).toHaveValue('');
  }
});
