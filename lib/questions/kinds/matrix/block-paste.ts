import { readMatrixText, type UnreadableCell } from '@/lib/reading/matrix-text';
import type { CellEdit } from './fill';
import type { GridShape, Place } from './grid-keys';

/** What pasting a text would do to a grid. */
export type PastePlan =
  | { ok: false; problem: string }
  | {
      ok: true;
      /** The pasted rows, as typed. */
      rows: string[][];
      /** Where their upper left cell lands. */
      at: Place;
      edits: CellEdit[];
      /** Places within the pasted rows that cannot be read; they stay out. */
      unreadable: UnreadableCell[];
      /** How many pasted cells lie beyond the edges of the grid. */
      outside: number;
      /** What was seen of labels: left out, or read as numbers although they look like labels. */
      remark: string | null;
    };

/**
 * Plans a paste at the upper left cell of the selection. A text of the grid's own size fills the grid wherever the
 * focus is, and one as wide as the grid begins in its first column. Blank pasted cells change nothing in the grid.
 */
export function planPaste(text: string, at: Place, shape: GridShape): PastePlan {
  const read = readMatrixText(text);
  if (!read.ok) return { ok: false, problem: read.problem };
  const { rows, unreadable } = read;
  const isWhole = rows.length === shape.rows && rows[0]?.length === shape.columns;
  const isAsWide = rows[0]?.length === shape.columns;
  const start = isWhole ? { row: 0, column: 0 } : isAsWide ? { row: at.row, column: 0 } : at;
  const isUnreadable = new Set(unreadable.map(({ row, column }) => `${row}/${column}`));
  const edits: CellEdit[] = [];
  let outside = 0;
  rows.forEach((cells, rowOffset) => {
    cells.forEach((value, columnOffset) => {
      const row = start.row + rowOffset;
      const column = start.column + columnOffset;
      if (row >= shape.rows || column >= shape.columns) outside += 1;
      else if (value !== '' && !isUnreadable.has(`${rowOffset}/${columnOffset}`)) {
        edits.push({ row, column, value });
      }
    });
  });
  return { ok: true, rows, at: start, edits, unreadable, outside, remark: read.remark ?? null };
}
