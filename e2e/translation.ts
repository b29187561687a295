import type { Page } from '@playwright/test';

/** Replaces every visible text by elements, as the translation of a browser does. Runs in the page. */
function wrapTexts(): void {
  const texts: Text[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode as Text;
    const parent = text.parentElement;
    if (
      text.data.trim() === '' ||
      !parent ||
      parent.closest('[translate="no"], script, style, textarea, font')
    )
      continue;
    texts.push(text);
  }
  for (const text of texts) {
    const [outer, inner] = [document.createElement('font'), document.createElement('font')];
    outer.append(inner);
    text.replaceWith(outer);
    inner.append(text.data);
  }
}

/** Whether React has taken over every control of the page; before, it would take a translated text for a fault. */
function isHydrated(): boolean {
  const controls = [...document.querySelectorAll('main :is(button, input, select, textarea)')];
  return controls.every((control) => Object.keys(control).some((key) => key.startsWith('__reactProps')));
}

/** Has the browser translate the page, once it is ready. */
export async function translatePage(page: Page): Promise<void> {
  await page.waitForFunction(isHydrated);
  await page.evaluate(wrapTexts);
}

/** All that the translation of a browser would translate, in one text. */
export function readTranslatable(page: Page): Promise<string> {
  return page.evaluate(() => {
    const pieces: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const text = walker.currentNode as Text;
      if (text.parentElement?.closest('[translate="no"], script, style, textarea')) continue;
      pieces.push(text.data);
    }
    return pieces.join(' ¦ ');
  });
}
