import type { StoredRow } from './room-statements';

/** Columns that are true or false; SQLite has numbers instead. */
const booleans = ['provisional', 'isRevealed', 'isHandedIn', 'disagreed'];

/** A row with the scores beside its JSON. JSON columns only ever hold what a kind or a verb wrote. */
export function parseRow<Row>({ what, row, earned, total, overriddenEarned }: StoredRow): Row {
  const read: Record<string, unknown> = JSON.parse(row);
  for (const name of booleans) if (name in read) read[name] = Boolean(read[name]);
  const scores = earned === null ? {} : { earned, total, ...(what === 'summary' && { overriddenEarned }) };
  // The statement selects the columns of the shape that the caller asks for.
  return { ...read, ...scores } as Row;
}
