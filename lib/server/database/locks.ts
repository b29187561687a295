import { databaseKind } from './db';
import type { Tx } from './writer';

/**
 * Locks a pair session until the transaction ends; waits while another transaction holds it. On SQLite writes run one
 * after another, so nothing needs a lock there. Lock an enrollment before a pair session, never the other way round.
 */
export async function lockPairSession(tx: Tx, id: string): Promise<void> {
  if (databaseKind() === 'postgresql') {
    await tx.$queryRaw`SELECT "id" FROM "PairSession" WHERE "id" = ${id} FOR UPDATE`;
  }
}

/** Like {@link lockPairSession}, for one person's seats in all pairs of one section. */
export async function lockEnrollment(tx: Tx, id: string): Promise<void> {
  if (databaseKind() === 'postgresql') {
    await tx.$queryRaw`SELECT "id" FROM "Enrollment" WHERE "id" = ${id} FOR UPDATE`;
  }
}
