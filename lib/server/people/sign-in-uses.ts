import { write } from '../database/writer';
import { env } from '../env';
import { log } from '../log';
import { perProcess } from '../per-process';
import { isUseDue, notedEveryMs, whereHolding } from './sign-in-life';

/** The sign-ins that a request rests on. */
export interface UsedSignIns {
  signInIds: readonly string[];
  /** When the one was last used that was used longest ago. {@link noteUse} moves it on. */
  lastUsedAt: Date;
}

/** A statement takes no more ids. */
const MOST_AT_ONCE = 500;

interface Uses {
  /** When the sign-ins were used that wait to be written, by their ids. */
  waiting: Map<string, Date>;
  isWriting: boolean;
}

const uses = () => perProcess<Uses>('sign-in-uses', () => ({ waiting: new Map(), isWriting: false }));

/**
 * Writes that sign-ins were used: forward only, and only where they still hold, so that a use that comes late revives
 * none. Another process may have written the same meanwhile; then nothing is written.
 */
async function storeUses(ids: readonly string[], at: Date): Promise<void> {
  const { lastUsedAt, ...holding } = whereHolding(at, env.signInIdleMs);
  const dueSince = new Date(at.getTime() - notedEveryMs(env.signInIdleMs));
  await write((tx) =>
    tx.signIn.updateMany({
      where: { id: { in: [...ids] }, ...holding, lastUsedAt: { ...lastUsedAt, lte: dueSince } },
      data: { lastUsedAt: at },
    }),
  );
}

async function storeWaiting(state: Uses): Promise<void> {
  while (state.waiting.size > 0) {
    const some = [...state.waiting].slice(0, MOST_AT_ONCE);
    for (const [id] of some) state.waiting.delete(id);
    const first = Math.min(...some.map(([, at]) => at.getTime()));
    const ids = some.map(([id]) => id);
    await storeUses(ids, new Date(first)).catch((error) => log.warn('sign-in-use-not-noted', { error }));
  }
}

/**
 * Notes that somebody has done something by these sign-ins, which keeps them from running out; most of the time there is
 * nothing to do. Returns at once: nobody waits for it, and what a database that is away cannot take is noted with a later
 * use. What many do at once is written with one statement.
 */
export function noteUse(used: UsedSignIns, now: Date): void {
  if (!isUseDue(used.lastUsedAt, now, env.signInIdleMs)) return;
  used.lastUsedAt = now;
  const state = uses();
  for (const id of used.signInIds) if (!state.waiting.has(id)) state.waiting.set(id, now);
  if (state.isWriting) return;
  state.isWriting = true;
  void storeWaiting(state).finally(() => {
    state.isWriting = false;
  });
}
