import { readNumber } from './number';

/**
 * What a pair brings to a text from an exploration: a view of it, as a small table of numbers that can be drawn.
 *
 * It is kept behind the text, each view in a line of its own: so it is saved, merged, handed in and exported with the
 * text, and a program that knows nothing of evidence reads it as it stands.
 */
export interface Evidence {
  /** What the numbers are of: "1,010 draws at T = 1". */
  readonly title: string;
  /** What each number of a row is. */
  readonly columns: readonly string[];
  readonly rows: readonly { readonly label: string; readonly values: readonly number[] }[];
}

/** What somebody wrote, and the views that they brought. */
interface TextWithEvidence {
  readonly prose: string;
  readonly views: readonly Evidence[];
}

/** More views would hide the text that they are to support. */
export const mostViews = 3;
const [mostColumns, mostRows] = [3, 8];
const longest = { title: 120, column: 24, label: 16 };
/** Characters of a number at most: -123400000000000000000. */
const longestNumber = 22;

const [opening, closing] = ['[Evidence: ', ']'];
const between = { parts: ' | ', columns: ', ', rows: '; ', label: ': ', values: ', ' };
const longestLine =
  opening.length +
  longest.title +
  2 * between.parts.length +
  mostColumns * (longest.column + between.columns.length) +
  mostRows * (longest.label + between.label.length + between.rows.length) +
  mostRows * mostColumns * (longestNumber + between.values.length) +
  closing.length;
/** Characters that the views of a text may take, with the ends of their lines. */
const roomForViews = mostViews * (longestLine + 1);

/** Without what separates the parts of a line, or ends it. */
function plainTitle(text: string): string {
  return text.replace(/[|\p{C}\p{Z}]+/gu, ' ').trim();
}

function plainName(text: string): string {
  return plainTitle(text.replace(/[,;:]/g, ' '));
}

function isName(text: string, most: number): boolean {
  return text !== '' && text.length <= most && text === plainName(text);
}

function isEvidence({ title, columns, rows }: Evidence): boolean {
  return (
    title !== '' &&
    title.length <= longest.title &&
    title === plainTitle(title) &&
    columns.length > 0 &&
    columns.length <= mostColumns &&
    columns.every((column) => isName(column, longest.column)) &&
    rows.length > 0 &&
    rows.length <= mostRows &&
    rows.every(
      ({ label, values }) =>
        isName(label, longest.label) &&
        values.length === columns.length &&
        values.every((value) => !Number.isNaN(value)),
    )
  );
}

function writeNumber(value: number): string {
  const rounded = Number(value.toPrecision(4));
  if (Number.isFinite(rounded)) return String(rounded);
  return value < 0 ? '-∞' : '∞';
}

function readValue(text: string): number {
  const read = readNumber(text);
  return read.ok ? read.value : Number.NaN;
}

function writeLine({ title, columns, rows }: Evidence): string {
  const parts = [
    title,
    columns.join(between.columns),
    rows
      .map(({ label, values }) => label + between.label + values.map(writeNumber).join(between.values))
      .join(between.rows),
  ];
  return opening + parts.join(between.parts) + closing;
}

function readLine(line: string): Evidence | null {
  if (line.length > longestLine || !line.startsWith(opening) || !line.endsWith(closing)) return null;
  const [title = '', columns = '', rows = '', ...more] = line
    .slice(opening.length, -closing.length)
    .split(between.parts);
  const evidence: Evidence = {
    title,
    columns: columns.split(between.columns),
    rows: rows.split(between.rows).map((row) => {
      const [label = '', values = '', ...rest] = row.split(between.label);
      return { label, values: rest.length > 0 ? [] : values.split(between.values).map(readValue) };
    }),
  };
  // What reads differently once it is written again is somebody's own line, and stays in their text.
  return more.length === 0 && isEvidence(evidence) && writeLine(evidence) === line ? evidence : null;
}

/** A view of an exploration; null where it is too large to be brought to a text. Characters that it cannot hold are left out. */
export function makeEvidence({ title, columns, rows }: Evidence): Evidence | null {
  const evidence = {
    title: plainTitle(title),
    columns: columns.map(plainName),
    rows: rows.map(({ label, values }) => ({ label: plainName(label), values })),
  };
  return isEvidence(evidence) ? evidence : null;
}

/** Takes the views off the end of a text; its other lines stay as they were written. */
export function readEvidence(text: string): TextWithEvidence {
  const lines = text.split('\n');
  const views: Evidence[] = [];
  while (views.length < mostViews) {
    const evidence = readLine(lines.at(-1) ?? '');
    if (evidence === null) break;
    views.unshift(evidence);
    lines.pop();
  }
  return { prose: lines.join('\n'), views };
}

/** The text that {@link readEvidence} takes apart again. */
export function writeEvidence({ prose, views }: TextWithEvidence): string {
  return [...(prose === '' ? [] : [prose]), ...views.map(writeLine)].join('\n');
}

/** What somebody wrote, without the views behind it. */
export function proseOf(text: string): string {
  return readEvidence(text).prose;
}

/** Whether a text has at most so many characters; its views have room of their own. */
export function fitsInText(text: string, mostCharacters: number): boolean {
  return text.length <= mostCharacters + roomForViews && proseOf(text).length <= mostCharacters;
}
