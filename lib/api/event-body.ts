import type { PairEvent } from '@/lib/schemas/pair-events';

/** The body of an event stream, written at the pace of its reader. */
export interface EventBody {
  readonly body: ReadableStream<Uint8Array>;
  /** Sends one event; resolves when there is room for the next. After the end it does nothing. */
  send(event: PairEvent, more?: { id?: number | undefined; retryMs?: number }): Promise<void>;
  /** Ends the stream after what was sent. */
  end(): void;
}

const encoder = new TextEncoder();

/**
 * Opens the body of an event stream. One web stream and nothing around it: a class has hundreds open at a time, and
 * the objects around each stream are most of its cost.
 *
 * @param retryMs how long a browser without our own client code waits before it opens the stream again.
 * @param onLeave called when the reader has gone.
 */
export function openEventBody(retryMs: number, onLeave: () => void): EventBody {
  let controller: ReadableStreamDefaultController<Uint8Array> | null = null;
  const waiting: (() => void)[] = [];
  const goOn = () => {
    for (const resolve of waiting.splice(0)) resolve();
  };
  const body = new ReadableStream<Uint8Array>({
    start(given) {
      controller = given;
      // Something to read at once, so that the headers are not held back until the first event.
      given.enqueue(encoder.encode(`retry: ${retryMs}\n\n`));
    },
    pull: goOn,
    cancel() {
      controller = null;
      goOn();
      onLeave();
    },
  });
  return {
    body,
    async send({ event, data }, { id, retryMs } = {}) {
      if (!controller) return;
      const lines = [`event: ${event}`, `data: ${JSON.stringify(data)}`];
      if (id !== undefined) lines.push(`id: ${id}`);
      if (retryMs !== undefined) lines.push(`retry: ${retryMs}`);
      controller.enqueue(encoder.encode(`${lines.join('\n')}\n\n`));
      if ((controller.desiredSize ?? 0) > 0) return;
      await new Promise<void>((resolve) => waiting.push(resolve));
    },
    end() {
      controller?.close();
      controller = null;
      goOn();
    },
  };
}
