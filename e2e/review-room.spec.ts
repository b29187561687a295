import type { APIRequestContext, Page } from '@playwright/test';
import { password, takeClass } from './classes';
import { expectCleanEverywhere } from './clean-page';
import { expect, test } from './fixtures';
import { PairCalls } from './pair-calls';
import { explanation1a } from './responses';

/** The rows of the mask's softmax, with one wrong number in the first cell: eight of them say eight things. */
function wrongMatrix(kind: number): string[][] {
  return Array.from({ length: 8 }, (_, row) =>
    Array.from({ length: 8 }, (__, column) => {
      if (row === 0 && column === 0) return `0.${kind + 1}`;
      return column <= row ? `1/${row + 1}` : '0';
    }),
  );
}

async function post(request: APIRequestContext, origin: string, path: string, data: object) {
  const answer = await request.post(`${origin}/api/${path}`, { data, headers: { origin } });
  if (!answer.ok()) throw new Error(`${path} answered ${answer.status()}: ${await answer.text()}`);
  return (await answer.json()) as { id: string };
}

/** A page on which keys are counted, and moves to other pages too. */
class CountedPage {
  keys = 0;
  navigations = 0;

  constructor(readonly page: Page) {}

  watch(): void {
    this.keys = 0;
    this.navigations = 0;
    this.page.on('framenavigated', () => {
      this.navigations += 1;
    });
  }

  async press(key: string): Promise<void> {
    this.keys += 1;
    await this.page.keyboard.press(key);
  }
}

test('forty wrong matrices and forty explanations are decided by few keys, on one page', async ({
  playwright,
  signIn,
  baseURL,
}) => {
  test.setTimeout(300_000);
  const origin = baseURL ?? '';
  const room = takeClass('published', { isCrowd: true });
  for (const [index, { email }] of room.students.entries()) {
    const request = await playwright.request.newContext({ baseURL: origin });
    const { csrfToken } = (await (await request.get('/api/auth/csrf')).json()) as { csrfToken: string };
    await request.post('/api/auth/callback/credentials', {
      headers: { origin },
      form: { csrfToken, email, password, json: 'true' },
    });
    const { id } = await post(request, origin, 'pair-sessions', { assignmentId: room.assignmentId });
    const work = { '2a': wrongMatrix(index % 8), '1a': `${explanation1a} So say I, student ${index}.` };
    for (const [partId, response] of Object.entries(work)) {
      await post(request, origin, `pair-sessions/${id}/submissions`, { partId, response, token: partId });
    }
    await request.dispose();
  }

  const grace = new CountedPage(await signIn(room.instructor));
  const { page } = grace;
  const reviews = `/sections/${room.sectionId}/review`;
  const decided = async (partId: string) => {
    const results = await page.request.get(`/api/sections/${room.sectionId}/results`);
    const { rows } = (await results.json()) as {
      rows: { cells: { partId: string; isOverridden: boolean; earned: number }[] }[];
    };
    return rows
      .flatMap(({ cells }) => cells)
      .filter((cell) => cell.partId === partId && cell.isOverridden)
      .map(({ earned }) => earned);
  };

  await page.goto(`${reviews}/2a?assignment=${room.assignmentId}&show=settled`);
  await expect(page.getByText('5 of 5 pairs gave this answer')).toBeVisible();
  // Keys are listened to by then.
  await page.waitForResponse(/\/claims$/);
  grace.watch();
  for (let group = 0; group < 8; group += 1) await grace.press('1');
  await expect(page.getByText('These were all of part 2a.')).toBeVisible();
  await expect.poll(() => decided('2a')).toEqual(Array(40).fill(1));
  expect(grace.keys).toBeLessThanOrEqual(30);
  await grace.press('u');
  await expect.poll(async () => (await decided('2a')).length).toBe(35);
  await grace.press('2');
  await expect.poll(async () => (await decided('2a')).filter((earned) => earned === 2).length).toBe(5);
  expect(grace.navigations).toBe(0);

  await page.goto(`${reviews}?assignment=${room.assignmentId}`);
  await expect(page.getByText('40 waiting')).toBeVisible();
  await page.getByRole('link', { name: 'Part 1a' }).click();
  await expect(page.getByText('1 of 20+ · 40 to read')).toBeVisible();
  await page.waitForResponse(/\/claims$/);
  grace.watch();
  for (let read = 0; read < 40; read += 1) {
    await expect(page.getByText(`${40 - read} to read`)).toBeVisible();
    // Faster than any reader, the keys may come before the second page of the queue: then they decide nothing.
    await expect(page.getByRole('button', { name: /^Agree: / })).toBeVisible();
    await grace.press(read % 4 === 0 ? '2' : 'Enter');
  }
  await expect(page.getByText('Nothing waits in part 1a.')).toBeVisible();
  expect(grace.keys).toBeLessThanOrEqual(60);
  expect(grace.navigations).toBe(0);
  await expect.poll(async () => (await decided('1a')).length).toBe(40);
  await grace.press('u');
  await expect(page.getByText('1 to read')).toBeVisible();
  await expect.poll(async () => (await decided('1a')).length).toBe(39);
});

