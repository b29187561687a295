import { quote, type Row, type Trouble } from '@/lib/reading/matrix-source';
import { readNumber } from '@/lib/reading/number';

/** The numbers of a table, and what was seen of labels. */
export interface Unlabelled {
  rows: Row[];
  /** a sentence: labels that were left out, or numbers that look like labels */
  remark?: string;
}

const missing = /^(?:nan|na|n\/a|null|none|nil|missing)$/i;
const startsAsWord = /^(?:[\p{L}_<#"]|\d+[:)]$)/u;
/** What programs print below a column's name. */
const typeName = /^(?:<\w+>|[fiu](?:8|16|32|64)|(?:Float|Int)\d+|float\d*|int\d*|double|str)$/;
const whole = /^\d+$/;
const broken = /[./%]/;
const mostShown = 4;

function isWord(cell: string): boolean {
  return startsAsWord.test(cell) && !missing.test(cell) && !readNumber(cell).ok;
}

/** Whether a cell is a word or a whole number. */
function couldLabel(cell = ''): boolean {
  return startsAsWord.test(cell) || whole.test(cell);
}

function areWords(cells: readonly string[]): boolean {
  return cells.length > 0 && cells.every(isWord);
}

/** 0, 1, 2 … or 1, 2, 3 …, as programs number rows and columns. */
function areCounted(cells: readonly string[]): boolean {
  const first = cells[0] === '1' ? 1 : 0;
  return cells.length > 0 && cells.every((cell, i) => cell === String(i + first));
}

/** Whole numbers, each once, as an index has after some rows were taken out. */
function areDistinct(cells: readonly string[]): boolean {
  return new Set(cells).size === cells.length && cells.every((cell) => whole.test(cell));
}

function list(cells: readonly string[]): string {
  const shown = cells.filter((cell) => cell !== '').slice(0, mostShown);
  return quote(`${shown.join(', ')}${cells.length > shown.length + 1 ? ', …' : ''}`);
}

function leftOut(head: readonly string[] | null, index: readonly string[] | null): string {
  const parts = [
    ...(head ? [`the first row, ${list(head)}`] : []),
    ...(index ? [`the first column, ${list(index)}`] : []),
  ];
  return `Left out as labels: ${parts.join(', and ')}.`;
}

function withoutFirst({ cells, start }: Row): Row {
  return { cells: cells.slice(1), start };
}

/**
 * Takes labels off a table without brackets, as pandas, R and spreadsheets print them: words, or numbers that count
 * rows and columns around a corner that holds none. Where cells could be labels or numbers it is trouble.
 */
export function takeLabels(rows: readonly Row[], isSeries: boolean): Unlabelled | Trouble {
  if (rows[1]?.cells.every((cell) => typeName.test(cell)) && areWords(rows[0]?.cells ?? [])) {
    return takeLabels([...rows.slice(0, 1), ...rows.slice(2)], isSeries);
  }
  const { 0: head, length } = rows;
  const second = rows[1]?.cells[0] ?? '';
  // Labels stand in the first row or the first column, and nearly no matrix has a cell that could be one there.
  if (!isSeries && length > 1 && !couldLabel(head?.cells.at(-1)) && !couldLabel(second))
    return { rows: [...rows] };
  const body = rows.slice(1);
  const first = body[0];
  const width = first?.cells.length ?? 0;
  if (!head || !first || body.some(({ cells }) => cells.length !== width)) return { rows: [...rows] };
  if (isSeries && width === 2 && head.cells.length === 2) {
    return {
      rows: rows.map(withoutFirst),
      remark: leftOut(
        null,
        rows.map(({ cells }) => cells[0] ?? ''),
      ),
    };
  }
  const isShort = head.cells.length === width - 1;
  if (!isShort && head.cells.length !== width) return { rows: [...rows] };
  const corner = isShort ? '' : (head.cells[0] ?? '');
  const above = isShort ? head.cells : head.cells.slice(1);
  const beside = body.map(({ cells }) => cells[0] ?? '');
  const bodyWithout = () => body.map(withoutFirst);

  if (isShort) {
    const isHead = areWords(above) || areCounted(above);
    const isIndex = areWords(beside) || areCounted(beside) || (above.length > 1 && areDistinct(beside));
    return isHead && isIndex ? { rows: bodyWithout(), remark: leftOut(above, beside) } : { rows: [...rows] };
  }
  if (areWords(head.cells) && !areWords(beside)) {
    if (areCounted(beside) && width > 1) return unclear(beside, first);
    return { rows: body, remark: leftOut(head.cells, null) };
  }
  if (areWords([corner, ...beside]) && !areWords(above)) {
    if (areCounted(above)) return unclear(above, head);
    return withoutIndex(rows, [corner, ...beside]);
  }
  if (corner === '' || isWord(corner)) {
    const isHead = areWords(above) || areCounted(above);
    const isIndex = areWords(beside) || areCounted(beside);
    if (isHead && isIndex) {
      const isSure = areWords(above) || areWords(beside) || (above.length > 1 && beside.length > 1);
      return isSure ? { rows: bodyWithout(), remark: leftOut(above, beside) } : unclear(above, head);
    }
    if (areWords(above)) return unclear(beside, first);
    if (areWords(beside)) return unclear(above, head);
  }
  const remark = doubt(rows, head.cells, [corner, ...beside]);
  return remark === null ? { rows: [...rows] } : { rows: [...rows], remark };
}

/** Without the words that name the rows, and the numbers that count them: `row 1: 0.5 0.5`. */
function withoutIndex(rows: readonly Row[], index: readonly string[]): Unlabelled {
  const rest = rows.map(withoutFirst);
  const next = rest.map(({ cells }) => cells[0] ?? '');
  const isCounted = next.every((cell, i) => cell === `${i + 1}:` || cell === `${i + 1})`);
  return isCounted
    ? {
        rows: rest.map(withoutFirst),
        remark: leftOut(
          null,
          index.map((word, i) => `${word} ${next[i]}`),
        ),
      }
    : { rows: rest, remark: leftOut(null, index) };
}

function unclear(cells: readonly string[], { start }: Row): Trouble {
  const problem = `${list(cells)} could be labels or numbers of the matrix; paste the numbers alone.`;
  return { problem, index: start };
}

/** Numbers that count up beside numbers with decimals may be labels; they are read as numbers. */
function doubt(rows: readonly Row[], head: readonly string[], index: readonly string[]): string | null {
  const decimals = (cells: readonly string[]) => cells.some((cell) => broken.test(cell));
  const isHead = head.length > 1 && areCounted(head) && rows.slice(1).some(({ cells }) => decimals(cells));
  const isIndex = index.length > 1 && areCounted(index) && rows.some(({ cells }) => decimals(cells.slice(1)));
  if (!isHead && !isIndex) return null;
  const what = isHead ? `The first row, ${list(head)},` : `The first column, ${list(index)},`;
  return `${what} looks like labels; it is read as numbers.`;
}
