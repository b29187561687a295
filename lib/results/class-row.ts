import type { ClassPageCell, ClassPageColumn, ClassPageRow } from '@/lib/schemas/class-page';
import { formatPoints } from '@/lib/ui/format-number';
import { type CellText, cellText } from './cell-text';
import { nameLines } from './name-lines';

/** A pair's row as the class table shows it. */
export interface RowView {
  pairSessionId: string;
  /** Two at most, see {@link nameLines}. */
  lines: { text: string; email: string | null }[];
  /** All names in full, where the lines shorten them. */
  fullNames: string | null;
  /** Nobody sits there any more. */
  isLeft: boolean;
  /** In the order of the columns. */
  cells: CellText[];
  total: string;
  unread: number;
  attempts: number;
  /** In ISO 8601. */
  lastWorkAt: string | null;
}

const untouched: Omit<ClassPageCell, 'partId' | 'points'> = {
  state: 'untouched',
  review: 'none',
  earned: null,
  attempts: 0,
  memberDecisions: [],
  isRevealed: false,
  isHandedIn: false,
  disagreed: false,
  signature: null,
  cells: null,
};

/** The points of those who sit there, where a person has decided different ones for them; else nothing. */
function memberPoints(cell: ClassPageCell, seatIds: readonly string[]): number[] {
  const decided = new Map(cell.memberDecisions.map(({ seatId, earned }) => [seatId, earned]));
  const points = seatIds.map((id) => decided.get(id) ?? cell.earned ?? 0);
  return new Set(points).size > 1 ? points : [];
}

/** Makes the row of a pair. */
export function toRowView(row: ClassPageRow, columns: readonly ClassPageColumn[]): RowView {
  const present = row.seats.filter(({ isPresent }) => isPresent);
  const isLeft = present.length === 0;
  const seats = isLeft ? row.seats : present;
  const names = seats.map(({ name }) => name);
  const lines = nameLines(names);
  const seatIds = present.map(({ id }) => id);
  const byPart = new Map(row.cells.map((cell) => [cell.partId, cell]));
  const cells = columns.map(({ id, points }) => byPart.get(id) ?? { partId: id, points, ...untouched });
  // Of three members, the second line names two.
  const emailsOf = (line: number) => (line === 0 ? seats.slice(0, 1) : seats.slice(1));
  return {
    pairSessionId: row.pairSessionId,
    lines: lines.map((text, line) => ({
      text,
      email:
        emailsOf(line)
          .flatMap(({ email }) => email ?? [])
          .join(', ') || null,
    })),
    fullNames: names.join('\n') === lines.join('\n') ? null : names.join(' & '),
    isLeft,
    cells: cells.map((cell) =>
      cellText({ ...cell, earned: cell.earned ?? 0, memberPoints: memberPoints(cell, seatIds) }),
    ),
    total: formatPoints(row.earned),
    unread: row.unread,
    attempts: cells.reduce((sum, { attempts }) => sum + attempts, 0),
    lastWorkAt: row.lastWorkAt,
  };
}

/** Rows whose cells are places in one list: most cells of a class say one of a few things. */
export interface SharedRows {
  texts: CellText[];
  rows: (Omit<RowView, 'cells'> & { cells: number[] })[];
}

/** Says what cells have in common once, so that a page of fifty pairs stays small. */
export function shareTexts(rows: readonly RowView[]): SharedRows {
  const places = new Map<string, number>();
  const texts: CellText[] = [];
  const placeOf = (text: CellText) => {
    const key = JSON.stringify(text);
    const known = places.get(key);
    if (known !== undefined) return known;
    places.set(key, texts.length);
    return texts.push(text) - 1;
  };
  return { rows: rows.map((row) => ({ ...row, cells: row.cells.map(placeOf) })), texts };
}
