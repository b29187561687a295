import type { PairEvent } from '@/lib/schemas/pair-events';
import type { PairView, SharedPairState } from '@/lib/schemas/pair-view';
import { type BusMessage, pairTopic, type StoredOp } from '../live/bus';
import { noteClosed, noteGone, noteOpened, noteSeen } from '../live/presence';
import { noteReader, toReader } from '../live/readers';
import { bus } from '../live/shared-bus';
import type { Viewer } from '../people/viewer';
import { findRoom } from './find-room';
import { settled } from './get-pair-view';
import { tellClosed, tellPlaces, tellReader } from './note-presence';
import { maySee } from './pair-readers';
import { accessTo, type PairRoom } from './pair-room';
import { toPairView, toReaderView } from './pair-view';
import { readOpsAfter, readRoom } from './read-together';
import { watchPair } from './watch-pairs';

/** An event on its way to a client; `id` is the sequence number after which that client resumes. */
export type SentPairEvent = PairEvent & { id?: number };

/** What feeds one client. */
export interface PairFeed {
  stop(): void;
  /** Marks the viewer as present. */
  heartbeat(): void;
  /** Resolves when the feed has ended; rejects when it could not read on. */
  done: Promise<void>;
}

type StateMessage = Extract<BusMessage, { type: 'state' }>;

/** A client that reads so slowly that this much waits for it is sent away; it comes back, and gets the rest. */
const mostPending = 1_000;
/** How many missed ops are replayed one by one; beyond that a snapshot is cheaper for both sides. */
const maxReplayedOps = 500;

/** Everything in a view that ops do not carry. */
function toPairState(view: PairView): SharedPairState {
  const { fields: _fields, parts: _parts, ...state } = view;
  return state;
}

/** One event for each edit, however many streams it goes to. */
const opEvents = new WeakMap<StoredOp, SentPairEvent>();

function toOpEvent(stored: StoredOp): SentPairEvent {
  const known = opEvents.get(stored);
  if (known) return known;
  const { seq, opId, path, value, version, seatId, ownerSeatId, verdict, textUpdate } = stored;
  const event: SentPairEvent = {
    event: 'op',
    id: seq,
    data: {
      seq,
      opId,
      path,
      value,
      version,
      by: seatId,
      ...(verdict && { verdict }),
      ...(textUpdate && { textUpdate: Buffer.from(textUpdate).toString('base64') }),
      ...(ownerSeatId !== '' && { own: true }),
    },
  };
  opEvents.set(stored, event);
  return event;
}

/** The event that names what has happened, beside the state that holds it; null where it has passed since. */
function toNewsEvent({ news, partId }: StateMessage, state: PairView): SentPairEvent | null {
  if (news === 'class') return { event: news, data: { status: state.status, closesAt: state.closesAt } };
  if (!partId) return null;
  if (news === 'submitted') {
    const submission = state.submissions[partId];
    // New numbers may have been drawn since; then there is no such submission any more.
    return submission ? { event: news, data: submission } : null;
  }
  if (news === 'revealed') {
    const key = state.keys[partId];
    return key === undefined ? null : { event: news, data: { partId, key } };
  }
  if (news !== 'hand-in') return null;
  const proposal = state.proposals.find((other) => other.partId === partId && other.purpose === 'hand-in');
  const isDone = state.handedIn.includes(partId);
  return {
    event: news,
    data: {
      partId,
      state: isDone ? 'handed-in' : proposal ? 'proposed' : 'none',
      by: proposal?.by ?? null,
    },
  };
}

