import { setImmediate as othersTurn } from 'node:timers/promises';
import { database } from '../database/db';
import { ok } from '../result';
import { changePart } from './change-part';
import type { Decision } from './pair-state';

/** How many pairs are filled at a time. */
const atATime = 20;

function decideFilling(): Decision<null> {
  return { ...ok(null), change: { fillsOldSummaries: true } };
}

/**
 * Fills what summaries tell of first values where a row is older than that: a migration cannot, because it takes the
 * worksheet to tell. The server calls it once when it starts; stopped half-way, the rest is filled the next time.
 */
export async function fillOldSummaries(now: Date): Promise<void> {
  let last = '';
  for (;;) {
    const old = await database().partSummary.findMany({
      where: { cellsFirst: null, pairSessionId: { gt: last } },
      distinct: ['pairSessionId'],
      orderBy: { pairSessionId: 'asc' },
      take: atATime,
      select: { pairSessionId: true },
    });
    if (old.length === 0) return;
    await Promise.all(
      old.map(({ pairSessionId }) => changePart('closing time', { pairSessionId }, now, decideFilling)),
    );
    last = old.at(-1)?.pairSessionId ?? last;
    await othersTurn();
  }
}
