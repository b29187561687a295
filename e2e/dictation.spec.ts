import { expect, test } from './fixtures';

for (const { inputType, isTransferred } of [
  { inputType: 'insertText', isTransferred: false },
  { inputType: 'insertReplacementText', isTransferred: false },
  { inputType: 'insertReplacementText', isTransferred: true },
]) {
  test(`a closed cell takes what dictation writes by ${inputType}, ${isTransferred ? 'transferred' : 'plain'}`, async ({
    alone: ada,
  }) => {
    const cell = ada.cell(3, 2);
    await cell.click();
    await cell.evaluate(
      (element, { inputType, isTransferred }) => {
        const written = { inputType, bubbles: true, cancelable: true };
        const dataTransfer = new DataTransfer();
        dataTransfer.setData('text/plain', '0.5');
        const event = new InputEvent('beforeinput', {
          ...written,
          ...(isTransferred ? { dataTransfer } : { data: '0.5' }),
        });
        element.dispatchEvent(event);
      },
      { inputType, isTransferred },
    );
    await ada.page.keyboard.type('0');
    await ada.page.keyboard.press('Tab');
    await ada.expectCell(3, 2, /0\.50/);
    await expect(ada.cell(3, 3)).toBeFocused();
  });
}

test('Check and We are done say that one is signed out', async ({ pair: { ada } }) => {
  const { page } = ada;
  await ada.choose('1b', 'A low temperature');
  await expect(page.getByText(/^Live: /)).toBeVisible();
  await page.context().clearCookies();
  await ada.choose('1c', 'A high temperature');
  await expect(page.getByText('You are signed out', { exact: true })).toBeVisible();
  for (const name of ['Check', 'We are done with 1b']) {
    const part = ada.part('1b');
    await part.getByRole('button', { name, exact: true }).click();
    await expect(part.getByText(/^You are signed out\. Sign in again first/)).toBeVisible();
    await expect(part.getByText(/cannot be reached|not reach/)).toBeHidden();
  }
});
