import {
  type BrowserContext,
  type BrowserContextOptions,
  test as base,
  expect,
  type Page,
} from '@playwright/test';
import { type Person, password, type TestClass, takeClass } from './classes';
import { WorksheetPage } from './pages/worksheet.page';

export { expect };

/** What a page says on its console when a test takes it off the network, or asks for what is not there. */
const expectedNoise = /Failed to load resource|net::ERR_|WebSocket/;

interface Fixtures {
  /** A class that this test has to itself. */
  room: TestClass;
  /** A browser of its own in which a person has signed in. */
  signIn: (person: Person, options?: BrowserContextOptions) => Promise<Page>;
  /** Two students of the class, paired by code on two devices, with the worksheet open on both. */
  pair: { ada: WorksheetPage; alan: WorksheetPage };
}

async function signInOn(context: BrowserContext, origin: string, person: Person): Promise<void> {
  const { csrfToken } = (await (await context.request.get('/api/auth/csrf')).json()) as { csrfToken: string };
  const answer = await context.request.post('/api/auth/callback/credentials', {
    headers: { origin },
    form: { csrfToken, email: person.email, password, json: 'true' },
  });
  expect(answer.ok()).toBe(true);
}

export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright tells fixtures by this very pattern.
  room: async ({}, use) => {
    await use(takeClass());
  },
  signIn: async ({ browser, baseURL }, use) => {
    const contexts: BrowserContext[] = [];
    const problems: string[] = [];
    await use(async (person, options = {}) => {
      const origin = options.baseURL ?? baseURL ?? '';
      const context = await browser.newContext({ ...options, baseURL: origin });
      contexts.push(context);
      await signInOn(context, origin, person);
      const page = await context.newPage();
      page.on('pageerror', (error) => problems.push(`${page.url()}: ${error.message}`));
      page.on('console', (message) => {
        if (message.type() === 'error' && !expectedNoise.test(message.text())) problems.push(message.text());
      });
      return page;
    });
    for (const context of contexts) await context.close();
    expect(problems, 'unexpected errors in the browser').toEqual([]);
  },
  pair: async ({ room, signIn }, use) => {
    const [first, second] = room.students;
    if (!first || !second) throw new Error('a class has four students');
    const ada = new WorksheetPage(await signIn(first), first.name);
    const alan = new WorksheetPage(await signIn(second), second.name);
    await ada.start(room);
    await alan.join(room, await ada.pairCode());
    await use({ ada, alan });
  },
});
