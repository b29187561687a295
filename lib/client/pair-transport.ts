import type { OpEvent, PresenceEvent } from '@/lib/schemas/pair-events';
import type { PairView } from '@/lib/schemas/pair-view';
import { type CallProblem, callApi } from './call-api';
import { openEventLink } from './event-link';
import { applySnapshot, applyState } from './pair-state';
import type { PairStore } from './pair-store';

/** Brings changes from the server to the page: by the event stream, or by asking where no stream gets through. */
export interface PairTransport {
  open(): void;
  close(): void;
  /** Fetches the whole view. */
  refresh(): Promise<void>;
  /** Ends the stream and opens another one, which is asked for with the cookies of now. */
  reopenStream(): void;
  /** Shows on the page why a call failed. */
  hearProblem(problem: CallProblem): void;
}

interface PairTransportOptions {
  /** Of the pair session. */
  id: string;
  store: PairStore;
  hearOp(op: OpEvent): void;
  hearPresence(event: PresenceEvent): void;
  /** A whole view has come, and edits between it and the last one may have been missed. */
  onGap(): void;
  /** The server can be reached, so what waits can be sent. */
  onReach(): void;
  /** This person has no seat here any more. */
  onGone(): void;
}

export function makePairTransport(options: PairTransportOptions): PairTransport {
  const { id, store } = options;
  /** Requests are numbered; answers to those up to `overtaken` hold an older state than the page has. */
  let asked = 0;
  let overtaken = 0;
  let link: ReturnType<typeof openEventLink> | null = null;

  function hearState(view: PairView) {
    overtaken = asked;
    store.changeView(view);
  }
  function hearProblem({ status, code, message }: CallProblem) {
    if (status === 401) store.change({ link: 'signed-out' });
    else if (status === 404) options.onGone();
    else if (status === 0) store.change({ link: 'offline' });
    else if (status < 500) store.change({ refusal: { code, message } });
  }
  async function refresh(): Promise<void> {
    asked += 1;
    const turn = asked;
    const answer = await callApi('GET /api/pair-sessions/{id}', { id });
    if (!answer.ok) {
      if (answer.status < 500) hearProblem(answer);
      return;
    }
    const { view } = store.get();
    // The seat is gone; what comes now is for reading only, on a page of its own.
    if (answer.value.readOnly !== view.readOnly) return options.onGone();
    const next = applySnapshot(view, answer.value);
    // Events come in order, answers in any order: an overtaken answer may only add fields.
    store.changeView(turn > overtaken ? next : applyState(next, view));
    overtaken = Math.max(overtaken, turn);
    // Somebody who has signed in again in another tab goes on here.
    const before = store.get().link;
    if (before === 'offline' || before === 'signed-out') store.change({ link: 'polling' });
    if (store.get().link !== 'live') options.onGap();
    options.onReach();
  }
  function hearLinkState(next: 'connecting' | 'live' | 'polling') {
    if (next === 'live') options.onReach();
    const now = store.get().link;
    const isStuck = (now === 'signed-out' && next !== 'live') || now === 'gone';
    const staysOffline = now === 'offline' && next === 'polling';
    if (!isStuck && !staysOffline) store.change({ link: next });
    if (next === 'connecting') void refresh();
  }
  return {
    open() {
      link = openEventLink(
        () => `/api/pair-sessions/${encodeURIComponent(id)}/events?after=${store.get().view.seq}`,
        {
          onState: hearLinkState,
          onEvent({ event, data }) {
            if (event === 'op') options.hearOp(data);
            else if (event === 'snapshot') {
              hearState(applySnapshot(store.get().view, data));
              options.onGap();
            } else if (event === 'state') hearState(applyState(store.get().view, data));
            else if (event === 'presence') options.hearPresence(data);
          },
          poll: refresh,
        },
      );
    },
    close() {
      link?.close();
      link = null;
    },
    refresh,
    reopenStream: () => link?.reopen(),
    hearProblem,
  };
}
