import {
  type BrowserContext,
  type BrowserContextOptions,
  test as base,
  expect,
  type Page,
} from '@playwright/test';
import { type Person, password, type TestClass, takeClass } from './classes';
import { WorksheetPage } from './pages/worksheet.page';
import { PairCalls } from './pair-calls';

export { expect };

/** What a page says on its console when a test takes it off the network, or asks for what is not there. */
const expectedNoise = /Failed to load resource|net::ERR_|WebSocket/;

interface Fixtures {
  /** Has a test fail where any page of it breaks its content security policy. */
  policyIsKept: undefined;
  /** A class that this test has to itself. */
  room: TestClass;
  /** A browser of its own in which a person has signed in. */
  signIn: (person: Person, options?: BrowserContextOptions) => Promise<Page>;
  /** A student of the class with a pair of her own, without a partner yet, with the worksheet open. */
  alone: WorksheetPage;
  /** Two students of the class who are a pair, with the worksheet open on both devices. */
  pair: { ada: WorksheetPage; alan: WorksheetPage; pairSessionId: string };
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
  policyIsKept: [
    async ({ browser }, use) => {
      const violations: string[] = [];
      const newContext = browser.newContext.bind(browser);
      browser.newContext = async (options) => {
        const context = await newContext(options);
        context.on('console', (message) => {
          if (/Content Security Policy/i.test(message.text())) violations.push(message.text());
        });
        return context;
      };
      await use(undefined);
      browser.newContext = newContext;
      expect(violations, 'what the pages may not load or run').toEqual([]);
    },
    { auto: true },
  ],
  // biome-ignore lint/correctness/noEmptyPattern: Playwright recognises fixtures by this pattern.
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
  alone: async ({ room, signIn, baseURL }, use) => {
    const [first] = room.students;
    if (!first) throw new Error('a class has four students');
    const ada = new WorksheetPage(await signIn(first), first.name);
    const { id } = await new PairCalls(ada.page, baseURL ?? '').start(room.assignmentId);
    await ada.open(id);
    await use(ada);
  },
  pair: async ({ room, signIn, baseURL }, use) => {
    const [first, second] = room.students;
    if (!first || !second) throw new Error('a class has four students');
    const ada = new WorksheetPage(await signIn(first), first.name);
    const alan = new WorksheetPage(await signIn(second), second.name);
    const origin = baseURL ?? '';
    const { id, code } = await new PairCalls(ada.page, origin).start(room.assignmentId);
    await new PairCalls(alan.page, origin).join(code);
    await Promise.all([ada.open(id), alan.open(id)]);
    await use({ ada, alan, pairSessionId: id });
  },
});
