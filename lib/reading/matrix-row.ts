import { cutAt, type Piece, quote, type Row, type Trouble } from '@/lib/reading/matrix-source';
import { toPlainNumber } from '@/lib/reading/written-number';

const decimalCommas = /^[+-]?\d+,\d+(?:\.\d*)?(?:,[ \t\n]+[+-]?\d+,\d+(?:\.\d*)?)+$/;

const mixed =
  'uses commas and spaces so that decimal commas and separate cells look alike; write decimals with a dot and one comma between cells.';

/** Cells of one row, separated by commas if there is one, else by spaces. A comma after the last is ignored. */
export function readRow(piece: Piece, blanks: 'kept' | 'refused' = 'refused'): Row | Trouble {
  const start = piece.start + piece.text.length - piece.text.trimStart().length;
  const parts = cutAt(piece, ',');
  if (parts.length === 1) return readSpacedRow(piece, start);

  if (blanks === 'refused' && parts.at(-1)?.text.trim() === '') parts.pop();
  const trimmed = piece.text.trim();
  if (decimalCommas.test(trimmed)) return { problem: `${quote(trimmed)} ${mixed}`, index: start };
  for (const [i, part] of parts.entries()) {
    const text = part.text.trim();
    if (text === '' && blanks === 'refused') {
      return {
        problem: 'Two commas follow each other, or one stands first; a number is missing.',
        index: part.start,
      };
    }
    const besideComma = part.text.length > 0 && part.text[0] !== ' ' && part.text[0] !== '\n';
    const groupLike = i > 0 && besideComma && /^0\d/.test(text);
    if (groupLike || cutAtSpaces(text).words.length > 1) {
      return { problem: `${quote(trimmed)} ${mixed}`, index: part.start };
    }
  }
  return { cells: parts.map((part) => tidyCell(part.text)), start };
}

function readSpacedRow(piece: Piece, start: number): Row | Trouble {
  const { words, loneSign } = cutAtSpaces(piece.text);
  // MATLAB reads `1 -2` as two cells and `1 - 2` as one; a dash alone may also stand for an empty cell.
  if (words.length > 1 && loneSign !== null) {
    const problem =
      'A sign stands alone between spaces; write it next to its number, or put commas between cells.';
    return { problem, index: piece.start + loneSign };
  }
  const lost = words.findIndex(
    (word, i) => endsInPower.test(word) && /^[-\u2010-\u2015\u2212]\d/.test(words[i + 1] ?? ''),
  );
  if (lost >= 0) {
    const problem = `${quote(`${words[lost]} ${words[lost + 1]}`)} could be a power, a difference or two cells; write 2.5e-3, or put commas between cells.`;
    return { problem, index: start };
  }
  if (couldBeRows(piece.text)) {
    const problem = `${quote(piece.text)} could be rows between slashes or fractions; write fractions without spaces, as in 1/2.`;
    return { problem, index: start };
  }
  return { cells: words.map(tidyCell), start };
}

/** `1 0 / 1 1`: as many words on each side of every slash, and more than one. */
function couldBeRows(text: string): boolean {
  if (!/\s\/\s/.test(text) || text.includes('(')) return false;
  const rows = text.split(/\s\/\s/).map((row) => row.trim().split(/\s+/).length);
  return (rows[0] ?? 0) > 1 && rows.every((size) => size === rows[0]);
}

/** A copy of `3×10⁻⁸` or `e⁻²` that lost its raised digits goes on with `-8` after a space. */
const endsInPower = /[*x×·]\s*10$|(?:^|[^a-z\d.])e$/i;
const joinsLeft = /^(?:[*/^×·%]|[x+-]$)/;
const joinsRight = /[*/^×·]$|^[x+-]$/;

/**
 * Words between spaces outside brackets; an operator such as `/` holds its neighbours together. `loneSign`
 * is the index of the first `+` or `-` with spaces on both sides.
 */
export function cutAtSpaces(text: string): { words: string[]; loneSign: number | null } {
  const starts: number[] = [];
  const ends: number[] = [];
  let loneSign: number | null = null;
  let depth = 0;
  let from = -1;
  let holdsNext = false;
  for (let i = 0; i <= text.length; i++) {
    const character = text[i] ?? '\n';
    const isSpace = character === ' ' || character === '\t' || character === '\n';
    if (!(isSpace && depth <= 0) && i < text.length) {
      if (from < 0) from = i;
      if (character === '(') depth++;
      else if (character === ')') depth--;
    } else if (from >= 0) {
      const word = text.slice(from, i);
      if (word === '+' || word === '-') loneSign ??= from;
      if (holdsNext || (starts.length > 0 && joinsLeft.test(word))) ends.pop();
      else starts.push(from);
      ends.push(i);
      holdsNext = joinsRight.test(word);
      from = -1;
    }
  }
  return { words: starts.map((start, i) => text.slice(start, ends[i])), loneSign };
}

/** A cell as typed, but readable: without quotes, LaTeX and what programs write around a number. */
export function tidyCell(text: string): string {
  const cell = text.trim();
  return /^[\w.+-]*$/.test(cell) ? cell : toPlainNumber(cell);
}
