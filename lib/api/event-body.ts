import type { ServerResponse } from 'node:http';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { PairEvent } from '@/lib/schemas/pair-events';

/** Where the text of a stream goes. */
interface Sink {
  response(): Response;
  /** Whether there is room for more; null once nobody reads any more. */
  write(text: string): boolean | null;
  end(): void;
}

/** Who is told of the other end of a stream. */
interface Reader {
  /** There is room for more. */
  onRoom(): void;
  /** Nobody reads any more. */
  onLeave(): void;
}

const headers = {
  'Content-Type': 'text/event-stream',
  // Compression would hold events back; some proxies buffer unless told not to.
  'Cache-Control': 'no-store, no-transform',
  'X-Accel-Buffering': 'no',
};

/** How long a client may take to read what was sent before its stream ended. */
const patienceMs = 5_000;

/** Writes to Node's own response: a class has hundreds of streams, and a web stream would be most of each one's cost. */
class NodeSink implements Sink {
  constructor(
    private readonly outgoing: ServerResponse,
    private readonly reader: Reader,
  ) {}

  response(): Response {
    return RESPONSE_ALREADY_SENT;
  }

  write(text: string): boolean | null {
    const { outgoing, reader } = this;
    if (outgoing.destroyed || outgoing.writableEnded) return null;
    if (!outgoing.headersSent) {
      outgoing.writeHead(200, headers);
      // Alone: Node keeps their text as long as the stream is open, and sent with the first event it would stay the fifty
      // pieces that it is put together from.
      outgoing.flushHeaders();
      outgoing.on('drain', () => reader.onRoom());
      outgoing.once('close', () => reader.onLeave());
    }
    return outgoing.write(text);
  }

  end(): void {
    const { outgoing } = this;
    outgoing.end();
    setTimeout(() => outgoing.destroy(), patienceMs).unref();
  }
}

/** Writes to a web stream, where a framework stands between this and Node. */
class WebSink implements Sink {
  private readonly encoder = new TextEncoder();
  private controller: ReadableStreamDefaultController<Uint8Array> | null = null;
  private readonly body: ReadableStream<Uint8Array>;

  constructor(reader: Reader) {
    this.body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        this.controller = controller;
      },
      pull: () => reader.onRoom(),
      cancel: () => {
        this.controller = null;
        reader.onLeave();
      },
    });
  }

  response(): Response {
    return new Response(this.body, { headers });
  }

  write(text: string): boolean | null {
    this.controller?.enqueue(this.encoder.encode(text));
    return this.controller && (this.controller.desiredSize ?? 0) > 0;
  }

  end(): void {
    this.controller?.close();
    this.controller = null;
  }
}

/** The text of an edit is made once, however many streams it goes to: they all get the same object. */
const textsOfOps = new WeakMap<PairEvent['data'], string>();

function dataOf({ event, data }: PairEvent): string {
  const known = textsOfOps.get(data);
  if (known !== undefined) return known;
  const text = JSON.stringify(data);
  if (event === 'op') textsOfOps.set(data, text);
  return text;
}

/**
 * The body of an event stream, written at the pace of its reader. Nothing is answered before the first event, so that a
 * handler can still refuse. Its parts are methods: hundreds of streams are open, and each function of its own costs each
 * of them 300 bytes.
 */
export class EventBody implements Reader {
  private readonly sink: Sink;
  private isEnded = false;
  private begins: string;
  private readonly waiting: (() => void)[] = [];

  /**
   * @param outgoing Node's response, where the server has one.
   * @param retryMs how long a browser without our own client code waits before it opens the stream again.
   * @param left called when the reader has gone.
   */
  constructor(
    outgoing: ServerResponse | undefined,
    retryMs: number,
    private readonly left: () => void,
  ) {
    this.begins = `retry: ${retryMs}\n\n`;
    this.sink = outgoing ? new NodeSink(outgoing, this) : new WebSink(this);
  }

  onRoom(): void {
    for (const resolve of this.waiting.splice(0)) resolve();
  }

  onLeave(): void {
    this.isEnded = true;
    this.onRoom();
    this.left();
  }

  /** What the handler answers with. */
  response(): Response {
    return this.sink.response();
  }

  /** Sends one event; resolves when there is room for the next. After the end it does nothing. */
  async send(event: PairEvent, more: { id?: number | undefined; retryMs?: number } = {}): Promise<void> {
    if (this.isEnded) return;
    const lines = [`event: ${event.event}`, `data: ${dataOf(event)}`];
    if (more.id !== undefined) lines.push(`id: ${more.id}`);
    if (more.retryMs !== undefined) lines.push(`retry: ${more.retryMs}`);
    const hasRoom = this.sink.write(`${this.begins}${lines.join('\n')}\n\n`);
    this.begins = '';
    if (hasRoom === false) await new Promise<void>((resolve) => this.waiting.push(resolve));
  }

  /** Ends the stream after what was sent. */
  end(): void {
    if (this.isEnded) return;
    this.isEnded = true;
    this.onRoom();
    this.sink.end();
  }
}
