import { parameter } from './db';
import type { SqlTx } from './sql-transaction';

/**
 * Stores what each part had when people left, once their seats are history. One who has come back and leaves again keeps
 * what there is then.
 */
export async function storeKeptScores(
  tx: Pick<SqlTx, '$executeRawUnsafe'>,
  seatIds: readonly string[],
): Promise<void> {
  for (const seatId of seatIds) {
    await tx.$executeRawUnsafe(`DELETE FROM "KeptScore" WHERE "seatId" = ${parameter(1)}`, seatId);
    await tx.$executeRawUnsafe(
      `INSERT INTO "KeptScore" ("id", "seatId", "pairSessionId", "partId", "isOwn", "outcome", "earned", "total",
        "provisional", "disagreed", "keptAt")
      SELECT s."id" || ' ' || p."partId", s."id", p."pairSessionId", p."partId", p."submittedAt" >= s."joinedAt",
        p."outcome", p."earned", p."total", p."provisional", p."disagreed", s."leftAt"
      FROM "Seat" s JOIN "PartSummary" p ON p."pairSessionId" = s."pairSessionId"
      WHERE s."id" = ${parameter(1)} AND p."outcome" IS NOT NULL AND p."submittedAt" IS NOT NULL`,
      seatId,
    );
  }
}
