import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures';
import type { WorksheetPage } from './pages/worksheet.page';
import { maskIgnored, rightMatrix } from './responses';

const label = 'Your pair, and what comes next';
const dockOf = ({ page }: WorksheetPage): Locator => page.getByRole('region', { name: label });

async function isInView(place: Locator): Promise<boolean> {
  return place.evaluate((one) => {
    const { top, bottom } = one.getBoundingClientRect();
    return top >= 0 && bottom <= window.innerHeight;
  });
}

/** Nothing that has the focus lies under the dock. */
async function expectFocusClear(page: Page): Promise<void> {
  await expect
    .poll(() =>
      page.evaluate(() => {
        const dock = document.querySelector('[data-dock]');
        const field = document.activeElement;
        if (!dock || !field || dock.contains(field)) return 'in the dock';
        return field.getBoundingClientRect().bottom <= dock.getBoundingClientRect().top ? 'clear' : 'covered';
      }),
    )
    .not.toBe('covered');
}

test('a partner’s request shows wherever one is, leads to its part, and stands in the title', async ({
  pair: { ada, alan },
}) => {
  const dock = dockOf(ada);
  const title = await ada.page.title();
  await ada.part('2b').scrollIntoViewIfNeeded();
  await alan.part('1c').getByRole('button', { name: 'We are done with 1c' }).click();
  await expect(dock.getByText('Alan says you are done with 1c')).toBeVisible();
  expect(await isInView(dock)).toBe(true);
  await expect(ada.page).toHaveTitle(`(1) Alan says you are done with 1c · ${title}`);
  await expect(dock.getByRole('button', { name: /^Go to part 1c.*Alan waits here$/ })).toBeVisible();
  await dock.getByRole('button', { name: 'Look' }).click();
  const agree = ada.part('1c').getByRole('button', { name: 'Yes, we are done' });
  await expect(agree).toBeInViewport();
  await agree.click();
  await expect(ada.page).toHaveTitle(title);
  await expect(dock.getByRole('button', { name: 'Go to part 1c, not started, done' })).toBeVisible();
});

test('the dock shows where the partner is and that they type, and a press goes there', async ({
  pair: { ada, alan },
}) => {
  await alan.part('2b').getByRole('textbox').pressSequentially('spring');
  const person = dockOf(ada).getByRole('button', { name: /^Alan/ });
  await expect(person).toHaveText(/Alan · 2b · typing/);
  await person.click();
  await expect(ada.part('2b').getByRole('heading', { level: 3 })).toBeFocused();
  await expect(ada.part('2b')).toBeInViewport();
  await expect(person).toHaveText(/Alan · 2b$/);
});

test('the dock names what is left of a part, and the main button moves on after a right answer', async ({
  pair: { ada },
}) => {
  const dock = dockOf(ada);
  await expect(dock.getByRole('button', { name: 'Next: 1a' })).toBeVisible();
  await ada.typeCell(1, 1, '1');
  await expect(dock.getByText('2a: 63 cells left')).toBeVisible();
  await ada.choose('1b', 'A low temperature');
  const part = ada.part('1b');
  await part.getByRole('button', { name: 'Check' }).focus();
  await ada.page.keyboard.press('Enter');
  // The focus stays on the button, which now leads on.
  const next = part.getByRole('button', { name: 'Next: 1c' });
  await expect(next).toBeFocused();
  await expect(part.getByText(/attempts? left/)).toBeHidden();
  await ada.page.keyboard.press('Enter');
  await expect(ada.part('1c').getByRole('heading', { level: 3 })).toBeFocused();
  await ada.choose('1b', 'A high temperature');
  await expect(part.getByRole('button', { name: 'Check' })).toBeVisible();
  await expect(part.getByText('1 attempt left')).toBeVisible();
});

test('without a connection the dock says what waits, keeps a request, and recovers', async ({
  pair: { ada, alan },
}) => {
  const dock = dockOf(ada);
  await ada.page.context().setOffline(true);
  await ada.choose('1b', 'A low temperature');
  await expect(dock.getByText('Offline: 1 change waits on this device')).toBeVisible();
  await ada.page.context().setOffline(false);
  await expect(dock.getByText(/^Offline: /)).toBeHidden();
  await alan.part('1c').getByRole('button', { name: 'We are done with 1c' }).click();
  await expect(dock.getByRole('button', { name: 'Look' })).toBeVisible();
  await ada.page.context().setOffline(true);
  await ada.choose('1b', 'A high temperature');
  await expect(dock.getByText('Offline: you can answer once you are back')).toBeVisible();
  await ada.page.context().setOffline(false);
  await expect(dock.getByText('Offline: you can answer once you are back')).toBeHidden();
});

