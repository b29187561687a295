import { recordEvent } from '../database/record-event';
import { write } from '../database/writer';
import { log } from '../log';
import { perProcess } from '../per-process';

/** Failed sign-ins of an account are recorded once in this time: a guesser must not bury the other records. */
const ONE_IN_MS = 60 * 60 * 1_000;

async function storeFailedSignIn(userId: string, now: Date): Promise<void> {
  await write(
    async (tx) => {
      const since = new Date(now.getTime() - ONE_IN_MS);
      const recorded = await tx.auditRecord.findFirst({
        where: { subjectId: userId, kind: 'sign-in-failed', at: { gt: since, lte: now } },
        select: { id: true },
      });
      if (recorded) return;
      await recordEvent(tx, { kind: 'sign-in-failed', actorId: null, subjectId: userId, details: {} }, now);
    },
    { key: `failed sign-ins of ${userId}` },
  );
}

/** Records that wait to be stored, by account. They are stored one after the other, so that writes of others go between. */
const waiting = perProcess('failed-sign-ins', () => new Map<string, Date>());
const MOST_WAITING = 1_000;

async function storeWaiting(): Promise<void> {
  for (const [userId, at] of waiting) {
    await storeFailedSignIn(userId, at).catch((error) => log.warn('failed-sign-in-not-recorded', { error }));
    waiting.delete(userId);
  }
}

/**
 * Records that a wrong password was tried for an account. Returns at once: an answer that waited for it would tell by its
 * time that the account exists. Where a thousand accounts wait for their record, further ones get none.
 */
export function noteFailedSignIn(userId: string, now: Date): void {
  if (waiting.has(userId) || waiting.size >= MOST_WAITING) return;
  waiting.set(userId, now);
  // The first one to wait begins; who comes meanwhile is stored by the same loop.
  if (waiting.size === 1) void storeWaiting();
}
