import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { OpsResult } from '@/lib/schemas/ops';
import type { FieldView, PairView } from '@/lib/schemas/pair-view';
import type { Viewer } from '@/lib/server/people/viewer';
import { checkAnswer, checkEvent } from './interface';
import { signInAs } from './people';

/** The cookie of a person who signs in now. */
export async function cookieOf(viewer: Viewer): Promise<string> {
  const { cookie } = await signInAs(viewer, new Date());
  return cookie.split(';')[0] ?? '';
}

interface SentOp {
  opId: string;
  path: string;
  base: number;
  value: string;
}

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
}

export const goodNetwork: Faults = { lostAnswer: 0, doubled: 0, swapped: 0, late: 0 };

/** One device of a pair on a bad network: types, stores what is not acknowledged, listens, and reconnects. */
export class Device {
  readonly acknowledged = new Set<string>();
  readonly fields = new Map<string, FieldView>();
  /** Ops that came without the one before them: `[last seen, came]`. */
  readonly gaps: [number, number][] = [];
  /** Everything else that came, in order. */
  readonly heard: { event: string; data: Record<string, unknown> }[] = [];
  /** The first view of this page. */
  view: PairView | null = null;
  seq = 0;
  /** Ops that got an answer, each time they got one. */
  answered = 0;
  swaps = 0;
  lateCopies = 0;
  /** Requests without an answer yet. */
  underWay = 0;
  /** Checks of everything that came; they run at the end, away from the network code that survives errors. */
  private readonly received: (() => void)[] = [];
  private outbox: SentOp[] = [];
  private isStopped = false;
  private closeStream: () => void = () => {};

  constructor(
    private readonly origin: () => string,
    private readonly cookie: string,
    private readonly pairSessionId: string,
    private readonly faults: Faults,
    private readonly random: () => number,
  ) {}

  private get base(): string {
    return `${this.origin()}/api/pair-sessions/${this.pairSessionId}`;
  }

  /** Types a value into a field, on the version this device has seen. */
  type(path: string, value: string): void {
    this.outbox.push({ opId: randomUUID(), path, base: this.fields.get(path)?.version ?? 0, value });
  }

  /** Asks for something else than edits, on a network without faults. */
  async call(resource: string, body: unknown): Promise<unknown> {
    const answer = await fetch(`${this.base}/${resource}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: this.cookie, origin: this.origin() },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${resource} answered ${answer.status}: ${await answer.text()}`);
    const value: unknown = await answer.json();
    checkAnswer('POST', new URL(`${this.base}/${resource}`).pathname, answer.status, value);
    return value;
  }

  private async post(ops: SentOp[]): Promise<OpsResult | null> {
    const lose = this.random() < this.faults.lostAnswer;
    const controller = new AbortController();
    if (lose) setTimeout(() => controller.abort(), Math.floor(this.random() * 8));
    this.underWay += 1;
    try {
      const answer = await fetch(`${this.base}/ops`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', cookie: this.cookie, origin: this.origin() },
        body: JSON.stringify({ ops }),
        signal: AbortSignal.any([controller.signal, AbortSignal.timeout(5_000)]),
      });
      if (!answer.ok) return null;
      const value: unknown = await answer.json();
      this.received.push(() =>
        checkAnswer('POST', new URL(`${this.base}/ops`).pathname, answer.status, value),
      );
      return value as OpsResult;
    } catch {
      return null;
    } finally {
      this.underWay -= 1;
    }
  }

  /** Sends the first waiting ops, as the network lets it; returns whether the server answered. */
  async flushOnce(): Promise<boolean> {
    const first = this.outbox.slice(0, 3);
    const next = this.outbox.slice(3, 6);
    if (first.length === 0) return true;
    const isSwapped = next.length > 0 && this.random() < this.faults.swapped;
    if (!isSwapped) return this.deliver(first);
    const overtaking = this.deliver(next);
    await pause(this.random() * 8);
    const answered = await Promise.all([this.deliver(first), overtaking]);
    if (answered.every(Boolean)) this.swaps += 1;
    return answered.every(Boolean);
  }

  private async deliver(ops: SentOp[]): Promise<boolean> {
    const twin = this.random() < this.faults.doubled ? this.post(ops) : null;
    if (this.random() < this.faults.late) {
      setTimeout(async () => {
        if (await this.post(ops)) this.lateCopies += 1;
      }, this.random() * 1_500);
    }
    const [answer] = await Promise.all([this.post(ops), twin]);
    if (!answer) return false;
    this.answered += ops.length;
    const refused = new Set(answer.conflicts.map(({ opId }) => opId));
    for (const { opId } of ops) {
      if (!answer.accepted.includes(opId) && !refused.has(opId)) throw new Error('an op got no answer');
    }
    for (const opId of answer.accepted) this.acknowledged.add(opId);
    this.outbox = this.outbox.filter((op) => !ops.includes(op));
    return true;
  }

  get waiting(): number {
    return this.outbox.length;
  }

  /** Listens until stopped: opens the stream again after the last op seen whenever it breaks. */
  async listen(): Promise<void> {
    while (!this.isStopped) {
      await this.listenOnce();
      if (!this.isStopped) await pause(20 + this.random() * 60);
    }
  }

  private listenOnce(): Promise<void> {
    return new Promise((resolve) => {
      const url = `${this.base}/events`;
      const headers = { cookie: this.cookie, ...(this.seq > 0 && { 'last-event-id': String(this.seq) }) };
      const stream = request(url, { headers }, (response) => {
        let buffer = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          buffer += chunk;
          const events = buffer.split('\n\n');
          buffer = events.pop() ?? '';
          for (const event of events) this.hear(event);
        });
        response.on('close', resolve);
        response.on('error', () => resolve());
      });
      stream.on('error', () => resolve());
      this.closeStream = () => stream.destroy();
      stream.end();
    });
  }

  /** Breaks the stream, as a network does. */
  dropStream(): void {
    this.closeStream();
  }

  private hear(event: string): void {
    const name = /^event: (.*)$/m.exec(event)?.[1];
    const data = /^data: (.*)$/m.exec(event)?.[1];
    if (!name || !data) return;
    this.received.push(() => checkEvent(name, JSON.parse(data)));
    if (name === 'snapshot') {
      const view = JSON.parse(data) as PairView;
      for (const [path, field] of Object.entries(view.fields)) this.fields.set(path, field);
      this.view ??= view;
      this.seq = view.seq;
    } else if (name === 'op') {
      const op = JSON.parse(data) as FieldView & { seq: number; path: string };
      if (op.seq !== this.seq + 1) this.gaps.push([this.seq, op.seq]);
      this.seq = op.seq;
      this.fields.set(op.path, op);
    } else {
      this.heard.push({ event: name ?? '', data: JSON.parse(data) as Record<string, unknown> });
    }
  }

  /** Goes away; fails the test where anything that came was not of the shape that the interface promises. */
  stop(): void {
    this.isStopped = true;
    this.closeStream();
    for (const check of this.received) check();
  }
}
