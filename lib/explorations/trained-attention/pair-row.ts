import { readNumber } from '@/lib/reading/number';
import type { Json } from '@/lib/schemas/json';
import { block } from './model';

/** The weights that a pair entered in its map; null where a cell is empty or no number. */
export function mapOfFields(fields: Readonly<Record<string, Json>>): (number | null)[][] {
  return Array.from({ length: block }, (_, row) =>
    Array.from({ length: block }, (_cell, column) => {
      const value = fields[`weights/${row}/${column}`];
      const read = readNumber(typeof value === 'string' ? value : '');
      return read.ok ? read.value : null;
    }),
  );
}

/** The last row as shares of its sum; null unless every cell is filled and their sum is above 0. */
export function wholeLastRow(map: readonly (readonly (number | null)[])[]): number[] | null {
  const row = (map[block - 1] ?? []).filter((weight) => weight !== null);
  const sum = row.reduce((total, weight) => total + weight, 0);
  return row.length === block && sum > 0 && row.every((weight) => weight >= 0)
    ? row.map((weight) => weight / sum)
    : null;
}

/** The mean of rows, each as shares of its sum; null where no row is whole. And of how many rows it is. */
export function meanOfRows(
  rows: readonly (readonly (number | null)[])[],
): { mean: number[]; of: number } | null {
  const whole = rows.flatMap((row) => {
    const shares = wholeLastRow([...Array.from({ length: block - 1 }, () => []), row]);
    return shares ? [shares] : [];
  });
  if (whole.length === 0) return null;
  const mean = Array.from({ length: block }, (_, at) => {
    const sum = whole.reduce((total, row) => total + (row[at] ?? 0), 0);
    return sum / whole.length;
  });
  return { mean, of: whole.length };
}

/** The place where two rows differ most. */
export function largestDifference(row: readonly number[], other: readonly number[]): number {
  const gaps = row.map((weight, place) => Math.abs(weight - (other[place] ?? 0)));
  return gaps.indexOf(Math.max(...gaps));
}

/** The places of the two largest weights, the largest first; null where all are equal. */
export function twoLargest(row: readonly number[]): [number, number] | null {
  const places = row.map((_, place) => place).sort((a, b) => (row[b] ?? 0) - (row[a] ?? 0));
  const [first = 0, second = 0] = places;
  const smallest = row[places.at(-1) ?? 0] ?? 0;
  return (row[first] ?? 0) - smallest < 1e-6 ? null : [first, second];
}
