import { expect, type Page, type Response } from '@playwright/test';
import { hiddenCanaries, revealedCanaries } from '../tests/support/canaries';
import { takeClass } from './classes';
import { test } from './fixtures';
import { WorksheetPage } from './pages/worksheet.page';

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
  await alan.expectVerdict('text', /instructor reads this/);
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
