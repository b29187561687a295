import { databaseKind } from './db';
import type { Tx } from './writer';

/**
 * Makes the rest of the transaction wait for others that lock the same row. SQLite's writer runs one transaction at a
 * time, so there is nothing to wait for there. Lock an enrollment before a pair session, never the other way round.
 */
export async function lockPairSession(tx: Tx, id: string): Promise<void> {
  if (databaseKind() === 'postgresql') {
    await tx.$queryRaw`SELECT "id" FROM "PairSession" WHERE "id" = ${id} FOR UPDATE`;
  }
}

/** As {@link lockPairSession}, for everything one person does about pairs in one section. */
export async function lockEnrollment(tx: Tx, id: string): Promise<void> {
  if (databaseKind() === 'postgresql') {
    await tx.$queryRaw`SELECT "id" FROM "Enrollment" WHERE "id" = ${id} FOR UPDATE`;
  }
}
