import { csvLines } from '@/lib/results/csv-cell';
import type { ResultRow } from '@/lib/schemas/class-results';
import type { Json } from '@/lib/schemas/json';
import { earnedOf } from './results';

const columns = [
  'name',
  'email',
  'pair',
  'part',
  'points',
  'of',
  'automatic points',
  'decided points',
  'state',
  'attempts',
  'provisional',
  'page turned',
  'handed in',
  'disagreed',
  'likely idea',
  'left the pair',
  'points from pair',
  'own answer',
  'review',
  'changed since',
  'decided by',
  'comment',
  'first idea',
  'ideas ever',
];

/** A response as one text. */
function textOf(response: Json): string {
  return typeof response === 'string' ? response : JSON.stringify(response);
}

/**
 * The class table as the pieces of a CSV file: one row per person and part. A byte order mark makes spreadsheets read
 * UTF-8. Every text is quoted, because some spreadsheets split at semicolons, too.
 */
export async function* toResultsCsv(rows: AsyncIterable<readonly ResultRow[]>): AsyncGenerator<string> {
  yield `\u{feff}${csvLines([columns])}`;
  for await (const some of rows) yield csvLines(some.flatMap(toCells));
}

function toCells(row: ResultRow): (string | number | null)[][] {
  const yes = (claim: boolean) => (claim ? 'yes' : '');
  return row.seats.flatMap((seat) =>
    row.cells.map((cell) => {
      const forMember = row.memberOverrides[seat.id]?.[cell.partId];
      const kept = row.kept[seat.id]?.[cell.partId];
      const own = row.own[seat.id]?.[cell.partId];
      const decided = forMember ?? (cell.isOverridden ? cell.earned : null);
      const decision = row.decided[seat.id]?.[cell.partId];
      return [
        seat.name,
        seat.email,
        row.pairSessionId,
        cell.partId,
        earnedOf(row, seat.id, cell),
        cell.points,
        own ? own.automatic : cell.automatic,
        decided,
        cell.state,
        cell.attempts,
        yes((own ?? kept)?.isProvisional ?? (cell.isProvisional && forMember === undefined)),
        yes(cell.isRevealed),
        yes(cell.isHandedIn),
        yes(cell.disagreed),
        cell.signature,
        yes(!seat.isPresent),
        kept?.pairSessionId ?? null,
        own ? textOf(own.response) : null,
        cell.review,
        yes(cell.review === 'changed'),
        decision?.by ?? null,
        decision?.comment ?? null,
        cell.firstIdea,
        cell.ideas.join(' '),
      ];
    }),
  );
}
