import { stringify } from 'csv-stringify/sync';
import { csvCell } from '@/lib/results/csv-cell';
import type { SectionResults } from '@/lib/schemas/class-results';
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
];

/** A response as one text. */
function textOf(response: Json): string {
  return typeof response === 'string' ? response : JSON.stringify(response);
}

/**
 * The class table as CSV: one row per person and part. A byte order mark makes spreadsheets read UTF-8. Every text is
 * quoted, because some spreadsheets split at semicolons, too.
 */
export function toResultsCsv(results: SectionResults): string {
  const yes = (claim: boolean) => (claim ? 'yes' : '');
  const rows = results.rows.flatMap((row) =>
    row.seats.flatMap((seat) =>
      row.cells.map((cell) => {
        const forMember = row.memberOverrides[seat.id]?.[cell.partId];
        const kept = row.kept[seat.id]?.[cell.partId];
        const own = row.own[seat.id]?.[cell.partId];
        const decided = forMember ?? (cell.isOverridden ? cell.earned : null);
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
        ].map(csvCell);
      }),
    ),
  );
  return `\u{feff}${stringify([columns, ...rows], { record_delimiter: 'windows', quoted_string: true, quoted_empty: false })}`;
}
