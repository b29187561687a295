import type { Json } from '@/lib/schemas/json';
import type { PairEvent } from '@/lib/schemas/pair-events';
import type { PairView, SharedPairState } from '@/lib/schemas/pair-view';
import { database } from '../database/db';
import { type BusMessage, pairTopic, type StoredOp } from '../live/bus';
import { noteGone, noteOpened, noteSeen } from '../live/presence';
import { bus } from '../live/shared-bus';
import type { Viewer } from '../people/viewer';
import { getPairView } from './get-pair-view';
import { tellClosed, tellPlaces } from './note-presence';

/** An event on its way to a client; `id` is the sequence number after which that client resumes. */
export type SentPairEvent = PairEvent & { id?: number };

/** What feeds one client. */
export interface PairFeed {
  stop(): void;
  /** Marks the viewer as present, and reads what this client may have missed by a lost notice. */
  heartbeat(): Promise<void>;
  /** Resolves when the feed has ended; rejects when it could not read on. */
  done: Promise<void>;
}

/** How many missed ops are replayed one by one; beyond that a snapshot is cheaper for both sides. */
const maxReplayedOps = 500;

/** Everything in a view that ops do not carry. */
function toPairState(view: PairView): SharedPairState {
  const { fields: _fields, parts: _parts, ...state } = view;
  return state;
}

async function listOpsAfter(pairSessionId: string, seq: number, limit: number): Promise<StoredOp[]> {
  const rows = await database().op.findMany({
    where: { pairSessionId, seq: { gt: seq }, ownerSeatId: '' },
    orderBy: { seq: 'asc' },
    take: limit,
    select: {
      seq: true,
      path: true,
      value: true,
      version: true,
      seatId: true,
      verdict: true,
      opId: true,
      textUpdate: true,
    },
  });
  // Both columns are only ever written from an accepted op, in these shapes.
  return rows.map((row) => ({
    ...row,
    value: row.value as Json,
    verdict: row.verdict as StoredOp['verdict'],
  }));
}

function toOpEvent({ seatId, verdict, textUpdate, ...op }: StoredOp): SentPairEvent {
  return {
    event: 'op',
    id: op.seq,
    data: {
      ...op,
      by: seatId,
      ...(verdict && { verdict }),
      ...(textUpdate && { textUpdate: Buffer.from(textUpdate).toString('base64') }),
    },
  };
}

/**
 * Feeds one client of a pair session until `end` is called or the viewer loses the seat.
 * Bus messages only mark what is stale; one loop reads and sends, so that events leave in order and a slow client
 * costs nothing but its own delay.
 */
export async function feedPairEvents(
  viewer: Viewer,
  pairSessionId: string,
  lastSeq: number | null,
  send: (event: SentPairEvent) => Promise<void>,
): Promise<PairFeed | null> {
  const pending: BusMessage[] = [];
  let wake: () => void = () => {};
  let isStopped = false;
  // Subscribed before the first read: what happens between the two is read again rather than missed.
  const unsubscribe = bus().subscribe(pairTopic(pairSessionId), (message) => {
    pending.push(message);
    wake();
  });
  const first = await getPairView(viewer, pairSessionId, new Date());
  if (!first.ok) {
    unsubscribe();
    return null;
  }
  const yourSeatIds = first.value.seats.filter(({ isYours }) => isYours).map(({ id }) => id);
  for (const seatId of yourSeatIds) noteOpened(seatId);
  let seq = first.value.seq;

  const sendOps = async (ops: readonly StoredOp[]) => {
    for (const op of ops) {
      await send(toOpEvent(op));
      seq = op.seq;
    }
  };
  const readOps = async () => {
    for (;;) {
      const ops = await listOpsAfter(pairSessionId, seq, maxReplayedOps);
      await sendOps(ops);
      if (ops.length < maxReplayedOps) return;
    }
  };
  const takeOps = async (messages: BusMessage[]) => {
    const news = messages.flatMap((message) => (message.type === 'ops' ? [message] : []));
    for (const { stored } of news) {
      const last = stored?.at(-1);
      if (last && last.seq <= seq) continue;
      // After a gap, all ops since the last one that was sent are read from the database.
      if (stored?.[0]?.seq === seq + 1) await sendOps(stored);
      else await readOps();
    }
  };

  const sendState = async (messages: BusMessage[]): Promise<boolean> => {
    const news = messages.flatMap((message) => (message.type === 'state' ? [message] : []));
    if (news.length === 0) return true;
    const fresh = await getPairView(viewer, pairSessionId, new Date());
    if (!fresh.ok) return false;
    const state = fresh.value;
    for (const { news: name, partId } of news) {
      if (name === 'submitted' && partId) {
        const submission = state.submissions[partId];
        // New numbers may have been drawn since; then there is no such submission any more.
        if (submission) await send({ event: name, data: submission });
      } else if (name === 'revealed' && partId && state.revealed.includes(partId)) {
        const key = state.keys[partId];
        if (key !== undefined) await send({ event: name, data: { partId, key } });
      } else if (name === 'hand-in' && partId) {
        const isDone = state.handedIn.includes(partId);
        const proposal = state.proposals.find(
          (other) => other.partId === partId && other.purpose === 'hand-in',
        );
        await send({
          event: name,
          data: {
            partId,
            state: isDone ? 'handed-in' : proposal ? 'proposed' : 'none',
            by: proposal?.by ?? null,
          },
        });
      } else if (name === 'class') {
        await send({ event: name, data: { status: state.status, closesAt: state.closesAt } });
      }
    }
    await send({ event: 'state', data: toPairState(state) });
    return true;
  };

  const tellWhereYouAre = () => tellPlaces(pairSessionId, yourSeatIds, new Date());

  const begin = async (view: PairView) => {
    tellWhereYouAre();
    const isResumable = lastSeq !== null && lastSeq <= view.seq && view.seq - lastSeq <= maxReplayedOps;
    if (isResumable) {
      seq = lastSeq;
      await readOps();
      await send({ event: 'state', data: toPairState(view) });
    } else {
      await send({ event: 'snapshot', id: view.seq, data: view });
    }
  };
  // Handed over, so that nothing holds on to the view once it is sent: it is most of what an open stream would cost.
  const begun = begin(first.value);
  const run = async () => {
    await begun;
    while (!isStopped) {
      if (pending.length === 0) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
        continue;
      }
      const messages = pending.splice(0);
      await takeOps(messages);
      if (!(await sendState(messages))) break;
      for (const message of messages) {
        if (message.type === 'presence' && !yourSeatIds.includes(message.seatId)) {
          const { seatId, path, typing, caret, isHere } = message;
          // What this instance knows of a partner on another one comes from these messages alone.
          if (isHere) noteSeen(seatId, new Date(), { path, typing, caret });
          else noteGone(seatId);
          await send({
            event: 'presence',
            data: { seatId, path, typing, present: isHere, ...(caret !== null && { caret }) },
          });
        }
      }
    }
  };
  const stop = () => {
    if (isStopped) return;
    isStopped = true;
    tellClosed(pairSessionId, yourSeatIds);
    unsubscribe();
    wake();
  };
  return {
    stop,
    done: run().finally(unsubscribe),
    heartbeat: async () => {
      for (const seatId of yourSeatIds) noteSeen(seatId, new Date());
      tellWhereYouAre();
      // A notice may get lost between instances; the ops themselves never do.
      pending.push({ type: 'ops' });
      wake();
    },
  };
}
