import { cellPath } from '@/lib/pairing/field-path';
import type { FieldVerdict } from '@/lib/schemas/grading';
import type { Place } from './grid-keys';

export type FillHelper = 'zero-above-diagonal' | 'repeat-to-diagonal' | 'copy-row-above';

export interface CellEdit extends Place {
  value: string;
}

/**
 * Whether a row shows that the pair can do it without help: from the third on (the last but one, where there are
 * fewer), with cells above the diagonal, right in every cell, and typed cell by cell.
 *
 * @param typed the paths of the cells that were typed.
 */
export function earnsHelpers(
  cells: readonly { verdict: FieldVerdict | null }[],
  row: number,
  rows: readonly unknown[],
  typed: ReadonlySet<string>,
): boolean {
  const isLateEnough = row >= Math.min(2, Math.max(0, rows.length - 2));
  const hasCellsAbove = row < cells.length - 1;
  const isTypedRight = cells.every(
    ({ verdict }, column) => verdict === 'correct' && typed.has(cellPath(row, column)),
  );
  return isLateEnough && hasCellsAbove && isTypedRight;
}

/**
 * The cells that were typed on this page, after a change: one that changes while it is open for typing was; one that
 * changes otherwise was pasted or filled, or came from elsewhere, where nobody here knows how it was entered.
 *
 * @param open the paths of the cells that are, or just were, open for typing.
 */
export function typedAfter(
  typed: ReadonlySet<string>,
  before: readonly (readonly string[])[],
  after: readonly (readonly string[])[],
  open: readonly (string | null)[],
): ReadonlySet<string> {
  const next = new Set(typed);
  after.forEach((cells, row) => {
    cells.forEach((text, column) => {
      if (text === (before[row]?.[column] ?? '')) return;
      const path = cellPath(row, column);
      if (open.includes(path)) next.add(path);
      else next.delete(path);
    });
  });
  return next;
}

/** The edits of one fill helper on the rows from `first` to `last`; only cells that change are among them. */
export function fillEdits(
  helper: FillHelper,
  cells: readonly (readonly string[])[],
  at: { first: number; last: number; column: number },
): CellEdit[] {
  const edits: CellEdit[] = [];
  const set = (row: number, column: number, value: string) => {
    if ((cells[row]?.[column] ?? '') !== value) edits.push({ row, column, value });
  };
  if (helper === 'zero-above-diagonal') {
    cells.forEach((row, index) => {
      for (let column = index + 1; column < row.length; column += 1) set(index, column, '0');
    });
    return edits;
  }
  // Copies run downwards through `done`, so that several selected rows all take the row above the first.
  const done = cells.map((row) => [...row]);
  for (let row = at.first; row <= at.last; row += 1) {
    const width = cells[row]?.length ?? 0;
    for (let column = 0; column < width; column += 1) {
      if (helper === 'copy-row-above') {
        const above = done[row - 1]?.[column];
        if (above === undefined) continue;
        set(row, column, above);
        const copy = done[row];
        if (copy) copy[column] = above;
      } else if (column <= row) {
        set(row, column, sourceOfRow(cells[row] ?? [], at.column));
      }
    }
  }
  return edits;
}

/** What is repeated along a row: the cell with the focus, or the first one that is filled. */
function sourceOfRow(cells: readonly string[], column: number): string {
  return cells[column]?.trim() || (cells.find((cell) => cell.trim() !== '') ?? '');
}
