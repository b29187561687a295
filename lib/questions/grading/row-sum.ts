import { readNumber } from '@/lib/reading/number';

/** What the cells of one row add up to. */
export interface RowSum {
  /** Sum of the readable cells; null when none is, or when it has no value (∞ − ∞). */
  sum: number | null;
  blank: number;
  unreadable: number;
  /** How far rounding the cells as typed may have moved the sum. */
  slack: number;
}

/** What a row of shares says of itself: some are missing, it misses one whole, or it is one. */
type ShareState = 'partial' | 'off' | 'whole';

/** Whether a row's shares make one whole; null while none can be read. */
export function shareState({ sum, blank, unreadable, slack }: RowSum): ShareState | null {
  if (sum === null) return null;
  if (Math.abs(sum - 1) <= slack && blank + unreadable === 0) return 'whole';
  const canStillBecome = sum <= 1 + slack && blank + unreadable > 0;
  return canStillBecome && Number.isFinite(sum) ? 'partial' : 'off';
}

/** Adds up a row as typed. */
export function rowSum(cells: readonly string[]): RowSum {
  let sum: number | null = null;
  let blank = 0;
  let unreadable = 0;
  let slack = 1e-9;
  for (const cell of cells) {
    if (cell.trim() === '') {
      blank += 1;
      continue;
    }
    const read = readNumber(cell);
    if (read.ok) {
      sum = (sum ?? 0) + read.value;
      // Whole numbers and tenths are meant exactly; what was rounded has more places.
      if (read.decimals !== null && read.decimals > 1) slack += 0.5 * 10 ** -read.decimals;
    } else unreadable += 1;
  }
  return { sum: Number.isNaN(sum) ? null : sum, blank, unreadable, slack };
}
