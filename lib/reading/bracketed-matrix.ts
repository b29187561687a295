import { readRow } from '@/lib/reading/matrix-row';
import {
  cutAt,
  cutLines,
  isTrouble,
  type Piece,
  quote,
  type Row,
  type Trouble,
} from '@/lib/reading/matrix-source';

interface OpenBracket {
  closedBy: string;
  index: number;
  /** lists found directly inside */
  lists: number;
}

const bracket = /[[\]{}]/g;
const gap = /^\s*$/;
const comma = /^\s*,?\s*$/;
/** What may separate two lists that have no common bracket. */
const nextList = /\s*(?:,|\n)\s*(?=[[{])/y;

/** NumPy breaks the print of a row that would be longer than this. */
const numpyLineWidth = 75;

/**
 * Rows of `[[1, 2], [3, 4]]`, `[1 2; 3 4]`, `{{1, 2}, {3, 4}}` or of lists one below the other, from the
 * bracket at `from` on, and the index after the last. Inside a call such as `array(` a line break ends no
 * row.
 */
export function readBracketedRows(
  source: string,
  from: number,
  inCall: boolean,
): { rows: Row[]; end: number } | Trouble {
  const open: OpenBracket[] = [];
  const rows: Row[] = [];
  let lists = 0;
  let nested = false;
  let position = from;
  for (;;) {
    bracket.lastIndex = position;
    const index = bracket.exec(source)?.index;
    const top = open.at(-1);
    if (index === undefined) {
      return { problem: 'The bracket that opens here is never closed.', index: top?.index ?? position };
    }
    const character = source[index] ?? '';
    const between = source.slice(position, index);
    const after = index + 1;
    if (character === '[' || character === '{') {
      const wrong = top && checkGap(between, top.lists > 0, position);
      if (wrong) return wrong;
      if (open.length === 2) {
        return {
          problem: 'Brackets are nested more than two deep; paste one matrix, not a stack of them.',
          index,
        };
      }
      if (top) top.lists++;
      open.push({ closedBy: character === '[' ? ']' : '}', index, lists: 0 });
      position = after;
      continue;
    }
    if (character !== top?.closedBy) {
      return { problem: `The bracket “${character}” does not fit the one that was opened.`, index };
    }
    open.pop();
    if (top.lists > 0) {
      const wrong = checkGap(between, true, position);
      if (wrong) return wrong;
      nested = true;
    } else {
      const read = readList({ text: between, start: position }, open.length > 0, inCall);
      if (isTrouble(read)) return read;
      if (lists > 0 && open.length === 0 && read.length > 1) return secondMatrix(top.index);
      rows.push(...read);
    }
    position = after;
    if (open.length > 0) continue;
    lists++;
    nextList.lastIndex = position;
    const following = nextList.exec(source);
    if (!following) return { rows, end: position };
    position += following[0].length;
    if (nested || rows.length > lists) return secondMatrix(position);
  }
}

function secondMatrix(index: number): Trouble {
  return { problem: 'A second matrix begins here; paste one.', index };
}

function besideRow(text: string, index: number): Trouble {
  return { problem: `${quote(text)} stands beside a row in brackets.`, index };
}

/** What is wrong with the text before an opening bracket inside another bracket, if anything. */
function checkGap(between: string, followsList: boolean, index: number): Trouble | undefined {
  if (followsList ? comma.test(between) : gap.test(between)) return undefined;
  const sign = index + between.length - between.trimStart().length;
  if (between.includes(';')) {
    return {
      problem: 'A semicolon stands between rows that have brackets of their own; use a comma.',
      index: sign,
    };
  }
  if (/^[\s,]*$/.test(between)) {
    return { problem: 'A comma too many stands here, or a row is missing.', index: sign };
  }
  return followsList
    ? besideRow(between, sign)
    : { problem: 'A bracket opens inside a row that is not closed.', index: index + between.length };
}

/** The rows of one innermost bracket; only a bracket that is not inside another may hold several. */
function readList(piece: Piece, isNested: boolean, inCall: boolean): Row[] | Trouble {
  if (piece.text.trim() === '') return { problem: 'These brackets hold no number.', index: piece.start - 1 };
  const parts = cutAt(piece, ';');
  if (isNested && parts.length > 1) {
    const index = (parts[1]?.start ?? piece.start) - 1;
    return {
      problem: 'A semicolon stands inside a nested list; put each row into brackets of its own.',
      index,
    };
  }
  const lines: Piece[] = [];
  for (const [i, part] of parts.entries()) {
    if (part.text.trim() !== '') {
      const split =
        isNested || inCall || (parts.length === 1 && /,[ \t]*\n/.test(part.text)) ? null : cutLines(part);
      lines.push(...(split ?? [part]));
    } else if (i < parts.length - 1) {
      return {
        problem: 'Two semicolons follow each other, or one stands first; a row is missing.',
        index: part.start,
      };
    }
  }
  const rows = readRows(lines);
  const wraps = parts.length === 1 && lines.length > 1 && !piece.text.includes(',') && isWrapped(lines);
  if (!wraps || isTrouble(rows)) return rows;
  if (rows.every((row) => row.cells.length === rows[0]?.cells.length)) {
    const problem =
      'These long lines could be rows or one row that was wrapped; put a semicolon after each row.';
    return { problem, index: piece.start };
  }
  return [{ cells: rows.flatMap((row) => row.cells), start: piece.start }];
}

function readRows(lines: readonly Piece[]): Row[] | Trouble {
  const rows: Row[] = [];
  for (const line of lines) {
    const row = readRow(line);
    if (isTrouble(row)) return row;
    rows.push(row);
  }
  return rows;
}

function isWrapped(lines: readonly Piece[]): boolean {
  return lines.slice(0, -1).every((line, i) => {
    const next = lines[i + 1]?.text.trim() ?? '';
    return line.text.length + 1 + (next.split(/\s/, 1)[0]?.length ?? 0) >= numpyLineWidth - 1;
  });
}
