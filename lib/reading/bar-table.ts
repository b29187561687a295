import { readRow, tidyCell } from '@/lib/reading/matrix-row';
import { isTrouble, type Piece, type Row, type Trouble } from '@/lib/reading/matrix-source';

/** What separates the cells of a drawn table. */
export const bar = /[|│┃║┆]/;
const rule = /^\s*[|│┃║┆+:=\-─━═┄┈╌┌-╬\s]*(?:--|:-|-:|==|[─━═┄┈╌┌-╬])[|│┃║┆+:=\-─━═┄┈╌┌-╬\s]*$/;

/** Rows of a table drawn with bars, as Markdown, databases and terminals print it; null where no bars stand. */
export function readBarTable(lines: readonly Piece[]): Row[] | Trouble | null {
  const filled = lines.filter(({ text }) => text.trim() !== '' && !rule.test(text));
  if (filled.length === 0 || !filled.every(({ text }) => bar.test(text))) return null;
  const rows = filled.map((line) => ({ cells: cutAtBars(line.text), start: line.start }));
  if (!rows.every(({ cells }) => cells.length === 1)) return rows;
  const spaced: Row[] = [];
  for (const { cells, start } of rows) {
    const row = readRow({ text: cells[0] ?? '', start });
    if (isTrouble(row)) return row;
    spaced.push(row);
  }
  return spaced;
}

function cutAtBars(line: string): string[] {
  const cells = line.trim().split(/[|│┃║┆]/);
  if (cells[0] === '') cells.shift();
  if (cells.at(-1) === '') cells.pop();
  return cells.map(tidyCell);
}
