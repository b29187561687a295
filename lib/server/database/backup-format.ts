import { z } from 'zod';
import { Prisma } from '@/lib/generated/sqlite/client';
import type { Row } from './table-of';

/** How many rows of each table a backup holds, by the model's name. */
export type RowCounts = Record<string, number>;

/**
 * All tables in the order of models.prisma, parents before children, so that a restored row finds its parents. Each
 * database has an installation of its own.
 */
export const backupTables = Object.values(Prisma.ModelName).filter((name) => name !== 'Installation');

/** Columns that backups of older versions hold and the models no longer have. */
const droppedColumns: Partial<Record<Prisma.ModelName, readonly string[]>> = { Submission: ['afterReveal'] };

const json = z.json();

/** Texts, numbers and booleans are written as they are; other values name their type. Empty columns are left out. */
const packedValue = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.strictObject({ date: z.iso.datetime() }),
  z.strictObject({ bytes: z.base64() }),
  z.strictObject({ json }),
]);
type PackedValue = z.infer<typeof packedValue>;

const packedRow = z.record(z.string(), packedValue);
type PackedRow = z.infer<typeof packedRow>;

/** The first line of a backup. */
export const backupHeader = z.object({
  format: z.literal('duet-backup'),
  version: z.literal(1),
  madeAt: z.iso.datetime(),
  /** The migrations that the database had applied. */
  migrations: z.array(z.string()),
});

/** Every other line is one row. The last line counts the rows, so that a file that was cut short is noticed. */
export const backupLine = z.union([
  z.strictObject({ table: z.enum(Prisma.ModelName), row: packedRow }),
  z.strictObject({ end: z.record(z.string(), z.number()) }),
]);

/** A row as a backup holds it, the same from SQLite and PostgreSQL. */
export function packRow(row: Row): PackedRow {
  const packed: PackedRow = {};
  for (const [name, value] of Object.entries(row)) {
    if (value === null) continue;
    if (value instanceof Date) packed[name] = { date: value.toISOString() };
    else if (value instanceof Uint8Array) packed[name] = { bytes: Buffer.from(value).toString('base64') };
    else if (typeof value === 'object') packed[name] = { json: json.parse(value) };
    else packed[name] = packedValue.parse(value);
  }
  return packed;
}

function unpackValue(value: PackedValue): unknown {
  if (typeof value !== 'object') return value;
  if ('date' in value) return new Date(value.date);
  if ('bytes' in value) return Buffer.from(value.bytes, 'base64');
  return value.json;
}

/** The opposite of {@link packRow}; leaves out the columns that were dropped since the backup was made. */
export function unpackRow(table: Prisma.ModelName, packed: PackedRow): Row {
  const dropped = droppedColumns[table] ?? [];
  const present = Object.entries(packed).filter(([name]) => !dropped.includes(name));
  return Object.fromEntries(present.map(([name, value]) => [name, unpackValue(value)]));
}
