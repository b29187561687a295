import { type APIResponse, type BrowserContext, expect, type Page, type Response } from '@playwright/test';
import { hiddenCanaries, revealedCanaries } from '../tests/support/canaries';
import { takeClass } from './classes';
import { test } from './fixtures';
import { WorksheetPage } from './pages/worksheet.page';

const nobodysId = 'a'.repeat(26);

/** An answer as a browser gets it, with the ids of the address replaced. */
async function fingerprint(answer: APIResponse, ids: readonly string[]) {
  const kept = answer
    .headersArray()
    .filter(({ name }) => !['date', 'content-length', 'etag'].includes(name.toLowerCase()));
  let body = await answer.text();
  for (const id of ids) body = body.replaceAll(id, 'ID');
  return { status: answer.status(), headers: kept, body };
}

/** Every page that names a section or a pair session. */
function addresses(sectionId: string, pairSessionId: string): string[] {
  return [
    `/pair-sessions/${pairSessionId}`,
    `/sections/${sectionId}`,
    `/sections/${sectionId}/my-results`,
    `/sections/${sectionId}/results`,
    `/sections/${sectionId}/results/${pairSessionId}`,
    `/sections/${sectionId}/manage`,
  ];
}

async function expectAlike(
  context: BrowserContext,
  foreign: { sectionId: string; pairSessionId: string },
  which: (address: string) => boolean = () => true,
): Promise<void> {
  const real = addresses(foreign.sectionId, foreign.pairSessionId);
  const missing = addresses(nobodysId, nobodysId);
  const ids = [foreign.sectionId, foreign.pairSessionId, nobodysId];
  for (const [index, address] of real.entries()) {
    if (!which(address)) continue;
    // Which style sheets the header for early loading names depends on how far a busy server has got, so two answers may
    // differ for once; what depended on the id would differ every time.
    await expect(async () => {
      const one = await fingerprint(await context.request.get(address), ids);
      const other = await fingerprint(await context.request.get(missing[index] ?? ''), ids);
      expect(one.status, address).toBe(404);
      expect(one, address).toEqual(other);
      expect(one.body, address).toContain('There is nothing here');
    }).toPass({ timeout: 20_000 });
  }
}

test('the pages of another class, and an instructor’s to a student, look like pages that do not exist', async ({
  pair: { ada },
  room,
  signIn,
}) => {
  const pairSessionId = new URL(ada.page.url()).pathname.split('/').at(-1) ?? '';
  const own = { sectionId: room.sectionId, pairSessionId };
  const stranger = takeClass();
  const [someone] = stranger.students;
  const [, , classmate] = room.students;
  if (!someone || !classmate) throw new Error('a class has four students');

  await expectAlike((await signIn(someone)).context(), own);
  await expectAlike((await signIn(stranger.instructor)).context(), own);
  await expectAlike(
    ada.page.context(),
    own,
    (address) => /results|manage/.test(address) && !/my-results/.test(address),
  );
  await expectAlike((await signIn(classmate)).context(), own, (address) =>
    address.startsWith('/pair-sessions'),
  );
  for (const address of ['/pair-sessions/%00', "/sections/'", '/sections/%00/results', '/join/%00']) {
    const answer = await ada.page.context().request.get(address);
    expect([address, answer.status() < 500]).toEqual([address, true]);
  }
});

test('a visitor is led to sign in, and from there to where they wanted', async ({
  room,
  browser,
  baseURL,
}) => {
  const context = await browser.newContext({ baseURL: baseURL ?? '' });
  const page = await context.newPage();
  for (const address of addresses(room.sectionId, nobodysId)) {
    await page.goto(address);
    await expect(page.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible();
  }
  await context.close();
});

/** Everything a page was sent, as text. */
class Listener {
  readonly heard: { url: string; text: string }[] = [];
  private readonly pending: Promise<void>[] = [];

  constructor(page: Page) {
    page.on('response', (response) => this.pending.push(this.keep(response)));
  }

  private async keep(response: Response): Promise<void> {
    // A stream never ends while its page is open; the tests of the interface cover streams.
    if (/\/events/.test(response.url()) || response.request().resourceType() === 'font') return;
    const text = await response.text().catch(() => '');
    this.heard.push({ url: response.url(), text: `${JSON.stringify(response.headers())} ${text}` });
  }

  async leaks(allowed: readonly string[]): Promise<string[]> {
    await Promise.all(this.pending);
    const canaries = [...hiddenCanaries, ...Object.values(revealedCanaries).flat()];
    return canaries
      .filter((canary) => !allowed.includes(canary))
      .flatMap((canary) =>
        this.heard.filter(({ text }) => text.includes(canary)).map(({ url }) => `${canary} in ${url}`),
      );
  }
}

test('no page, script or answer of a pair’s journey holds anything of a key before its time', async ({
  signIn,
}) => {
  const room = takeClass('canaries');
  const [first, second] = room.students;
  if (!first || !second) throw new Error('a class has four students');
  const ada = new WorksheetPage(await signIn(first), first.name, 'Canaries');
  const alan = new WorksheetPage(await signIn(second), second.name, 'Canaries');
  const listeners = [new Listener(ada.page), new Listener(alan.page)];
  const leaks = async (allowed: readonly string[] = []) =>
    (await Promise.all(listeners.map((listener) => listener.leaks(allowed)))).flat();

  await ada.page.goto('/');
  await ada.start(room);
  await alan.join(room, await ada.pairCode());
  await ada.part('number').getByRole('textbox').fill('5');
  await ada.part('number').getByRole('textbox').press('Enter');
  await expect(ada.part('number').getByText('not right').first()).toBeVisible();
  await ada.check('number');
  await ada.expectVerdict('number', 'Not right yet');
  await ada.choose('choice', 'Left');
  await ada.check('choice');
  await ada.expectVerdict('choice', 'Not right yet');
  await alan.explain(
    'text',
    'We looked at each of the numbers and compared them with the others in the row.',
  );
  await alan.check('text');
  await alan.expectVerdict('text', /provisional/);
  await alan.page.reload();
  await alan.isOpen();
  expect(await leaks()).toEqual([]);
  expect(listeners.flatMap(({ heard }) => heard).length).toBeGreaterThan(30);

  await ada.askToTurn('number');
  await alan.agreeToTurn('number');
  await expect(ada.part('number').getByText('0.417284')).toBeVisible();
  await ada.page.reload();
  await ada.isOpen();
  await ada.page.goto(`/sections/${room.sectionId}/my-results`);
  expect(await leaks(revealedCanaries.number)).toEqual([]);
});