test('a partner who leaves is named with the time, and who joins is announced', async ({
  room,
  pair: { ada, alan },
  signIn,
}) => {
  await alan.page.getByRole('button', { name: 'Leave this pair' }).click();
  await alan.page.getByRole('dialog').getByRole('button', { name: 'Leave this pair' }).click();
  await expect(dockOf(ada).getByText(/^Alan left at \d\d:\d\d$/)).toBeVisible();
  await dockOf(ada)
    .getByRole('button', { name: /Invite again/ })
    .click();
  await expect(ada.page.getByRole('region', { name: 'Your pair', exact: true })).toBeFocused();
  const code = await ada.pairCode();
  const third = room.students[2];
  if (!third) throw new Error('a class has four students');
  const page = await signIn(third);
  await page.goto(`/pair-sessions/join/${code}`);
  await page
    .getByRole('button', { name: /Join|Work/ })
    .first()
    .click();
  await expect(dockOf(ada).getByText(`${third.name} has joined`)).toBeVisible();
});

test('no part is more than twelve Tab stops from the top, and the focus is never under the dock', async ({
  pair: { ada, alan },
}) => {
  const { page } = ada;
  await page.setViewportSize({ width: 1280, height: 800 });
  // With all that can be asked meanwhile: who types, and a request of the partner.
  await expect(page.getByRole('toolbar', { name: 'Who types in this question?' })).toBeVisible();
  await alan.part('1c').getByRole('button', { name: 'We are done with 1c' }).click();
  await expect(dockOf(ada).getByRole('button', { name: 'Look' })).toBeVisible();
  await page.locator('body').focus();
  const toolbar = dockOf(ada).getByRole('toolbar');
  let stops = 0;
  do {
    await page.keyboard.press('Tab');
    stops += 1;
  } while (stops < 14 && !(await toolbar.evaluate((one) => one.contains(document.activeElement))));
  expect(stops).toBeLessThanOrEqual(11);
  await page.keyboard.press('ArrowLeft');
  for (let step = 0; step < 12; step += 1) await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(ada.part('3d').getByRole('heading', { level: 3 })).toBeFocused();
  for (let stop = 0; stop < 20; stop += 1) {
    await page.keyboard.press('Shift+Tab');
    await expectFocusClear(page);
  }
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });

  test('one button opens the list of parts, and a tap goes there', async ({ alone }) => {
    const { page } = alone;
    const dock = dockOf(alone);
    const button = dock.getByRole('button', { name: /^Parts 0 of 6$/ });
    await button.tap();
    await dock.getByRole('button', { name: /^Go to part 2b/ }).tap();
    await expect(alone.part('2b').getByRole('heading', { level: 3 })).toBeFocused();
    await expect(dock.getByRole('toolbar')).toBeHidden();
    await button.tap();
    await page.keyboard.press('Escape');
    await expect(dock.getByRole('toolbar')).toBeHidden();
    const small = await dock.getByRole('button').evaluateAll(
      (all) =>
        all.filter((one) => {
          const { width, height } = one.getBoundingClientRect();
          return width > 0 && (width < 44 || height < 44);
        }).length,
    );
    expect(small).toBe(0);
  });
});

test('at the end the pair reads what is settled, what waits, and where to practise', async ({
  pair: { ada, alan },
}) => {
  await ada.choose('1b', 'A high temperature');
  await ada.check('1b');
  await ada.expectVerdict('1b', 'Not right yet');
  await ada.choose('1b', 'A low temperature');
  await ada.pasteMatrix(maskIgnored);
  await ada.pasteMatrix(rightMatrix);
  for (const id of ['1a', '1b', '1c', '1d', '2a', '2b']) {
    await alan
      .part(id)
      .getByRole('button', { name: `We are done with ${id}` })
      .click();
    await dockOf(ada).getByRole('button', { name: 'Look' }).click();
    await ada.part(id).getByRole('button', { name: 'Yes, we are done' }).click();
    await expect(ada.part(id).getByText('You are done with this part')).toBeVisible();
  }
  await dockOf(ada).getByRole('button', { name: 'See how it went' }).click();
  const end = ada.page.getByRole('region', { name: 'You have finished every part' });
  await expect(end).toBeFocused();
  await expect(end.getByText(/^You have .* of 24 points\.$/)).toBeVisible();
  await expect(end.getByText('first not right yet → correct', { exact: true })).toBeVisible();
  // Of the mask-less matrix, the eight cells of the last row are right.
  await expect(end.getByText('correct, cells first 8 of 64 → 64 of 64')).toBeVisible();
  await expect(end.getByRole('link', { name: /Practise with new numbers/ })).toBeVisible();
});
