import { expect, test } from './fixtures';
import { WorksheetPage } from './pages/worksheet.page';

test('a pair sees each other’s caret in a long text, and is asked who types in the next question', async ({
  pair: { ada, alan },
}) => {
  await ada.explain('1a', 'It divides by the temperature.');
  const hers = ada.part('1a').getByRole('textbox');
  await expect(alan.part('1a').getByRole('textbox')).toHaveValue('It divides by the temperature.');
  await alan.part('1a').getByRole('textbox').click();
  const shown = alan.part('1a').locator('[data-name="Ada"]');
  await expect(shown).toBeVisible();
  const atEnd = await shown.boundingBox();
  await hers.press('Home');
  await expect.poll(async () => (await shown.boundingBox())?.x).toBeLessThan(atEnd?.x ?? 0);
  // It stays beside the same letters when the other one writes before it.
  const atStart = (await shown.boundingBox())?.x ?? 0;
  await alan.part('1a').getByRole('textbox').press('Home');
  await alan.part('1a').getByRole('textbox').pressSequentially('First ');
  await expect(hers).toHaveValue('First It divides by the temperature.');
  expect((await shown.boundingBox())?.x).toBeGreaterThan(atStart);
  await hers.blur();
  await expect(shown).toBeHidden();

  await ada.page
    .getByRole('button', { name: `Let ${ada.name} type` })
    .first()
    .click();
  const [asksAda, asksAlan] = [ada, alan].map(({ page }) =>
    page
      .getByRole('region', { name: '2 Attention' })
      .getByRole('toolbar', { name: 'Who types in this question?' }),
  );
  if (!asksAda || !asksAlan) throw new Error('both pages ask');
  await expect(asksAda.getByRole('button', { name: `${ada.name} keeps typing` })).toBeVisible();
  await asksAlan.getByRole('button', { name: `Let ${alan.name} type` }).click();
  await expect(asksAda).toBeHidden();
  await expect(ada.page.getByRole('region', { name: 'Your pair', exact: true })).toContainText(
    `${alan.name} types now.`,
  );
});

test('an instructor splits a pair: each goes on alone with everything, and what waited offline goes along', async ({
  pair: { ada, alan },
  room,
  signIn,
}) => {
  await ada.typeCell(1, 1, '1');
  await alan.expectCell(1, 1, /1, correct/);
  await alan.page.context().setOffline(true);
  await alan.typeCell(2, 1, '1/2');
  await expect(alan.page.getByText(/1 change waits/)).toBeVisible();

  const grace = await signIn(room.instructor);
  await grace.goto(`/sections/${room.sectionId}/results`);
  await grace.getByRole('link', { name: new RegExp(ada.name) }).click();
  await grace.getByRole('button', { name: 'Split this pair' }).click();
  await grace.getByRole('dialog').getByRole('button', { name: 'Split the pair' }).click();
  await expect(grace.getByText('The pair is split.')).toBeAttached();

  await expect(ada.page.getByText(/has split this pair/)).toBeVisible();
  const before = alan.page.url();
  await alan.page.context().setOffline(false);
  await expect.poll(() => alan.page.url()).not.toBe(before);
  await alan.isOpen();
  await alan.expectCell(1, 1, /1, correct/);
  await alan.expectCell(2, 1, /1\/2, correct/);
  await alan.typeCell(2, 2, '1/2');
  await alan.check('2a');
  await alan.expectVerdict('2a', 'Partly right');
  await ada.expectCell(2, 1, /empty/);

  const second = new WorksheetPage(ada.page, ada.name);
  await second.page.getByRole('button', { name: 'Leave this pair' }).click();
  await second.page.getByRole('dialog').getByRole('button', { name: 'Leave this pair' }).click();
  await expect(second.page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect.poll(() => new URL(second.page.url()).pathname).toBe('/');
});
