import { databaseKind, parameter } from './db';
import type { SqlTx } from './sql-transaction';
import type { Tx } from './writer';

/**
 * Locks a pair session until the transaction ends, waits while another transaction holds it, and raises its version:
 * whoever changes anything that belongs to a pair begins with this, so that every server learns that what it remembers
 * of the pair no longer holds. Locks are taken in the order person, enrollment, section, assignment, pair session.
 */
export async function lockPairSession(tx: Pick<SqlTx, '$executeRawUnsafe'>, id: string): Promise<void> {
  const sql = `UPDATE "PairSession" SET "version" = "version" + 1 WHERE "id" = ${parameter(1)}`;
  await tx.$executeRawUnsafe(sql, id);
}

/**
 * Locks what a person signs in with: whoever changes it, ends the person's sign-ins, or begins one for a password or a
 * code begins with this.
 */
export async function lockPerson(tx: Tx, id: string): Promise<void> {
  if (databaseKind() === 'postgresql') {
    // Rows that refer to the person can be stored meanwhile.
    await tx.$queryRaw`SELECT "id" FROM "User" WHERE "id" = ${id} FOR NO KEY UPDATE`;
  }
}

/** Locks one person's seats in all pairs of one section. On SQLite writes run one after another and need no lock. */
export async function lockEnrollment(tx: Tx, id: string): Promise<void> {
  if (databaseKind() === 'postgresql') {
    await tx.$queryRaw`SELECT "id" FROM "Enrollment" WHERE "id" = ${id} FOR UPDATE`;
  }
}

/** Locks an assignment until the transaction ends; for those who change it. */
export async function lockAssignment(tx: Tx, id: string): Promise<void> {
  if (databaseKind() === 'postgresql') {
    await tx.$queryRaw`SELECT "id" FROM "Assignment" WHERE "id" = ${id} FOR UPDATE`;
  }
}

/** Locks a section until the transaction ends; for those who change it. */
export async function lockSection(tx: Tx, id: string): Promise<void> {
  if (databaseKind() === 'postgresql') {
    await tx.$queryRaw`SELECT "id" FROM "Section" WHERE "id" = ${id} FOR UPDATE`;
  }
}

/** Keeps the section with a join code as it is until the transaction ends; others may do the same at once. */
export async function holdSectionOfCode(tx: Tx, joinCode: string): Promise<void> {
  if (databaseKind() === 'postgresql') {
    await tx.$queryRaw`SELECT "id" FROM "Section" WHERE "joinCode" = ${joinCode} FOR SHARE`;
  }
}
