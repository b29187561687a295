import { readNumber } from '@/lib/reading/number';

/** What the cells of one row add up to. */
export interface RowSum {
  /** Sum of the readable cells; null when none is, or when it has no value (∞ − ∞). */
  sum: number | null;
  blank: number;
  unreadable: number;
}

/** Adds up a row as typed. */
export function rowSum(cells: readonly string[]): RowSum {
  let sum: number | null = null;
  let blank = 0;
  let unreadable = 0;
  for (const cell of cells) {
    if (cell.trim() === '') {
      blank += 1;
      continue;
    }
    const read = readNumber(cell);
    if (read.ok) sum = (sum ?? 0) + read.value;
    else unreadable += 1;
  }
  return { sum: Number.isNaN(sum) ? null : sum, blank, unreadable };
}
