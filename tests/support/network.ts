import { setTimeout as pause } from 'node:timers/promises';
import { checkAnswer } from './interface';

/** How often each fault hits one request. */
export interface Faults {
  /** The answer gets lost: the device does not know whether the server had the request. */
  lostAnswer: number;
  /** The request is sent twice, at once. */
  doubled: number;
  /** The next request reaches the server before this one. */
  swapped: number;
  /** A copy of the request hangs in the network and arrives after later ones, perhaps at a server started since. */
  late: number;
  /** The event stream breaks; so often before a request. */
  dropped: number;
}

export const goodNetwork: Faults = { lostAnswer: 0, doubled: 0, swapped: 0, late: 0, dropped: 0 };
export const worstNetwork: Faults = {
  lostAnswer: 0.1,
  doubled: 0.15,
  swapped: 0.2,
  late: 0.1,
  dropped: 0.03,
};

export interface Answer {
  status: number;
  body: unknown;
}

/** After this time without an answer a device sends again. */
const PATIENCE_IN_MS = 10_000;
const LONGEST_DELAY_IN_MS = 1_500;

/** What lies between one device and the server. */
export class Network {
  lateCopies = 0;
  /** Answers that called the failure the server's own. */
  serverErrors = 0;
  /** Checks of all answers; they run at the end, away from the code that survives errors. */
  private readonly received: (() => void)[] = [];
  private readonly hanging = new Set<Promise<void>>();

  constructor(
    private readonly origin: () => string,
    private readonly cookie: string,
    readonly faults: Faults,
    readonly random: () => number,
  ) {}

  get headers(): Record<string, string> {
    return { cookie: this.cookie, origin: this.origin() };
  }

  url(path: string): string {
    return this.origin() + path;
  }

  /** Asks once, without faults; rejects where no answer comes. */
  async ask(method: 'GET' | 'POST', path: string, body?: unknown, cut?: AbortSignal): Promise<Answer> {
    const patience = AbortSignal.timeout(PATIENCE_IN_MS);
    const answer = await fetch(this.url(path), {
      method,
      headers: { ...this.headers, ...(method === 'POST' && { 'content-type': 'application/json' }) },
      signal: cut ? AbortSignal.any([cut, patience]) : patience,
      ...(method === 'POST' && { body: JSON.stringify(body) }),
    });
    const { status } = answer;
    const value: unknown = await answer.json();
    this.received.push(() => checkAnswer(method, path, status, value));
    return { status, body: value };
  }

  /** Posts as the network lets it. null where the device has to send again: it heard nothing, or of a failure. */
  async deliver(path: string, body: unknown): Promise<Answer | null> {
    const twin = this.random() < this.faults.doubled ? this.post(path, body) : null;
    if (this.random() < this.faults.late) this.postLate(path, body);
    const [answer] = await Promise.all([this.post(path, body), twin]);
    return answer;
  }

  private async post(path: string, body: unknown): Promise<Answer | null> {
    const cut = new AbortController();
    const isLost = this.random() < this.faults.lostAnswer;
    if (isLost) setTimeout(() => cut.abort(), Math.floor(this.random() * 8));
    try {
      const answer = await this.ask('POST', path, body, cut.signal);
      if (answer.status < 500) return answer;
      this.serverErrors += 1;
      return null;
    } catch {
      return null;
    }
  }

  private postLate(path: string, body: unknown): void {
    const hang = async () => {
      await pause(this.random() * LONGEST_DELAY_IN_MS);
      if (await this.post(path, body)) this.lateCopies += 1;
    };
    const hanging = hang().finally(() => this.hanging.delete(hanging));
    this.hanging.add(hanging);
  }

  /** Resolves when no late copy is on its way any more. */
  async becomeQuiet(): Promise<void> {
    while (this.hanging.size > 0) await Promise.all(this.hanging);
  }

  /** Fails the test where an answer was not of the shape that the interface promises. */
  checkReceived(): void {
    for (const check of this.received.splice(0)) check();
  }
}
