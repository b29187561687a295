import { expect, type Locator, type Page } from '@playwright/test';
import { type Person, password, type TestClass } from '../classes';

/** A pair's worksheet as one person sees it. */
export class WorksheetPage {
  constructor(
    readonly page: Page,
    readonly name: string,
    private readonly title = 'Text generation and attention',
  ) {}

  /** Starts a pair from the section's page. */
  async start(room: TestClass): Promise<void> {
    await this.page.goto(`/sections/${room.sectionId}`);
    await this.page.getByRole('button', { name: 'Start a pair' }).click();
    await this.page.getByRole('link', { name: 'Go to the worksheet' }).click();
    await this.isOpen();
  }

  /** Opens the worksheet of a pair that is made already. */
  async open(pairSessionId: string): Promise<void> {
    await this.page.goto(`/pair-sessions/${pairSessionId}`);
    await this.isOpen();
  }

  /** Joins a partner by the code, from the section's page. */
  async join(room: TestClass, code: string): Promise<void> {
    await this.enterCode(room, code);
    await this.isOpen();
  }

  /** Seats a partner at this screen, who proves who they are. */
  async addPartnerHere({ email }: Person): Promise<void> {
    await this.page.getByRole('button', { name: 'Add partner at this screen' }).click();
    const dialog = this.page.getByRole('dialog', { name: 'Your partner signs in here' });
    await dialog.getByLabel('E-mail').fill(email);
    await dialog.getByLabel('Password').fill(password);
    await dialog.getByRole('button', { name: 'Add partner' }).click();
    await expect(dialog).toBeHidden();
  }

  async enterCode(room: TestClass, code: string): Promise<void> {
    await this.page.goto(`/sections/${room.sectionId}`);
    await this.page.getByLabel('Your partner’s code').fill(code.toLowerCase());
    await this.page.getByRole('button', { name: 'Join', exact: true }).click();
  }

  async isOpen(): Promise<void> {
    await expect(this.page.getByRole('heading', { level: 1, name: this.title })).toBeVisible();
    await expect(this.page.getByText(/^Live: /)).toBeVisible();
  }

  /** The code the partner types. */
  async pairCode(): Promise<string> {
    const spelled = await this.page.getByRole('img', { name: /^Pair code / }).getAttribute('aria-label');
    return (spelled ?? '').replace('Pair code ', '').replaceAll(' ', '');
  }

  part(id: string): Locator {
    return this.page.getByRole('article', { name: `Part ${id}`, exact: true });
  }

  cell(row: number, column: number): Locator {
    return this.part('2a')
      .getByRole('gridcell')
      .and(this.page.getByLabel(new RegExp(`^row ${row} .*column ${column} `)));
  }

  /** Types into a cell and leaves it. */
  async typeCell(row: number, column: number, text: string): Promise<void> {
    await this.cell(row, column).click();
    await this.page.keyboard.type(text);
    await this.page.keyboard.press('Enter');
  }

  /** How many outboxes with something in them this browser has stored. */
  countStoredOutboxes(): Promise<number> {
    return this.page.evaluate(
      () =>
        new Promise<number>((resolve, reject) => {
          const opened = indexedDB.open('duet');
          opened.onerror = () => reject(opened.error);
          opened.onsuccess = () => {
            const counted = opened.result.transaction('outbox').objectStore('outbox').count();
            counted.onerror = () => reject(counted.error);
            counted.onsuccess = () => {
              opened.result.close();
              resolve(counted.result);
            };
          };
        }),
    );
  }

  async expectCell(row: number, column: number, content: string | RegExp): Promise<void> {
    await expect(this.cell(row, column)).toHaveAccessibleName(
      content instanceof RegExp ? content : new RegExp(content),
    );
  }

  /** Puts a whole matrix in by the paste dialog. */
  async pasteMatrix(text: string): Promise<void> {
    await this.part('2a').getByRole('button', { name: 'Paste…' }).click();
    const dialog = this.page.getByRole('dialog', { name: 'Paste a matrix' });
    await dialog.getByLabel('Pasted text').fill(text);
    await dialog.getByRole('button', { name: /^Place / }).click();
    await expect(dialog).toBeHidden();
  }

  async explain(id: string, text: string): Promise<void> {
    await this.part(id).getByRole('textbox').fill(text);
  }

  /** The text of a part that asks in several fields, by what it asks. */
  text(id: string, question: string): Locator {
    return this.part(id).getByRole('textbox', { name: question });
  }

  async choose(id: string, option: string): Promise<void> {
    await this.tick(this.part(id).getByRole('radio', { name: option }));
  }

  /** Ticks a choice; a part that is not hydrated yet takes the press a moment later. */
  async tick(choice: Locator): Promise<void> {
    await choice.click({ force: true });
    await expect(choice).toBeChecked();
  }

  async check(id: string): Promise<void> {
    await this.part(id)
      .getByRole('button', { name: /^Check/ })
      .click();
  }

  async expectVerdict(id: string, words: string | RegExp): Promise<void> {
    await expect(this.part(id).getByText(words).first()).toBeVisible();
  }

  /** Asks to see the solution, or sees it where nobody else has to agree. */
  async askToTurn(id: string): Promise<void> {
    await this.part(id).getByRole('button', { name: 'See the solution' }).click();
    await this.page
      .getByRole('dialog')
      .getByRole('button', { name: /Ask my partner|See the solution/ })
      .click();
  }

  async agreeToTurn(id: string): Promise<void> {
    await this.part(id).getByRole('button', { name: 'Yes, see the solution' }).click();
  }
}