test('a lost connection keeps decisions, which are sent once it is back', async ({ pair, room, signIn }) => {
  const { ada, pairSessionId } = pair;
  await post(
    ada.page.context().request,
    new URL(ada.page.url()).origin,
    `pair-sessions/${pairSessionId}/submissions`,
    {
      partId: '1a',
      response: explanation1a,
      token: 'one',
    },
  );
  const grace = await signIn(room.instructor);
  await grace.goto(`/sections/${room.sectionId}/review/1a?assignment=${room.assignmentId}`);
  await expect(grace.getByText('1 to read')).toBeVisible();
  await grace.waitForResponse(/\/claims$/);
  // Keys that one types into a field only write.
  await grace.keyboard.press('c');
  await expect(grace.getByLabel('Comment for the pair')).toBeFocused();
  await grace.keyboard.type('u 3 k?');
  await expect(grace.getByLabel('Comment for the pair')).toHaveValue('u 3 k?');
  await grace.keyboard.press('Escape');
  await grace.context().setOffline(true);
  await grace.keyboard.press('3');
  await expect(grace.getByText('No connection. 1 of your decisions wait')).toBeVisible();
  await grace.context().setOffline(false);
  await expect(grace.getByText('No connection')).toBeHidden();
  await grace.goto(`/sections/${room.sectionId}/results/${pairSessionId}`);
  const part = grace.getByRole('region', { name: 'Part 1a' });
  await expect(part.getByText('u 3 k?')).toBeVisible();
  await part.getByRole('button', { name: 'Take back' }).click();
  await expect(part.getByText('taken back')).toBeVisible();
});

test('who reads what somebody else has decided meanwhile sees both decisions, and types no comment twice', async ({
  pair,
  room,
  signIn,
}) => {
  const { ada, pairSessionId } = pair;
  const origin = new URL(ada.page.url()).origin;
  await post(ada.page.context().request, origin, `pair-sessions/${pairSessionId}/submissions`, {
    partId: '1a',
    response: explanation1a,
    token: 'one',
  });
  const address = `/sections/${room.sectionId}/review/1a?assignment=${room.assignmentId}`;
  const [grace, other] = [await signIn(room.instructor), await signIn(room.instructor)];
  for (const page of [grace, other]) {
    await page.goto(address);
    await page.waitForResponse(/\/claims$/);
  }
  await other.keyboard.press('2');
  await expect(other.getByText('Nothing waits in part 1a.')).toBeVisible();
  await grace.keyboard.press('c');
  await grace.keyboard.type('Please say why.');
  await grace.keyboard.press('Escape');
  await grace.keyboard.press('3');
  await expect(grace.getByText('1 pair changed meanwhile.')).toBeVisible();
  await grace.keyboard.press('k');
  await expect(grace.getByText('You gave 3. Grace gave 2.')).toBeVisible();
  await expect(grace.getByLabel('Comment for the pair')).toHaveValue('Please say why.');
  await grace.keyboard.press('3');
  await expect(grace.getByText('1 pair changed meanwhile.')).toBeHidden();
  await grace.goto(`/sections/${room.sectionId}/results/${pairSessionId}`);
  await expect(grace.getByRole('region', { name: 'Part 1a' }).getByText('Please say why.')).toBeVisible();
});

