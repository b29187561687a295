import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { TestClass } from './classes';
import { expect, test } from './fixtures';
import { PairCalls } from './pair-calls';
import { explanation1a, maskIgnored } from './responses';
import { readTranslatable } from './translation';

function pagesOfApp(): string[] {
  return readdirSync(join(import.meta.dirname, '../app'), { recursive: true, encoding: 'utf8' })
    .filter((path) => /(^|\/)page\.tsx$/.test(path))
    .map((path) => `/${path}`.replace(/\/page\.tsx$/, '').replace(/\/\([^)]*\)/g, '') || '/');
}

/** Names, addresses and codes of a class, and code, formulas and cells, must not be translated. */
async function expectLeftAlone(page: Page, room: TestClass, codes: readonly string[] = []): Promise<void> {
  const text = await readTranslatable(page);
  const people = [...room.students, room.instructor];
  const kept = [...people.flatMap(({ name, email }) => [name, email]), room.joinCode, ...codes];
  const words = text.split(/[^\p{L}\p{N}@.:/_-]+/u);
  const translated = kept.filter((one) => (one.includes(' ') ? text.includes(one) : words.includes(one)));
  expect.soft(translated, page.url()).toEqual([]);
  const open = page.locator(
    ':is(pre, code, math, [role=math], [role=gridcell]):not([translate="no"], [translate="no"] *, :has([translate="no"]))',
  );
  expect.soft(await open.allInnerTexts(), page.url()).toEqual([]);
}

