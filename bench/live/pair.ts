import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { type Device, type OpenStream, openStream, postJson } from './client';
import { forEachFew, type Sent, timed } from './load';

/** Two people on two devices. */
export interface Pair {
  devices: readonly [Device, Device];
  /** The version of each cell they have written, by path. */
  versions: Map<string, number>;
  /** How many edits they have made; the partners take turns. */
  turn: number;
}

/** A pair whose pages are open. */
export interface OpenPair {
  pair: Pair;
  streams: readonly [OpenStream, OpenStream];
}

/** An edit and who has to hear of it. */
export interface SentEdit extends Sent {
  opId: string;
  sentAt: number;
  hears: OpenStream;
}

/** What a run of edits came to; times in milliseconds from the POST to the event at the partner. */
export interface Heard {
  latencies: number[];
  /** Not accepted, or answered with an error. */
  failed: number;
  /** Accepted, and never heard of. */
  lost: number;
  doubled: number;
}

/** How many are opened at the same moment; a class comes in over a minute, not in one instant. */
const openedAtOnce = 10;
/** How long after the last answer an event may take before it counts as lost. */
const patienceMs = 5_000;
const size = 8;
const partId = '2a';

/** Opens the streams of both partners of each pair. */
export function openPairs(pairs: readonly Pair[]): Promise<OpenPair[]> {
  return forEachFew(pairs, openedAtOnce, async (pair) => ({
    pair,
    streams: [await openStream(pair.devices[0]), await openStream(pair.devices[1])],
  }));
}

export function closePairs(open: readonly OpenPair[]): void {
  for (const { streams } of open) for (const stream of streams) stream.close();
}

/** The cells that one of two partners fills: the upper or the lower half of the matrix, again and again. */
function cellOf(who: 0 | 1, turn: number): string {
  const place = (turn >> 1) % ((size * size) / 2);
  return `${partId}/${who * (size / 2) + Math.floor(place / size)}/${place % size}`;
}

function typist({ turn }: Pair): 0 | 1 {
  return turn % 2 === 0 ? 0 : 1;
}

/** The next edit of a cell of the 8×8 matrix, by the partner whose turn it is. */
export async function sendEdit({ pair, streams }: OpenPair): Promise<SentEdit> {
  const who = typist(pair);
  const path = cellOf(who, pair.turn);
  const value = `1/${(pair.turn % 9) + 1}`;
  pair.turn += 1;
  const { pairUrl, headers } = pair.devices[who];
  const op = { opId: randomUUID(), path, base: pair.versions.get(path) ?? 0, value };
  const sentAt = performance.now();
  const sent = await timed(async () => {
    const answer = await postJson<{ accepted: string[]; versions: Record<string, number> }>(
      `${pairUrl}/ops`,
      headers,
      { ops: [op] },
    );
    if (!answer.accepted.includes(op.opId)) throw new Error('The edit was not accepted.');
    pair.versions.set(path, answer.versions[path] ?? 0);
  });
  return { ...sent, opId: op.opId, sentAt, hears: streams[who === 0 ? 1 : 0] };
}

/** Tells the partner that the person is in the cell of the next edit, as a browser does when a cell gets the focus. */
export function sendPresence({ pair }: OpenPair): Promise<Sent> {
  const who = typist(pair);
  const { pairUrl, headers } = pair.devices[who];
  const place = { path: cellOf(who, pair.turn), typing: true, caret: null };
  return timed(() => postJson(`${pairUrl}/presence`, headers, place));
}

/** Goes on to the next cell without an edit, and tells the partner. */
export function sendMove(open: OpenPair): Promise<Sent> {
  open.pair.turn += 1;
  return sendPresence(open);
}

/** Submits a whole matrix that differs from the one before it. */
export function sendSubmission({ pair }: OpenPair): Promise<Sent> {
  const { pairUrl, headers } = pair.devices[typist(pair)];
  pair.turn += 1;
  const response = Array.from({ length: size }, (_, row) =>
    Array.from({ length: size }, (_, column) => (column > row ? '0' : `1/${row + 1}`)),
  );
  response[0] = [`${pair.turn}/1000`, ...Array.from({ length: size - 1 }, () => '0')];
  return timed(() => postJson(`${pairUrl}/submissions`, headers, { partId, response, token: randomUUID() }));
}

/** Hands the part in: what stands in its fields is graded as a last submission. */
export function sendHandIn({ pair }: OpenPair): Promise<Sent> {
  const { pairUrl, headers } = pair.devices[typist(pair)];
  return timed(async () => {
    const { state } = await postJson<{ state: string }>(`${pairUrl}/hand-ins`, headers, { partId });
    if (state !== 'handed-in') throw new Error(`The part is ${state}.`);
  });
}

/** Waits until every accepted edit has reached the partner, or no longer can. */
export async function hear(edits: readonly SentEdit[]): Promise<Heard> {
  const accepted = edits.filter(({ isDone }) => isDone);
  const deadline = performance.now() + patienceMs;
  const isMissing = ({ opId, hears }: SentEdit) => !hears.arrivals.has(opId);
  while (accepted.some(isMissing) && performance.now() < deadline) await pause(20);
  const arrivals = accepted.map(({ opId, hears }) => hears.arrivals.get(opId) ?? []);
  return {
    latencies: accepted.flatMap(({ sentAt }, index) => {
      const [first] = arrivals[index] ?? [];
      return first === undefined ? [] : [first - sentAt];
    }),
    failed: edits.length - accepted.length,
    lost: arrivals.filter((times) => times.length === 0).length,
    doubled: arrivals.filter((times) => times.length > 1).length,
  };
}
