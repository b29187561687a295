import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { askJson, type Device, type OpenStream, openStream } from './client';

/** What a run of typing came to; times in milliseconds from a POST to the event at the partner. */
export interface Typed {
  sent: number;
  latencies: number[];
  lost: number;
  doubled: number;
}

export interface OpenPair {
  devices: readonly [Device, Device];
  streams: readonly [OpenStream, OpenStream];
}

/** How many are opened at the same moment; a class comes in over a minute, not in one instant. */
const openedAtOnce = 10;
/** How long an event may take before it counts as lost. */
const patienceMs = 5_000;
const size = 8;

/** Calls `act` for each entry of a list, `atOnce` at a time; results are in the order of the list. */
export async function forEachFew<T, R>(
  list: readonly T[],
  atOnce: number,
  act: (one: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  for (let start = 0; start < list.length; start += atOnce) {
    results.push(...(await Promise.all(list.slice(start, start + atOnce).map(act))));
  }
  return results;
}

export function openPairs(pairs: readonly (readonly [Device, Device])[]): Promise<OpenPair[]> {
  return forEachFew(pairs, openedAtOnce, async (devices) => ({
    devices,
    streams: [await openStream(devices[0]), await openStream(devices[1])],
  }));
}

export function closePairs(open: readonly OpenPair[]): void {
  for (const { streams } of open) for (const stream of streams) stream.close();
}

interface Sent {
  opId: string;
  at: number;
  hears: OpenStream;
}

/** The cells that one of two partners fills: the upper or the lower half of the matrix, again and again. */
function cellOf(who: 0 | 1, turn: number): string {
  const place = (turn >> 1) % ((size * size) / 2);
  return `2a/${who * (size / 2) + Math.floor(place / size)}/${place % size}`;
}

/** Types in one pair, by turns, one op every `everyMs`; an op never waits for the answer to the one before it. */
async function typeInPair(
  { devices, streams }: OpenPair,
  everyMs: number,
  turns: number,
  startsInMs: number,
): Promise<{ sent: Sent[]; answers: string[][] }> {
  const versions = new Map<string, number>();
  const sent: Sent[] = [];
  const answers: Promise<string[]>[] = [];
  const startsAt = performance.now() + startsInMs;
  for (let turn = 0; turn < turns; turn += 1) {
    await pause(Math.max(0, startsAt + turn * everyMs - performance.now()));
    const who = turn % 2 === 0 ? 0 : 1;
    const path = cellOf(who, turn);
    const op = { opId: randomUUID(), path, base: versions.get(path) ?? 0, value: `1/${(turn % 9) + 1}` };
    sent.push({ opId: op.opId, at: performance.now(), hears: streams[who === 0 ? 1 : 0] });
    answers.push(
      askJson<{ accepted: string[]; versions: Record<string, number> }>(
        devices[who].opsUrl,
        devices[who].headers,
        { ops: [op] },
      ).then((answer) => {
        versions.set(path, answer.versions[path] ?? 0);
        return answer.accepted;
      }),
    );
  }
  return { sent, answers: await Promise.all(answers) };
}

/**
 * Types in all pairs at once, each at its own moment of the interval, and waits until every op has reached the
 * partner. The pace never adapts to the server, so that a queue shows up as delay.
 */
export async function typeInPairs(open: readonly OpenPair[], everyMs: number, turns: number): Promise<Typed> {
  const typed = await Promise.all(
    open.map((pair, index) => typeInPair(pair, everyMs, turns, (everyMs * index) / open.length)),
  );
  const accepted = typed.flatMap(({ answers }) => answers.flat());
  const sent = typed.flatMap((one) => one.sent);
  if (accepted.length !== sent.length) {
    throw new Error(`${sent.length} ops were sent and ${accepted.length} accepted`);
  }
  const deadline = performance.now() + patienceMs;
  const missing = () => sent.filter(({ opId, hears }) => !hears.arrivals.has(opId)).length;
  while (missing() > 0 && performance.now() < deadline) await pause(50);
  const arrivals = sent.map(({ opId, hears }) => hears.arrivals.get(opId) ?? []);
  return {
    sent: sent.length,
    latencies: sent.flatMap(({ at }, index) => {
      const [first] = arrivals[index] ?? [];
      return first === undefined ? [] : [first - at];
    }),
    lost: arrivals.filter((times) => times.length === 0).length,
    doubled: arrivals.filter((times) => times.length > 1).length,
  };
}

/** The smallest of the values that at least `share` (0…1) of them do not exceed; NaN without values. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}
