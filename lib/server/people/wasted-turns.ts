import { makeRecentKeys } from '../recent-keys';
import type { TurnOf } from './fair-line';

/** How many turns a source has had lately that were of no use to anybody. Kept in this process. */
export interface WastedTurns {
  of(who: TurnOf, nowMs?: number): number;
  /** Counts a turn as wasted, until {@link forgive} says otherwise. */
  count(who: TurnOf, nowMs?: number): void;
  /** The last turn was of use: gives it back, and an earlier one with it, because people mistype. */
  forgive(who: TurnOf, nowMs?: number): void;
}

/** Half of them are forgotten in this time. */
const HALF_LIFE_MS = 10 * 60_000;
/** No source counts more: it is like all others again after an hour and a half. */
const MOST = 200;
/** What a wider network has wasted counts for each of its addresses by this part: others are in it, too. */
const PART_OF_NETWORK = 1 / 8;

interface Count {
  turns: number;
  atMs: number;
}

/** Makes the memory of wasted turns. */
export function makeWastedTurns(): WastedTurns {
  const turnsAt = ({ turns, atMs }: Count, nowMs: number) => turns * 2 ** ((atMs - nowMs) / HALF_LIFE_MS);
  const counts = makeRecentKeys<Count>((count, nowMs) => turnsAt(count, nowMs) < 0.5);
  const turnsOf = (key: string, nowMs: number) => {
    const count = counts.get(key);
    return count ? turnsAt(count, nowMs) : 0;
  };
  const change = ({ source, network }: TurnOf, by: number, nowMs: number) => {
    const changes: [key: string, by: number][] = [[source, by]];
    if (network !== undefined) changes.push([network, by * PART_OF_NETWORK]);
    for (const [key, more] of changes) {
      const turns = Math.min(MOST, turnsOf(key, nowMs) + more);
      if (turns > 0) counts.store(key, { turns, atMs: nowMs }, nowMs);
      else counts.forget(key);
    }
  };
  return {
    of({ source, network }, nowMs = performance.now()) {
      const ofNetwork = network === undefined ? 0 : turnsOf(network, nowMs);
      return Math.round(Math.max(turnsOf(source, nowMs), ofNetwork));
    },
    count: (who, nowMs = performance.now()) => change(who, 1, nowMs),
    forgive: (who, nowMs = performance.now()) => change(who, -2, nowMs),
  };
}
