import { request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { FieldView, PairView, SharedPairState } from '@/lib/schemas/pair-view';
import { checkEvent } from './interface';
import type { Network } from './network';

/** What a page shows of a pair session, from its event stream alone. */
export class OpenPage {
  readonly fields = new Map<string, FieldView>();
  /** Ops that came without the one before them: `[last seen, came]`. */
  readonly gaps: [number, number][] = [];
  /** Everything but snapshots and ops, in order. */
  readonly heard: { event: string; data: Record<string, unknown> }[] = [];
  /** The first view of this page. */
  view: PairView | null = null;
  /** The last state that came, with a snapshot or by itself. */
  state: SharedPairState | null = null;
  seq = 0;
  private readonly received: (() => void)[] = [];
  private isStopped = false;
  private closeStream: () => void = () => {};

  /** @param onGone called when the server says that this person has no place here (any more). */
  constructor(
    private pairSessionId: string,
    private readonly network: Network,
    private readonly onGone: () => Promise<unknown>,
  ) {}

  /** The seat of the person who looks. */
  get seatId(): string {
    return this.state?.seats.find(({ isYours }) => isYours)?.id ?? '';
  }

  /** Listens until stopped: opens the stream again after the last op seen whenever it breaks. */
  async listen(): Promise<void> {
    while (!this.isStopped) {
      const status = await this.listenOnce();
      if (status === 404) await this.onGone();
      if (!this.isStopped) await pause(20 + this.network.random() * 60);
    }
  }

  private listenOnce(): Promise<number> {
    return new Promise((resolve) => {
      const url = this.network.url(`/api/pair-sessions/${this.pairSessionId}/events`);
      const resume = this.seq > 0 && { 'last-event-id': String(this.seq) };
      const stream = request(url, { headers: { ...this.network.headers, ...resume } }, (response) => {
        const { statusCode: status = 0 } = response;
        let buffer = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          buffer += chunk;
          const events = buffer.split('\n\n');
          buffer = events.pop() ?? '';
          // A stream that was broken off must not tell the page anything any more.
          if (status === 200 && !stream.destroyed) for (const event of events) this.hear(event);
        });
        response.on('close', () => resolve(status));
        response.on('error', () => resolve(status));
      });
      stream.on('error', () => resolve(0));
      this.closeStream = () => stream.destroy();
      stream.end();
    });
  }

  /** Breaks the stream, as a network does. */
  dropStream(): void {
    this.closeStream();
  }

  /** Shows another pair session from now on, as a page that is loaded anew. */
  turnTo(pairSessionId: string): void {
    this.pairSessionId = pairSessionId;
    this.fields.clear();
    this.view = null;
    this.state = null;
    this.seq = 0;
    this.closeStream();
  }

  private hear(event: string): void {
    const name = /^event: (.*)$/m.exec(event)?.[1];
    const data = /^data: (.*)$/m.exec(event)?.[1];
    if (!name || !data) return;
    this.received.push(() => checkEvent(name, JSON.parse(data)));
    if (name === 'snapshot') {
      const view = JSON.parse(data) as PairView;
      this.fields.clear();
      for (const [path, field] of Object.entries(view.fields)) this.fields.set(path, field);
      this.view ??= view;
      this.state = view;
      this.seq = view.seq;
    } else if (name === 'op') {
      const op = JSON.parse(data) as FieldView & { seq: number; path: string };
      if (op.seq !== this.seq + 1) this.gaps.push([this.seq, op.seq]);
      this.seq = op.seq;
      this.fields.set(op.path, op);
    } else {
      this.heard.push({ event: name, data: JSON.parse(data) as Record<string, unknown> });
      if (name === 'state') this.state = JSON.parse(data) as SharedPairState;
    }
  }

  stop(): void {
    this.isStopped = true;
    this.closeStream();
  }

  /** Fails the test where an event was not of the shape that the interface promises. */
  checkReceived(): void {
    for (const check of this.received.splice(0)) check();
  }
}
