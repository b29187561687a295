import type { PrismaLibSql } from '@prisma/adapter-libsql';
import type { Prisma } from '@/lib/generated/sqlite/client';
import type { DatabaseKind } from '../env';

/** What stands below Prisma's client: it sends statements as they are. */
export type Driver = Awaited<ReturnType<PrismaLibSql['connect']>>;
type DriverTransaction = Awaited<ReturnType<Driver['startTransaction']>>;

/**
 * A transaction that takes SQL alone. Its methods are those of Prisma's, so that a function that sends SQL runs in
 * either. Rows hold what the driver returns: numbers, texts, bytes and null.
 */
export interface SqlTx {
  $queryRaw<Rows>(query: Prisma.Sql): PromiseLike<Rows>;
  $executeRawUnsafe(sql: string, ...parameters: unknown[]): PromiseLike<number>;
}

/** Parameters go to the driver as they are. */
const asItIs = { scalarType: 'unknown', arity: 'scalar' } as const;

function statement(sql: string, args: unknown[] = []) {
  return { sql, args, argTypes: args.map(() => asItIs) };
}

function toRows({ columnNames, rows }: { columnNames: string[]; rows: unknown[][] }): unknown[] {
  return rows.map((row) =>
    Object.fromEntries(
      columnNames.map((name, index) => {
        const value = row[index];
        // PostgreSQL's driver returns a Buffer, which compares and prints unlike the bytes that were stored.
        return [name, value instanceof Uint8Array ? new Uint8Array(value) : value];
      }),
    ),
  );
}

async function undo(transaction: DriverTransaction): Promise<void> {
  try {
    if (!transaction.options.usePhantomQuery) await transaction.executeRaw(statement('ROLLBACK'));
  } catch {
    // The connection is lost, and the database undoes what came over it.
  }
  await transaction.rollback();
}

/** Some drivers are told to commit, to others one sends the statement and tells them afterwards that it is over. */
async function commit(transaction: DriverTransaction): Promise<void> {
  if (!transaction.options.usePhantomQuery) {
    try {
      await transaction.executeRaw(statement('COMMIT'));
    } catch (error) {
      await undo(transaction);
      throw error;
    }
  }
  await transaction.commit();
}

/**
 * Runs work in a transaction past Prisma's client, which takes longer over a statement than the database does.
 *
 * @throws Error where the work throws, takes longer than its timeout, or the database refuses it; then everything is
 *   undone.
 */
export async function runOnDriver<T>(
  { driver, kind }: { driver: Driver; kind: DatabaseKind },
  work: (tx: SqlTx) => Promise<T>,
  timeoutInMs: number,
): Promise<T> {
  const transaction = await driver.startTransaction();
  const endsAt = performance.now() + timeoutInMs;
  const refuseWhenLate = () => {
    if (performance.now() > endsAt)
      throw new Error(`A write took more than ${timeoutInMs} ms and was undone.`);
  };
  const tx: SqlTx = {
    async $queryRaw<Rows>({ sql, text, values }: Prisma.Sql) {
      refuseWhenLate();
      const result = await transaction.queryRaw(statement(kind === 'sqlite' ? sql : text, values));
      // The caller names the columns of its statement.
      return toRows(result) as Rows;
    },
    async $executeRawUnsafe(sql, ...parameters) {
      refuseWhenLate();
      return transaction.executeRaw(statement(sql, parameters));
    },
  };
  let result: T;
  try {
    result = await work(tx);
    refuseWhenLate();
  } catch (error) {
    await undo(transaction);
    throw error;
  }
  await commit(transaction);
  return result;
}
