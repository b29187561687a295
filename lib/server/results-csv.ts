import { stringify } from 'csv-stringify/sync';
import { csvCell } from '../results/csv-cell';
import { earnedOf, type SectionResults } from './results';

const columns = [
  'name',
  'email',
  'pair',
  'part',
  'points',
  'of',
  'state',
  'attempts',
  'provisional',
  'overridden',
  'page turned',
  'handed in',
  'disagreed',
  'likely idea',
];

/** The class table as CSV: one row per person and part. With a byte order mark, so that spreadsheets read UTF-8. */
export function toResultsCsv(results: SectionResults): string {
  const yes = (claim: boolean) => (claim ? 'yes' : '');
  const rows = results.rows.flatMap((row) =>
    row.seats.flatMap((seat) =>
      row.cells.map((cell) => {
        const isDecidedForMember = row.memberOverrides[seat.id]?.[cell.partId] !== undefined;
        return [
          seat.name,
          seat.email,
          row.pairSessionId,
          cell.partId,
          earnedOf(row, seat.id, cell),
          cell.points,
          cell.state,
          cell.attempts,
          yes(cell.isProvisional && !isDecidedForMember),
          yes(cell.isOverridden || isDecidedForMember),
          yes(cell.isRevealed),
          yes(cell.isHandedIn),
          yes(cell.disagreed),
          cell.signature,
        ].map(csvCell);
      }),
    ),
  );
  return `\u{feff}${stringify([columns, ...rows], { record_delimiter: 'windows' })}`;
}
