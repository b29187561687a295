import type { Prisma } from '@/lib/generated/sqlite/client';

/** A row as Prisma reads and writes it. */
export type Row = Record<string, unknown>;

/** What every table can do, whatever its rows hold. */
interface Table {
  findMany(query: { where?: object; take?: number; orderBy?: object }): Promise<Row[]>;
  count(): Promise<number>;
  createMany(rows: { data: object[] }): Promise<unknown>;
}

/** A table by the name of its model, for code that treats all models alike: backups, copies of a split pair. */
export function tableOf(client: Prisma.TransactionClient, name: Prisma.ModelName): Table {
  // Every model has a text id and these methods; the compiler cannot see it for a name that is known only at run time.
  const tables = client as unknown as Record<string, Table>;
  const table = tables[`${name.charAt(0).toLowerCase()}${name.slice(1)}`];
  if (table === undefined) throw new Error(`There is no table ${name}.`);
  return table;
}
