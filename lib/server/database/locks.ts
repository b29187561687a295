import { databaseKind } from './db';
import type { Tx } from './writer';

/**
 * Locks a pair session until the transaction ends, waits while another transaction holds it, and raises its version:
 * whoever changes anything that belongs to a pair begins with this, so that every server learns that what it remembers
 * of the pair no longer holds. Locks are taken in the order enrollment, assignment, pair session.
 */
export async function lockPairSession(tx: Tx, id: string): Promise<void> {
  await tx.$executeRaw`UPDATE "PairSession" SET "version" = "version" + 1 WHERE "id" = ${id}`;
}

/** Locks one person's seats in all pairs of one section. On SQLite writes run one after another and need no lock. */
export async function lockEnrollment(tx: Tx, id: string): Promise<void> {
  if (databaseKind() === 'postgresql') {
    await tx.$queryRaw`SELECT "id" FROM "Enrollment" WHERE "id" = ${id} FOR UPDATE`;
  }
}
