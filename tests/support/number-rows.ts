import type { PreparedPart } from '@/lib/questions/define-kind';
import type { Json } from '@/lib/schemas/json';

/** A row of a part's key that must not be seen before its page is turned. */
interface HiddenRow {
  name: string;
  /** The fields of the row, in order. */
  paths: readonly string[];
  part: PreparedPart;
}

function numbersIn(value: Json): (number | string)[] {
  if (typeof value === 'number' || typeof value === 'string') return [value];
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(numbersIn) : [];
}

/** The rows of a key with at least three different values: fields that share all but the last step of their path. */
export function hiddenRows(partId: string, part: PreparedPart, modelResponse: Json): HiddenRow[] {
  if (!part.hasInstantCheck || new Set(numbersIn(part.toRevealedKey())).size < 3) return [];
  const rows = new Map<string, string[]>();
  for (const path of part.fieldPaths) {
    const parent = path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
    rows.set(parent, [...(rows.get(parent) ?? []), path]);
  }
  const typed = numbersIn(modelResponse);
  const isZero = (path: string) => Number(typed[part.fieldPaths.indexOf(path)]) === 0;
  return [...rows].flatMap(([parent, paths]) => {
    const name = `${partId}/${parent}`;
    // A table may leave its zeros out; three equal numbers alone are what the lab rightly shows for high temperatures.
    const open = paths.filter((path) => !isZero(path));
    // A 1 among zeros says nothing: it is how an untouched row of shares looks.
    if (open.length < 2) return [];
    return [paths, ...(open.length < paths.length && open.length > 3 ? [open] : [])]
      .filter(({ length }) => length >= 3)
      .map((row) => ({ name, paths: row, part }));
  });
}

const fraction = /<mfrac><mn>(\d+)<\/mn><mn>(\d+)<\/mn><\/mfrac>/g;
const written = /[-−+]?(?:\d+\.?\d*|\.\d+)(?:e[-+−]?\d+)?(?:\s*\/\s*\d+)?(?:\s*%)?/gi;

/** The numbers of a text or of HTML, as they are written there, in order. */
export function writtenNumbers(text: string): string[] {
  const shown = text
    .replace(fraction, ' $1/$2 ')
    .replace(/<annotation.*?<\/annotation>/gs, ' ')
    .replace(/<[^>]*>/g, ' ');
  return shown.match(written) ?? [];
}

/** Names of the rows that stand in these numbers, one after the other, as fractions, decimals or percent. */
export function rowsAmong(numbers: readonly string[], rows: readonly HiddenRow[]): string[] {
  const isAt = ({ paths, part }: HiddenRow, start: number, unit: string) =>
    paths.every((path, index) => part.checkField(path, `${numbers[start + index]}${unit}`) === 'correct');
  const found = rows.filter((row) =>
    numbers.some(
      (_, start) =>
        start + row.paths.length <= numbers.length && (isAt(row, start, '') || isAt(row, start, '%')),
    ),
  );
  return [...new Set(found.map(({ name }) => name))];
}

const wordsOf = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? [];

/** Whether a text holds so many of another's words in a row that it gives the other away. */
export function quotes(text: string, other: string, length = 8): boolean {
  const haystack = ` ${wordsOf(text).join(' ')} `;
  const words = wordsOf(other);
  return words.some(
    (_, start) =>
      start + length <= words.length &&
      haystack.includes(` ${words.slice(start, start + length).join(' ')} `),
  );
}
