import { type Phase, phaseAt } from '@/lib/pairing/phase';
import { database } from '../database/db';
import type { BusMessage } from '../live/bus';
import { log } from '../log';
import { perProcess } from '../per-process';
import { outsideRequests } from '../request-context';
import type { AssignmentFacts } from './pair-room';
import { readHeads } from './room-heads';

/** Where the client of an open stream stands; its feed brings it up to date. */
export interface Watched {
  seq: number;
  version: number;
  assignment: AssignmentFacts;
  phase: Phase;
}

interface Watch {
  pairSessionId: string;
  stands: Watched;
  tell(message: BusMessage): void;
}

/** A notice of another server may get lost; a reader learns what it said at most this much later. */
const everyMs = 2_000;
/** Pairs asked for in one statement: SQLite takes 32,766 values in one. */
const pairsAtOnce = 10_000;

interface Watches {
  all: Set<Watch>;
  timer: NodeJS.Timeout | null;
}

const watches = () => perProcess<Watches>('pair-watches', () => ({ all: new Set(), timer: null }));

/**
 * Has an open stream told what its client has missed: an edit or a change whose notice was lost, or that the class has
 * opened or closed meanwhile.
 *
 * @param stands is read at each look, so that the feed only has to change it.
 * @returns the function that ends it.
 */
export function watchPair(pairSessionId: string, stands: Watched, tell: Watch['tell']): () => void {
  const watch = { pairSessionId, stands, tell };
  const { all } = watches();
  all.add(watch);
  const look = () =>
    lookAfterPairs(new Date()).catch((error) => log.warn('looking after open pairs failed', { error }));
  watches().timer ??= outsideRequests(() => setInterval(look, everyMs).unref());
  return () => {
    all.delete(watch);
    const { timer } = watches();
    if (all.size > 0 || !timer) return;
    clearInterval(timer);
    watches().timer = null;
  };
}

/** Looks once where all pairs with open streams stand, by one statement, and tells the streams that are behind. */
export async function lookAfterPairs(now: Date): Promise<void> {
  const byPair = new Map<string, Watch[]>();
  for (const watch of watches().all) {
    byPair.set(watch.pairSessionId, [...(byPair.get(watch.pairSessionId) ?? []), watch]);
  }
  const ids = [...byPair.keys()];
  for (let start = 0; start < ids.length; start += pairsAtOnce) {
    for (const head of await readHeads(database(), ids.slice(start, start + pairsAtOnce))) {
      for (const { stands, tell } of byPair.get(head.id) ?? []) {
        if (head.seq > stands.seq) tell({ type: 'ops' });
        const phase = head.assignment.settledAt ? 'closed' : phaseAt(head.assignment, now);
        const isOther = head.assignment !== stands.assignment || phase !== stands.phase;
        if (isOther) tell({ type: 'state', news: 'class' });
        else if (head.version !== stands.version) tell({ type: 'state', news: 'seats' });
      }
    }
  }
}