/**
 * Feeds one client of a pair session until `stop` is called or the viewer loses the seat. One loop sends, so that events
 * leave in order and a slow client costs nothing but its own delay. Between events a feed keeps the viewer and where the
 * client stands, and nothing of the pair.
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
  const take = (message: BusMessage) => {
    if (pending.push(message) > mostPending) stop();
    wake();
  };
  // Subscribed before the first read: what happens between the two is read again rather than missed.
  const unsubscribe = bus().subscribe(pairTopic(pairSessionId), take);
  const now = new Date();
  const found = await readRoom(pairSessionId);
  const room = found && (await settled(found, now));
  const isReader = room !== null && !accessTo(room, viewer, now) && (await maySee(viewer, room));
  const look = (at: PairRoom, when: Date) =>
    isReader ? toReaderView(at, when) : toPairView(at, viewer, when);
  const view = room && look(room, now);
  if (!view) {
    unsubscribe();
    return null;
  }
  const reader = isReader ? toReader(pairSessionId, viewer) : null;
  if (reader) noteOpened(reader.id);
  const yourSeatIds = view.seats.filter(({ isYours }) => isYours).map(({ id }) => id);
  for (const seatId of yourSeatIds) noteOpened(seatId);
  const known = { seq: view.seq, version: room.version, assignment: room.assignment, phase: view.status };
  const unwatch = watchPair(pairSessionId, known, take);
  function stop() {
    if (isStopped) return;
    isStopped = true;
    tellClosed(pairSessionId, yourSeatIds);
    if (reader && noteClosed(reader.id)) tellReader(pairSessionId, reader, false);
    unsubscribe();
    unwatch();
    wake();
  }

  // Of two at one screen, each writes while the other looks away: neither is sent what the other writes.
  const mayHear = ({ ownerSeatId }: StoredOp) =>
    ownerSeatId === '' || (yourSeatIds.length === 1 && yourSeatIds[0] === ownerSeatId);
  const sendOps = async (ops: readonly StoredOp[]) => {
    for (const op of ops) {
      if (mayHear(op)) await send(toOpEvent(op));
      known.seq = op.seq;
    }
  };
  const readOn = async () => sendOps(await readOpsAfter(pairSessionId, known.seq));
  const takeOps = async ({ stored }: Extract<BusMessage, { type: 'ops' }>) => {
    const last = stored?.at(-1);
    if (last && last.seq <= known.seq) return;
    // After a gap, all ops since the last one that was sent are read from the database.
    if (stored?.[0]?.seq === known.seq + 1) await sendOps(stored);
    else await readOn();
  };
  const sendState = async (news: readonly StateMessage[]): Promise<boolean> => {
    const at = new Date();
    const isRemembered = news.every((message) => message.isRemembered);
    const current = await (isRemembered ? findRoom(pairSessionId) : readRoom(pairSessionId));
    const fresh = current && (await settled(current, at));
    const state = fresh && look(fresh, at);
    if (!state) return false;
    for (const message of news) {
      const event = toNewsEvent(message, state);
      if (event) await send(event);
    }
    await send({ event: 'state', data: toPairState(state) });
    Object.assign(known, { version: fresh.version, assignment: fresh.assignment, phase: state.status });
    return true;
  };
  const sendPresence = async (message: Extract<BusMessage, { type: 'presence' }>) => {
    const { seatId, path, typing, caret, text, isHere, reader: name } = message;
    if (yourSeatIds.includes(seatId) || seatId === reader?.id) return;
    // What this instance knows of a partner on another one comes from these messages alone.
    if (name !== undefined) noteReader(pairSessionId, { id: seatId, name });
    if (isHere) noteSeen(seatId, new Date(), { path, typing, caret, text });
    else noteGone(seatId);
    await send({
      event: 'presence',
      data: {
        seatId,
        path,
        typing,
        present: isHere,
        ...(caret !== null && { caret }),
        ...(text !== null && { text }),
        ...(name !== undefined && { reader: name }),
      },
    });
  };

  const heartbeat = () => {
    for (const seatId of yourSeatIds) noteSeen(seatId, new Date());
    tellPlaces(pairSessionId, yourSeatIds, new Date());
    if (!reader) return;
    noteSeen(reader.id, new Date());
    noteReader(pairSessionId, reader);
    tellReader(pairSessionId, reader, true);
  };
  const begin = async (first: PairView) => {
    heartbeat();
    const isResumable = lastSeq !== null && lastSeq <= first.seq && first.seq - lastSeq <= maxReplayedOps;
    if (!isResumable) return send({ event: 'snapshot', id: first.seq, data: first });
    known.seq = lastSeq;
    await readOn();
    return send({ event: 'state', data: toPairState(first) });
  };
  // Handed over, so that nothing holds on to the view once it is sent: it is most of what an open stream would cost.
  const begun = begin(view);
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
      for (const message of messages) if (message.type === 'ops') await takeOps(message);
      const news = messages.filter((message) => message.type === 'state');
      if (news.length > 0 && !(await sendState(news))) break;
      for (const message of messages) if (message.type === 'presence') await sendPresence(message);
    }
  };
  return { stop, heartbeat, done: run().finally(stop) };
}