test('a pair that changed while its group was decided comes next, with what was read and what it says now', async ({
  room,
  signIn,
  baseURL,
}) => {
  const origin = baseURL ?? '';
  const ids: string[] = [];
  const people = await Promise.all(room.students.map((student) => signIn(student)));
  const submit = (page: Page | undefined, id: string, response: string, token: string) =>
    page && post(page.request, origin, `pair-sessions/${id}/submissions`, { partId: '1b', response, token });
  for (const [first, second] of [people.slice(0, 2), people.slice(2)]) {
    if (!first || !second) throw new Error('a class has four students');
    const { id, code } = await new PairCalls(first, origin).start(room.assignmentId);
    await new PairCalls(second, origin).join(code);
    await submit(first, id, 'low', 'one');
    ids.push(id);
  }
  const grace = await signIn(room.instructor);
  await grace.goto(`/sections/${room.sectionId}/review/1b?assignment=${room.assignmentId}&show=settled`);
  await expect(grace.getByText('2 of 2 pairs gave this answer and get these points')).toBeVisible();
  await grace.waitForResponse(/\/claims$/);
  await submit(people[2], ids[1] ?? '', 'high', 'two');
  await grace.keyboard.press('0');
  await expect(grace.getByText('This has changed meanwhile')).toBeVisible();
  await expect(grace.getByRole('heading', { name: 'You read' })).toBeVisible();
  await expect(grace.getByRole('heading', { name: 'Now' })).toBeVisible();
  const results = await grace.request.get(`/api/sections/${room.sectionId}/results`);
  const { rows } = (await results.json()) as {
    rows: { pairSessionId: string; cells: { partId: string; isOverridden: boolean }[] }[];
  };
  const decided = rows.filter(({ cells }) =>
    cells.some(({ partId, isOverridden }) => partId === '1b' && isOverridden),
  );
  expect(decided.map(({ pairSessionId }) => pairSessionId)).toEqual(ids.slice(0, 1));
});

test('has no barriers that axe knows, wide and narrow, light and dark', async ({ pair, room, signIn }) => {
  const { ada, pairSessionId } = pair;
  const grace = await signIn(room.instructor);
  const states: [path: string, shows: string][] = [
    [`/sections/${room.sectionId}/review`, 'Nothing waits for you.'],
    [`/sections/${room.sectionId}/review/1a`, 'Nothing waits in part 1a.'],
  ];
  for (const [path, shows] of states) {
    await grace.goto(path);
    await expect(grace.getByText(shows)).toBeVisible();
    await expectCleanEverywhere(grace, path);
  }
  await post(
    ada.page.context().request,
    new URL(ada.page.url()).origin,
    `pair-sessions/${pairSessionId}/submissions`,
    {
      partId: '1a',
      response: explanation1a,
      token: 'one',
    },
  );
  await grace.goto(`/sections/${room.sectionId}/review/1a`);
  await expect(grace.getByText('1 to read')).toBeVisible();
  await expectCleanEverywhere(grace, 'one to read');
  await grace.keyboard.press('?');
  await expect(grace.getByRole('dialog', { name: 'Keys' })).toBeVisible();
  await expectCleanEverywhere(grace, 'the keys');
});
