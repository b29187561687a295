import { bar, readBarTable } from '@/lib/reading/bar-table';
import { takeLabels, type Unlabelled } from '@/lib/reading/labels';
import { cutAtSpaces, readRow, tidyCell } from '@/lib/reading/matrix-row';
import { cutAt, isTrouble, type Piece, quote, type Row, type Trouble } from '@/lib/reading/matrix-source';

const inBrackets = /^\([\d.,' $€£%]{0,32}\d[ %]{0,3}\)%?$/;
const oneComma = /^([+-]?\d+),(\d+)$/;

/**
 * Rows of a text without brackets: tabs as a spreadsheet copies them, CSV with commas or semicolons, MATLAB
 * rows, tables drawn with bars, or columns of spaces, without their labels. Blank cells count where a separator shows
 * that they are there. Accounting writes -0.50 as (0.50), so plain numbers in round brackets are trouble.
 */
export function readGridRows(text: Piece, isSeries: boolean): Unlabelled | Trouble {
  const rows = readLines(text);
  if (isTrouble(rows)) return rows;
  for (const { cells, start } of text.text.includes('(') ? rows : []) {
    const cell = cells.find((cell) => inBrackets.test(cell));
    if (cell === undefined) continue;
    const problem = `${quote(cell)} could be a negative number as accountants write it; write -0.50 or 0.50.`;
    return { problem, index: start };
  }
  return takeLabels(rows, isSeries);
}

function readLines(text: Piece): Row[] | Trouble {
  const all = cutAt(text, '\n');
  const isFilled = ({ text }: Piece) => text.trim() !== '' || text.includes('\t');
  const first = all.findIndex(isFilled);
  if (first < 0) return [];
  const lines = all.slice(first, all.findLastIndex(isFilled) + 1);
  const drawn = bar.test(text.text) ? readBarTable(lines) : null;
  if (drawn) return drawn;
  if (hasTabCells(lines)) return lines.filter(isFilled).map(readTabs);

  const filled = lines.filter(isFilled);
  const ended = dropLastSemicolons(filled);
  if (ended.some((line) => line.text.includes(';'))) return readSemicolons(ended);
  if (ended.some((line) => line.text.includes(','))) return readCommas(ended);
  const rows = readEach(ended);
  const blankLine = lines.find((line) => !isFilled(line));
  if (blankLine && !isTrouble(rows) && rows.every((row) => row.cells.length === 1)) {
    const problem =
      'This blank line could be an empty cell or only space; remove it, or separate cells by tabs.';
    return { problem, index: blankLine.start };
  }
  return rows;
}

/** Whether tabs separate cells; a tab that only indents lines whose cells stand between spaces does not. */
function hasTabCells(lines: readonly Piece[]): boolean {
  if (lines.some(({ text }) => text.trim().includes('\t'))) return true;
  if (!lines.some(({ text }) => text.includes('\t'))) return false;
  return !lines.some(({ text }) => /[ ,;]/.test(text.trim()));
}

function readTabs(line: Piece): Row {
  return { cells: cutAt(line, '\t').map((cell) => tidyCell(cell.text)), start: line.start };
}

function readEach(lines: readonly Piece[], blanks: 'kept' | 'refused' = 'refused'): Row[] | Trouble {
  const rows: Row[] = [];
  for (const line of lines) {
    const row = readRow(line, blanks);
    if (isTrouble(row)) return row;
    rows.push(row);
  }
  return rows;
}

/** Without the semicolon at the end of the lines, if all lines have one there, or all but the last. */
function dropLastSemicolons(lines: readonly Piece[]): readonly Piece[] {
  const trimmed = lines.map(({ text, start }) => ({ text: text.trimEnd(), start }));
  const others = trimmed.slice(0, Math.max(1, trimmed.length - 1));
  if (!others.every(({ text }) => text.endsWith(';'))) return lines;
  return trimmed.map(({ text, start }) => ({ text: text.replace(/;$/, ''), start }));
}

function readSemicolons(lines: readonly Piece[]): Row[] | Trouble {
  const cut = lines.map((line) => cutAt(line, ';'));
  const pieces = cut.flat();
  const single = pieces.every(
    ({ text }) => cutAtSpaces(text).words.length <= 1 && text.split(',', 3).length <= 2,
  );
  if (!single) return readEach(pieces.filter(({ text }) => text.trim() !== ''));
  const start = lines[0]?.start ?? 0;
  if (lines.length === 1) {
    const problem =
      'Semicolons could separate rows or cells here; put the matrix into [ ] for rows, or use tabs for cells.';
    return { problem, index: start };
  }
  return cut.map((cells) => ({
    cells: cells.map((cell) => tidyCell(cell.text)),
    start: cells[0]?.start ?? start,
  }));
}

function readCommas(lines: readonly Piece[]): Row[] | Trouble {
  const pairs = lines.map(({ text }) => oneComma.exec(text.trim()));
  if (pairs.every((pair) => pair !== null) && couldBeDecimals(pairs)) {
    const problem = `${quote(pairs[0]?.[0] ?? '')} could be a decimal comma or two cells; write decimals with a dot, or put a tab between cells.`;
    return { problem, index: lines[0]?.start ?? 0 };
  }
  const rows = readEach(lines, 'kept');
  return isTrouble(rows) ? rows : dropTrailingCommas(rows);
}

/** One number on a line, or a column of numbers below 2 such as `0,5` and `0,25`; `1,0` above `0,1` is CSV. */
function couldBeDecimals(pairs: readonly RegExpExecArray[]): boolean {
  if (pairs.length === 1) return true;
  const small = pairs.every(([, whole]) => /^[+-]?[01]$/.test(whole ?? ''));
  return (
    small && (pairs.some(([, , places]) => places?.[1]) || pairs.every(([, whole]) => whole?.endsWith('0')))
  );
}

/** A blank last column is the commas at the end of the lines; the last line may lack its comma. */
function dropTrailingCommas(rows: readonly Row[]): Row[] {
  const last = rows.at(-1);
  const others = rows.slice(0, -1);
  const lacksComma = rows.length > 1 && last?.cells.length === (rows[0]?.cells.length ?? 0) - 1;
  if (!others.every(({ cells }) => cells.at(-1) === '')) return [...rows];
  if (last?.cells.at(-1) !== '' && !lacksComma) return [...rows];
  const cut = (row: Row) => ({ ...row, cells: row.cells.slice(0, -1) });
  return rows.map((row) => (row === last && lacksComma ? row : cut(row)));
}
