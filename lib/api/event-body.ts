import type { ServerResponse } from 'node:http';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { PairEvent } from '@/lib/schemas/pair-events';

/** The body of an event stream, written at the pace of its reader. */
export interface EventBody {
  /** What the handler answers with. */
  response(): Response;
  /** Sends one event; resolves when there is room for the next. After the end it does nothing. */
  send(event: PairEvent, more?: { id?: number | undefined; retryMs?: number }): Promise<void>;
  /** Ends the stream after what was sent. */
  end(): void;
}

/** Where the text of a stream goes. */
interface Sink {
  response(): Response;
  /** Whether there is room for more; null once nobody reads any more. */
  write(text: string): boolean | null;
  end(): void;
}

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
function toNode(outgoing: ServerResponse, { onRoom, onLeave }: Reader): Sink {
  const start = () => {
    outgoing.writeHead(200, headers);
    outgoing.on('drain', onRoom);
    outgoing.once('close', onLeave);
  };
  return {
    response: () => RESPONSE_ALREADY_SENT,
    write(text) {
      if (outgoing.destroyed || outgoing.writableEnded) return null;
      if (!outgoing.headersSent) start();
      return outgoing.write(text);
    },
    end() {
      outgoing.end();
      setTimeout(() => outgoing.destroy(), patienceMs).unref();
    },
  };
}

/** Writes to a web stream, where a framework stands between this and Node. */
function toWebStream({ onRoom, onLeave }: Reader): Sink {
  const encoder = new TextEncoder();
  let controller: ReadableStreamDefaultController<Uint8Array> | null = null;
  const body = new ReadableStream<Uint8Array>({
    start(given) {
      controller = given;
    },
    pull: onRoom,
    cancel() {
      controller = null;
      onLeave();
    },
  });
  return {
    response: () => new Response(body, { headers }),
    write(text) {
      controller?.enqueue(encoder.encode(text));
      return controller && (controller.desiredSize ?? 0) > 0;
    },
    end() {
      controller?.close();
      controller = null;
    },
  };
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
 * Opens the body of an event stream. Nothing is answered before the first event, so that a handler can still refuse.
 *
 * @param outgoing Node's response, where the server has one.
 * @param retryMs how long a browser without our own client code waits before it opens the stream again.
 * @param onLeave called when the reader has gone.
 */
export function openEventBody(
  outgoing: ServerResponse | undefined,
  retryMs: number,
  onLeave: () => void,
): EventBody {
  let isEnded = false;
  let begins = `retry: ${retryMs}\n\n`;
  const waiting: (() => void)[] = [];
  const onRoom = () => {
    for (const resolve of waiting.splice(0)) resolve();
  };
  const end = () => {
    isEnded = true;
    onRoom();
  };
  const reader = {
    onRoom,
    onLeave() {
      end();
      onLeave();
    },
  };
  const sink = outgoing ? toNode(outgoing, reader) : toWebStream(reader);
  return {
    response: sink.response,
    async send(event, { id, retryMs: newRetryMs } = {}) {
      if (isEnded) return;
      const lines = [`event: ${event.event}`, `data: ${dataOf(event)}`];
      if (id !== undefined) lines.push(`id: ${id}`);
      if (newRetryMs !== undefined) lines.push(`retry: ${newRetryMs}`);
      const hasRoom = sink.write(`${begins}${lines.join('\n')}\n\n`);
      begins = '';
      if (hasRoom === false) await new Promise<void>((resolve) => waiting.push(resolve));
    },
    end() {
      if (isEnded) return;
      end();
      sink.end();
    },
  };
}