test('names, e-mails, codes, cells and formulas are left alone on every page of every role', async ({
  pair: { ada, alan, pairSessionId },
  room,
  signIn,
  browser,
  baseURL,
}) => {
  const origin = baseURL ?? '';
  const seen = new Set<string>();
  const visit = async (page: Page, route: string, address: string, codes: readonly string[] = []) => {
    seen.add(route);
    const answer = await page.goto(address);
    expect(answer?.status(), address).toBe(200);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expectLeftAlone(page, room, codes);
  };
  const section = `/sections/${room.sectionId}`;
  const [, , edith, kurt] = room.students;
  if (!edith || !kurt) throw new Error('a class has four students');
  const calls = new PairCalls(ada.page, origin);
  await calls.submit(pairSessionId, '1a', explanation1a);
  await calls.submit(pairSessionId, '1b', 'high');
  await ada.pasteMatrix(maskIgnored);
  await ada.check('2a');
  await ada.expectVerdict('2a', /Not right yet|Partly right/);

  // The pair's page with the partner in a text, in a number and in a cell, with a proposal and two versions.
  await alan.part('1a').getByRole('textbox').fill('We think');
  await alan.part('1a').getByRole('textbox').focus();
  await expect(ada.part('1a').getByText('is here')).toBeVisible();
  await expectLeftAlone(ada.page, room);
  await ada.cell(4, 1).click();
  await ada.page.keyboard.type('1/5');
  const stored = alan.page.waitForResponse(/\/ops$/);
  await alan.typeCell(4, 1, '1/4');
  await stored;
  await ada.page.keyboard.press('Enter');
  await expect(ada.part('2a').getByRole('button', { name: 'Keep mine' })).toBeVisible();
  await alan.cell(5, 1).click();
  await ada.askToTurn('2b');
  await alan.part('1c').getByRole('button', { name: 'We are done with 1c' }).click();
  await expect(alan.part('2b').getByRole('button', { name: 'Yes, see the solution' })).toBeVisible();
  for (const one of [ada, alan]) {
    await expect(
      one
        .part('1c')
        .getByText(/done with this part|You said “done”/)
        .first(),
    ).toBeVisible();
    await expectLeftAlone(one.page, room);
  }
  await calls.reveal(pairSessionId, '2a');
  await new PairCalls(alan.page, origin).reveal(pairSessionId, '2a');
  await expect(
    ada
      .part('2a')
      .getByText(/cells? differ|agree/)
      .first(),
  ).toBeVisible();
  await expectLeftAlone(ada.page, room);
  seen.add('/pair-sessions/[id]');

  const lone = await signIn(edith);
  const waiting = await new PairCalls(lone, origin).start(room.assignmentId);
  await visit(lone, '/pair-sessions/[id]', `/pair-sessions/${waiting.id}`, [waiting.code]);
  const guest = await signIn(kurt);
  await visit(guest, '/pair-sessions/join/[code]', `/pair-sessions/join/${waiting.code}`, [waiting.code]);

  for (const page of [ada.page, lone]) {
    await visit(page, '/', '/');
    await visit(page, '/sections/[id]', section);
    await visit(page, '/sections/[id]/my-results', `${section}/my-results`);
    await visit(page, '/account', '/account');
  }

  const grace = await signIn(room.instructor);
  await visit(grace, '/', '/');
  await visit(grace, '/account', '/account');
  await visit(grace, '/sections/new', '/sections/new');
  await visit(grace, '/sections/[id]', section);
  await visit(grace, '/sections/[id]/results', `${section}/results`);
  const work = `${section}/results/${pairSessionId}`;
  await visit(grace, '/sections/[id]/results/[pairSessionId]', work);
  const decision = grace.getByRole('form', { name: 'Decide on part 1b' });
  await decision.getByLabel(/^Points/).fill('1');
  await decision.getByRole('combobox').selectOption({ index: 1 });
  await decision.getByLabel('Comment for the pair').fill('Said so in class');
  await decision.getByRole('button', { name: 'Save decision' }).click();
  await expect(grace.getByText('Said so in class', { exact: false }).first()).toBeVisible();
  await expectLeftAlone(grace, room);
  await grace.getByRole('button', { name: 'Split this pair' }).click();
  await expect(grace.getByRole('dialog')).toBeVisible();
  await expectLeftAlone(grace, room);

  await visit(grace, '/sections/[id]/review', `${section}/review`);
  await visit(grace, '/sections/[id]/review/[partId]', `${section}/review/1a`);
  await grace.getByRole('button', { name: 'Names' }).click();
  await expectLeftAlone(grace, room);

  await visit(grace, '/sections/[id]/manage', `${section}/manage`);
  await grace.getByRole('button', { name: `Remove ${kurt.name}` }).click();
  await expectLeftAlone(grace, room);
  await grace
    .getByRole('dialog')
    .getByRole('button', { name: `Remove ${kurt.name}` })
    .click();
  await expect(grace.getByRole('button', { name: `Enrol ${kurt.name} again` })).toBeVisible();
  await expectLeftAlone(grace, room);
  await grace.getByRole('button', { name: `New password for ${edith.name}` }).click();
  const dialog = grace.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Make the link' }).click();
  const link = (await dialog.getByText(/\/set-password\//).textContent()) ?? '';
  await expectLeftAlone(grace, room, [link]);
  await visit(grace, '/sections/[id]/history', `${section}/history`);
  await visit(grace, '/sections/[id]/preview/[slug]', `${section}/preview/${room.assignmentId}`);
  // The student reads who made the link.
  await visit(lone, '/', '/');
  await expect(lone.getByText('Somebody made a link')).toBeVisible();
  await visit(lone, '/account', '/account');

  const visitor = await (await browser.newContext({ baseURL: origin })).newPage();
  await visit(visitor, '/', '/');
  await visit(visitor, '/join', '/join');
  await visit(visitor, '/sign-in', '/sign-in');
  await visit(visitor, '/join/[code]', `/join/${room.joinCode}`);
  await visit(visitor, '/set-password/[code]', new URL(link).pathname);
  await visitor.context().close();
  await visit(guest, '/join/[code]', `/join/${room.joinCode}`);
  expect([...seen].sort()).toEqual(pagesOfApp().sort());
});
