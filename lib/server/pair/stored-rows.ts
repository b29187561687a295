import type { StoredRow } from './room-statements';

/** Columns that are true or false; SQLite has numbers instead. */
const booleans = ['provisional', 'isRevealed', 'isHandedIn', 'disagreed', 'isOwn'];

/** Columns that are times, in JSON in the form of {@link Date.toISOString}. */
const times = [
  'confirmedAt',
  'createdAt',
  'firstCorrectAt',
  'joinedAt',
  'keptAt',
  'lastWorkAt',
  'leftAt',
  'submittedAt',
];

/** A time as the databases write it into JSON: SQLite's with an offset, PostgreSQL's without one, in UTC. */
export function toTime(text: string): Date;
export function toTime(text: string | null): Date | null;
export function toTime(text: string | null): Date | null {
  if (text === null) return null;
  return new Date(/(?:Z|[+-]\d\d:\d\d)$/.test(text) ? text : `${text}Z`);
}

/** A row with the scores beside its JSON. JSON columns only ever hold what a kind or a verb wrote. */
export function parseRow<Row>({ what, row, earned, total, overriddenEarned }: StoredRow): Row {
  const read: Record<string, unknown> = JSON.parse(row);
  for (const name of booleans) if (name in read) read[name] = Boolean(read[name]);
  for (const name of times) {
    const time = read[name];
    if (typeof time === 'string') read[name] = toTime(time).toISOString();
  }
  const scores =
    earned === null
      ? {}
      : { earned, ...(total !== null && { total }), ...(what === 'summary' && { overriddenEarned }) };
  // The statement selects the columns of the shape that the caller asks for.
  return { ...read, ...scores } as Row;
}
