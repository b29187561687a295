import DataLoader from 'dataloader';
import { database } from '../database/db';
import type { StoredOp } from '../live/bus';
import { perProcess } from '../per-process';
import type { PairRoom } from './pair-room';
import { currentRooms, readOps } from './read-rooms';
import { rememberRoom } from './room-memory';

/**
 * What many requests and streams ask at once goes in one statement: after each commit of another server, streams of all
 * the pairs that it changed read on in the same moment.
 */

interface MissedOps {
  pairSessionId: string;
  after: number;
}

/** Nothing is cached: who asks gets what is stored at a moment after asking. */
const together = { cache: false, maxBatchSize: 200, batchScheduleFn: setImmediate } as const;

async function readRooms(ids: readonly string[]): Promise<(PairRoom | null)[]> {
  const rooms = await currentRooms(database(), [...new Set(ids)]);
  for (const room of rooms.values()) rememberRoom(room);
  return ids.map((id) => rooms.get(id) ?? null);
}

async function readMissedOps(asked: readonly MissedOps[]): Promise<StoredOp[][]> {
  const earliest = new Map<string, number>();
  for (const { pairSessionId, after } of asked) {
    earliest.set(pairSessionId, Math.min(after, earliest.get(pairSessionId) ?? after));
  }
  const ops = await readOps(
    database(),
    [...earliest].map(([id, after]) => ({ id, after })),
  );
  return asked.map(({ pairSessionId, after }) =>
    (ops.get(pairSessionId) ?? []).filter(({ seq }) => seq > after),
  );
}

const rooms = () => perProcess('room-loader', () => new DataLoader(readRooms, together));
const missedOps = () => perProcess('missed-ops-loader', () => new DataLoader(readMissedOps, together));

/** A pair session as it is stored now; null when there is none. */
export function readRoom(id: string): Promise<PairRoom | null> {
  return rooms().load(id);
}

/** The edits of a pair session after the one of this number, in their order. */
export function readOpsAfter(pairSessionId: string, after: number): Promise<StoredOp[]> {
  return missedOps().load({ pairSessionId, after });
}
