import { z } from 'zod';
import { evaluateFormula, type FormulaScope, type FormulaSource, toNumber } from '@/lib/reference/expression';
import type { Json } from '@/lib/schemas/json';
import { AuthoringError } from '../define-kind';

// JSON has no infinities, YAML does (`-.inf`), so z.number() would refuse what an author may well write.
const number = z.custom<number>((value) => typeof value === 'number', 'Expected a number or a formula.');

/** A number of a key: a number, or text that is one (`"1/3"`, `"-inf"`, `"exp(1) / 2"`). */
export const authoredNumberSchema = z.union([number, z.string()], {
  error: 'Expected a number or a formula for one.',
});
/** The numbers of a list: a formula, or the list with numbers and formulas in it. */
export const authoredListSchema = z.union([z.string(), z.array(authoredNumberSchema)], {
  error: 'Expected a formula or a list of numbers.',
});
/** The numbers of a matrix: a formula, or the rows with numbers and formulas in them. */
export const authoredRowsSchema = z.union([z.string(), z.array(z.array(authoredNumberSchema))], {
  error: 'Expected a formula or rows of numbers.',
});

/** The value of one authored number over `names`. Throws an AuthoringError at `path`. */
export function evaluateNumber(
  authored: number | string,
  names: FormulaScope,
  path: (string | number)[],
): number {
  return placed(path, () => toNumber(authored, names));
}

/** The values of an authored list of `length` numbers; a matrix of one row or column counts. Throws an AuthoringError at `path`. */
export function evaluateList(
  authored: FormulaSource,
  names: FormulaScope,
  length: number,
  path: (string | number)[],
): number[] {
  const value = placed(path, () => evaluateFormula(authored, names));
  const list = typeof value === 'number' ? [value] : value.flat();
  const isOneLine = typeof value === 'number' || value.length === 1 || list.length === value.length;
  if (!isOneLine || list.length !== length) {
    throw new AuthoringError(`${nameShape(value)} where a list of ${length} is needed.`, path);
  }
  return list;
}

/** The values of an authored matrix, row by row. Throws an AuthoringError at `path`. */
export function evaluateRows(
  authored: FormulaSource,
  names: FormulaScope,
  shape: { rows: number; columns: number } | null,
  path: (string | number)[],
): number[][] {
  const value = placed(path, () => evaluateFormula(authored, names));
  const rows =
    typeof value === 'number' ? [[value]] : value.map((row) => (typeof row === 'number' ? null : row));
  const isMatrix = rows.every((row) => row !== null);
  if (!isMatrix || (shape !== null && (rows.length !== shape.rows || rows[0]?.length !== shape.columns))) {
    const wanted = shape === null ? 'a matrix' : `a matrix of ${shape.rows} × ${shape.columns}`;
    throw new AuthoringError(`${nameShape(value)} where ${wanted} is needed.`, path);
  }
  return rows;
}

/** A number of a key as JSON: text where JSON has no number for it. */
export function toJsonNumber(value: number): Json {
  if (Number.isFinite(value)) return value;
  return value > 0 ? 'inf' : '-inf';
}

function nameShape(value: number | number[] | number[][]): string {
  if (typeof value === 'number') return 'This is one number';
  const [first] = value;
  if (typeof first === 'number' || first === undefined) return `This is a list of ${value.length}`;
  return `This is a matrix of ${value.length} × ${first.length}`;
}

function placed<T>(path: (string | number)[], work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof Error) throw new AuthoringError(error.message, path);
    throw error;
  }
}
