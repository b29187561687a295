import type { PairEvent } from '@/lib/schemas/pair-events';
import { backOffMs } from './back-off';

/** Callbacks of the link. */
export interface EventLinkHandlers {
  onEvent(event: PairEvent): void;
  onState(state: 'connecting' | 'live' | 'polling'): void;
  /** Called every two seconds while no events come through. */
  poll(): Promise<void>;
}

/** Every event by name. Some are for other programs only: `state` brings their content to this page. */
const eventNames = Object.keys({
  snapshot: true,
  op: true,
  state: true,
  presence: true,
  submitted: true,
  revealed: true,
  'hand-in': true,
  class: true,
  bye: true,
  here: true,
} satisfies Record<PairEvent['event'], true>);
/** Heartbeats come every 15 seconds; after this long without any the stream counts as dead. */
const silenceMs = 35_000;
/** A stream that is silent for longer than one heartbeat is not trusted when the page comes back. */
const doubtMs = 17_000;
const tickMs = 5_000;
const failuresBeforePolling = 3;
const pollEveryMs = 2_000;
const longestWaitMs = 15_000;

/**
 * Holds one event stream open and opens it again when it breaks, later each time; after three failures it polls as
 * well and says so. `address` is called for every opening, so that it carries the last sequence number.
 */
export function openEventLink(
  address: () => string,
  handlers: EventLinkHandlers,
): { reopen(): void; close(): void } {
  let source: EventSource | null = null;
  let failures = 0;
  let isClosed = false;
  let reopenTimer: ReturnType<typeof setTimeout> | undefined;
  let silenceTimer: ReturnType<typeof setTimeout> | undefined;
  let heardAt = Date.now();
  let pollTimer: ReturnType<typeof setInterval> | undefined;

  const stopPolling = () => {
    clearInterval(pollTimer);
    pollTimer = undefined;
  };
  const startPolling = () => {
    handlers.onState('polling');
    pollTimer ??= setInterval(() => void handlers.poll(), pollEveryMs);
  };
  const drop = () => {
    clearTimeout(silenceTimer);
    source?.close();
    source = null;
  };
  const reopenIn = (ms: number) => {
    drop();
    clearTimeout(reopenTimer);
    if (!isClosed) reopenTimer = setTimeout(open, ms);
  };
  const fail = () => {
    failures += 1;
    if (failures >= failuresBeforePolling) startPolling();
    else handlers.onState('connecting');
    reopenIn(backOffMs(failures, longestWaitMs));
  };
  const hear = () => {
    heardAt = Date.now();
    clearTimeout(silenceTimer);
    silenceTimer = setTimeout(fail, silenceMs);
  };

  function open() {
    source = new EventSource(address());
    source.onopen = () => {
      failures = 0;
      stopPolling();
      handlers.onState('live');
      hear();
    };
    source.onerror = fail;
    for (const name of eventNames) {
      source.addEventListener(name, ({ data }: MessageEvent<string>) => {
        hear();
        // The server checks nothing it sends, but its types and the tests of the interface hold it to this shape.
        const event = { event: name, data: JSON.parse(data) } as PairEvent;
        if (event.event === 'bye') reopenIn(event.data.retryMs);
        else if (event.event !== 'here') handlers.onEvent(event);
      });
    }
  }

  const comeBack = () => {
    const isDoubtful = !source || Date.now() - heardAt > doubtMs;
    if (document.visibilityState === 'visible' && isDoubtful) reopenIn(0);
  };
  // A stream that seems to have outlived the time offline would never say that it is live again.
  const comeOnline = () => reopenIn(0);
  // While a machine sleeps no timer runs, and the connection it had is often dead without a sign of it.
  let tickedAt = Date.now();
  const tickTimer = setInterval(() => {
    const sleptMs = Date.now() - tickedAt - tickMs;
    tickedAt = Date.now();
    if (sleptMs > tickMs && document.visibilityState === 'visible') reopenIn(0);
  }, tickMs);
  open();
  window.addEventListener('online', comeOnline);
  document.addEventListener('visibilitychange', comeBack);
  return {
    /** Ends the stream and opens another one, which is asked for with the cookies of now. */
    reopen: () => reopenIn(0),
    close() {
      isClosed = true;
      clearTimeout(reopenTimer);
      clearInterval(tickTimer);
      stopPolling();
      drop();
      window.removeEventListener('online', comeOnline);
      document.removeEventListener('visibilitychange', comeBack);
    },
  };
}
