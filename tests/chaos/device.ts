import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { FieldView, OpsResult, PairView } from '@/lib/pairing/pair-view';

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
  /** The device sends its next request before the answer to this one is there. */
  overtaken: number;
}

/** One device of a pair on a bad network: types, keeps what is not acknowledged, listens, and comes back. */
export class Device {
  readonly acknowledged = new Set<string>();
  readonly fields = new Map<string, FieldView>();
  readonly seen: number[] = [];
  seq = 0;
  sent = 0;
  private readonly outbox: SentOp[] = [];
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

  private async post(ops: SentOp[]): Promise<OpsResult | null> {
    const lose = this.random() < this.faults.lostAnswer;
    const controller = new AbortController();
    if (lose) setTimeout(() => controller.abort(), Math.floor(this.random() * 8));
    try {
      const answer = await fetch(`${this.base}/ops`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', cookie: this.cookie, origin: this.origin() },
        body: JSON.stringify({ ops }),
        signal: AbortSignal.any([controller.signal, AbortSignal.timeout(5_000)]),
      });
      return answer.ok ? ((await answer.json()) as OpsResult) : null;
    } catch {
      return null;
    }
  }

  /** Sends the first waiting ops; returns whether the server answered. */
  async flushOnce(): Promise<boolean> {
    const ops = this.outbox.slice(0, 4);
    if (ops.length === 0) return true;
    this.sent += ops.length;
    const twin = this.random() < this.faults.doubled ? this.post(ops) : null;
    if (this.random() < this.faults.overtaken) void this.post(this.outbox.slice(4, 6));
    const [answer] = await Promise.all([this.post(ops), twin]);
    if (!answer) return false;
    const refused = new Set(answer.conflicts.map(({ opId }) => opId));
    for (const { opId } of ops) {
      if (!answer.accepted.includes(opId) && !refused.has(opId)) throw new Error('an op got no answer');
    }
    for (const opId of answer.accepted) this.acknowledged.add(opId);
    this.outbox.splice(0, ops.length);
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
    if (!data) return;
    if (name === 'snapshot') {
      const view = JSON.parse(data) as PairView;
      for (const [path, field] of Object.entries(view.fields)) this.fields.set(path, field);
      this.seq = view.seq;
    } else if (name === 'op') {
      const op = JSON.parse(data) as FieldView & { seq: number; path: string };
      this.seen.push(op.seq);
      this.seq = op.seq;
      this.fields.set(op.path, op);
    }
  }

  stop(): void {
    this.isStopped = true;
    this.closeStream();
  }
}
