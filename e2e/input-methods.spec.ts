import type { CDPSession, Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures';

/** An input method of the operating system, as the browser hears of it. */
class InputMethod {
  private constructor(private readonly session: CDPSession) {}

  static async on(page: Page): Promise<InputMethod> {
    return new InputMethod(await page.context().newCDPSession(page));
  }

  /** A key that the input method takes for itself. */
  async takeKey(): Promise<void> {
    await this.session.send('Input.dispatchKeyEvent', {
      type: 'rawKeyDown',
      key: 'Process',
      windowsVirtualKeyCode: 229,
    });
  }
  async compose(text: string): Promise<void> {
    await this.session.send('Input.imeSetComposition', {
      text,
      selectionStart: text.length,
      selectionEnd: text.length,
    });
  }
  /** Ends composing, or inserts a text that no key was pressed for. */
  async insert(text: string): Promise<void> {
    await this.session.send('Input.insertText', { text });
  }
}

async function putCaret(field: Locator, index: number): Promise<void> {
  await field.focus();
  await field.evaluate((area: HTMLTextAreaElement, at) => area.setSelectionRange(at, at), index);
}

const compositions = [
  { before: 'Hello ', steps: ['n', 'に', 'にh', 'にほ', 'にほn', 'にほん'], at: 2, committed: '日本' },
  { before: 'caf', steps: ['´'], at: 0, committed: 'é' },
  { before: 'se', steps: ['~'], at: 0, committed: 'ñ' },
  { before: 'ab ', steps: ['z', 'zh', 'zhong'], at: 1, committed: '中' },
];

for (const { before, steps, at, committed } of compositions) {
  test(`composing ${committed} is not broken off by a partner who types in the same text`, async ({
    pair: { ada, alan },
  }) => {
    const [own, others] = [ada, alan].map((one) => one.part('1a').getByRole('textbox')) as [Locator, Locator];
    await own.fill(before);
    await expect(others).toHaveValue(before);
    await putCaret(own, before.length);
    const inputMethod = await InputMethod.on(ada.page);
    for (const [index, step] of steps.entries()) {
      await inputMethod.takeKey();
      await inputMethod.compose(step);
      if (index !== at) continue;
      await putCaret(others, 0);
      await alan.page.keyboard.type('B');
      await expect(others).toHaveValue(`B${before}`);
      // The server has the partner's letter; the field of the one who composes stays alone.
      await expect(ada.page.getByText(/^Live: /)).toBeVisible();
      await expect(own).toHaveValue(before + step);
    }
    await inputMethod.insert(committed);
    for (const field of [own, others]) await expect(field).toHaveValue(`B${before}${committed}`);
    await ada.page.keyboard.type('!');
    await expect(others).toHaveValue(`B${before}${committed}!`);
  });
}

for (const text of ['１', '½', '−1']) {
  test(`an input method types ${text} into a closed cell`, async ({ alone: ada }) => {
    const inputMethod = await InputMethod.on(ada.page);
    await ada.cell(3, 2).click();
    await inputMethod.takeKey();
    await inputMethod.compose(text);
    await inputMethod.insert(text);
    await ada.page.keyboard.press('Tab');
    await ada.expectCell(3, 2, new RegExp(text));
    await expect(ada.cell(3, 3)).toBeFocused();
  });
}

test('an emoji panel or dictation writes into a closed cell, and keys go on as before', async ({
  alone: ada,
}) => {
  const inputMethod = await InputMethod.on(ada.page);
  await ada.cell(1, 1).click();
  await inputMethod.insert('0.5');
  await ada.page.keyboard.press('Enter');
  await ada.expectCell(1, 1, /0\.5/);
  await expect(ada.cell(2, 1)).toBeFocused();
  await inputMethod.takeKey();
  await inputMethod.compose('に');
  await inputMethod.compose('');
  await ada.expectCell(2, 1, /empty/);
  await ada.page.keyboard.type('12');
  await ada.page.keyboard.press('Enter');
  await ada.expectCell(2, 1, /12/);
});
