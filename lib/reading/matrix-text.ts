import { readBracketedRows } from '@/lib/reading/bracketed-matrix';
import { readGridRows } from '@/lib/reading/grid-text';
import { takeLabels, type Unlabelled } from '@/lib/reading/labels';
import { plainLatex } from '@/lib/reading/latex';
import { readLatexRows } from '@/lib/reading/latex-matrix';
import { isTrouble, quote, type Row, type Trouble, toMatrixSource } from '@/lib/reading/matrix-source';
import { readNumber } from '@/lib/reading/number';
import { openPrint } from '@/lib/reading/printed-matrix';

export interface UnreadableCell {
  /** from 0 */
  row: number;
  /** from 0 */
  column: number;
  message: string;
}

export type MatrixText =
  | {
      ok: true;
      /** cells as typed, all rows of one length; a blank cell is '' */
      rows: string[][];
      /** cells that are neither blank nor read by `readNumber`, row by row */
      unreadable: UnreadableCell[];
      /** one sentence: labels that were left out, or cells that look like labels */
      remark?: string;
    }
  | {
      ok: false;
      /** one sentence: why it cannot be read */
      problem: string;
      /** where, both from 1, counted without invisible characters */
      at?: { line: number; column: number };
    };

const longest = 65_536;

const latexMatrix = /\\begin(?![A-Za-z])|\\\\|&/;
const shortened = /\.\.\.|…|\\[lcvd]?dots(?![A-Za-z])/;
/** A whole text between the signs that LaTeX and Markdown put around a formula or code. */
const framed = /^\s{0,99}(\$\$?|`)([^$`]*)\1\s{0,99}$/;
const raised = /\^\{([^{}]*)\}/g;
const tuple = /(?<![\w.=])\(([^()]*)\)/g;
const preamble =
  /\s*(?:(?:>>>|Out\s*\[\d{1,9}\]\s*(?:\/\/\w{1,32}\s*)?[:=]|\(%o\d{1,9}\)|(?:Matrix|Array|Vector|Any|Tensor|Rational|(?:Big)?Float\d{0,3}|U?Int\d{0,3})(?:\{[^[\]{}\n]{0,32}(?:\{[^[\]{}\n]{0,32}\})?[^[\]{}\n]{0,32}\})?(?=\s{0,16}\[)|Parameter containing:|[A-Za-z_]\w*\s*=(?!=)|<tf\.[^[\]]*?numpy=)\s*)*/y;
const call =
  /(?:(?:[A-Za-z_]\w{0,31}\.){0,4}(?:float|double|device|jax|eager|as_?|(?:im)?mutable(?:dense)?|dense)?(?:array|tensor|constant|variable|matrix)|(?=[\s(]*[[{]))\s*\(\s*/iy;
const argument =
  /\s*,\s*(?:[A-Za-z_]\w*\s*=\s*)?(?:[([][\w\s,]*[)\]]|<[^<>]*>|'[^'\n]*'|"[^"\n]*"|[A-Za-z_][\w.]*(?:\('[^'\n]*'\))?|-?[\d.]+)?/y;
const callEnd = /\s*(?:,\s*)?\)/y;
const ending = /^\s*>?\s*[;,.]?\s*$/;

/**
 * Reads one pasted matrix: rows of tabs, CSV, spaces; nested lists, MATLAB, Mathematica, LaTeX; and the
 * prints of NumPy, PyTorch, TensorFlow, JAX, SymPy, Julia, R, pandas and Markdown, with the call, the name and the
 * keywords around them, but never their labels. A list of numbers alone is one row. Total, and linear in a text of at most 65,536 characters. Where two readings are
 * possible (`0,5 0,5`), where something stands outside, or where rows differ in length, it is a problem.
 */
export function readMatrixText(text: string): MatrixText {
  if (text.length > longest) {
    return { ok: false, problem: 'This text is too long for a matrix; paste the matrix alone.' };
  }
  const typed = toMatrixSource(text);
  const print = openPrint(typed);
  if (isTrouble(print)) return { ok: false, problem: print.problem, at: place(typed, print.index) };
  const source = simplify(print.text);
  const read = readRows(source, print.isSeries);
  const trouble = isTrouble(read) ? read : findTrouble(read.rows);
  if (trouble) return { ok: false, problem: trouble.problem, at: place(source, trouble.index) };
  return isTrouble(read) ? { ok: false, problem: read.problem } : readCells(read, source);
}

/** Tuples as lists, and LaTeX numbers in plain form unless the matrix itself is LaTeX. */
function simplify(source: string): string {
  let text = source.replace(framed, '$2');
  if (text.includes('\\') && !latexMatrix.test(text)) {
    text = plainLatex(text.replaceAll('\\[Infinity]', 'Infinity'));
  } else if (text.includes('^')) {
    text = text.replace(raised, '^($1)');
  }
  if (!text.includes('(')) return text;
  return text.replace(tuple, (whole, inner: string) =>
    inner.includes(',') && !/[[\]{}]/.test(inner) ? `[${inner}]` : whole,
  );
}

function readRows(source: string, isSeries: boolean): Unlabelled | Trouble {
  const left = shortened.exec(source);
  if (left) {
    const problem = `“${left[0]}” stands for numbers that were left out; paste a print that shows all of them.`;
    return { problem, index: left.index };
  }
  if (latexMatrix.test(source)) {
    const rows = readLatexRows(source);
    return isTrouble(rows) ? rows : takeLabels(rows, false);
  }

  const named = endOf(preamble, source, 0) ?? 0;
  let position = named;
  let calls = 0;
  for (let end = endOf(call, source, position); end !== null && calls < 4; calls++) {
    position = end;
    end = endOf(call, source, position);
  }
  if (source[position] === '[' || source[position] === '{') {
    const list = readBracketedRows(source, position, calls > 0);
    if (isTrouble(list)) return list;
    return findTextAfter(source, list.end, calls) ?? { rows: list.rows };
  }
  const inside = source.slice(position).search(/[[\]{}]/);
  const bracket = inside < 0 ? -1 : position + inside;
  if (source[bracket] === ']' || source[bracket] === '}') {
    return { problem: 'This bracket closes what was never opened.', index: bracket };
  }
  if (bracket >= 0 || calls > 0) return outside(source.slice(0, Math.max(bracket, position)), 0);
  const start = source.slice(0, named).trim() === '' ? 0 : named;
  return readGridRows({ text: source.slice(start), start }, isSeries);
}

function endOf(pattern: RegExp, source: string, from: number): number | null {
  pattern.lastIndex = from;
  return pattern.test(source) ? pattern.lastIndex : null;
}

/** Trouble unless each call is closed after its keywords and nothing follows. */
function findTextAfter(source: string, from: number, calls: number): Trouble | null {
  let position = from;
  for (let i = 0; i < calls; i++) {
    for (let end = endOf(argument, source, position); end !== null; ) {
      position = end;
      end = endOf(argument, source, position);
    }
    const end = endOf(callEnd, source, position);
    if (end === null) {
      return position >= source.trimEnd().length
        ? { problem: 'The round bracket before the list is never closed.', index: position }
        : outside(source.slice(position), position);
    }
    position = end;
  }
  const rest = source.slice(position);
  return ending.test(rest) ? null : outside(rest, position);
}

function outside(text: string, index: number): Trouble {
  const start = index + text.length - text.trimStart().length;
  return { problem: `${quote(text)} stands outside the matrix; paste the matrix alone.`, index: start };
}

/** Trouble for a text without numbers, and for the first row that is not as long as most. */
function findTrouble(rows: readonly Row[]): Trouble | null {
  const [first] = rows;
  if (!first || rows.every(({ cells }) => cells.every((cell) => cell === ''))) {
    return {
      problem: 'Nothing is written here; paste or type a matrix such as [[0.4, 0.6], [0.7, 0.3]].',
      index: 0,
    };
  }
  const counts = new Map<number, number>();
  for (const { cells } of rows) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
  const [usual] = [...counts].reduce((best, next) => (next[1] > best[1] ? next : best));
  const odd = rows.findIndex(({ cells }) => cells.length !== usual);
  const row = rows[odd];
  if (!row) return null;
  const size = row.cells.length;
  const peers = rows.length === 2 ? 'the other row' : 'other rows';
  const have = rows.length === 2 ? 'has' : 'have';
  const problem = `Row ${odd + 1} has ${size} ${size === 1 ? 'cell' : 'cells'}, ${peers} ${have} ${usual}.`;
  return { problem, index: row.start };
}

function readCells({ rows, remark }: Unlabelled, source: string): MatrixText {
  const unreadable: UnreadableCell[] = [];
  let read = 0;
  for (const [row, { cells }] of rows.entries()) {
    for (const [column, cell] of cells.entries()) {
      if (cell === '') continue;
      const number = readNumber(cell);
      if (number.ok) read++;
      else unreadable.push({ row, column, message: number.message });
    }
  }
  const [first] = unreadable;
  if (read === 0 && first) {
    const at = place(source, rows[first.row]?.start ?? 0);
    return { ok: false, problem: `No number was found: ${first.message}`, at };
  }
  const cells = rows.map(({ cells }) => cells);
  return { ok: true, rows: cells, unreadable, ...(remark !== undefined && { remark }) };
}

function place(source: string, index: number): { line: number; column: number } {
  const before = source.slice(0, index);
  const lineStart = before.lastIndexOf('\n') + 1;
  return { line: before.split('\n').length, column: index - lineStart + 1 };
}
