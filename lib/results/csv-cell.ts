import papaparse from 'papaparse';

// Spreadsheets set to some languages also take the full-width signs. `|` and `%` begin formulas of older ones.
const formulaStart = /^\s*[=+\-@|%\uff1d\uff0b\uff0d\uff20]|^\s*[\t\r\n]/;

/**
 * A text as a cell of a CSV file that spreadsheets will not take for a formula: names and reasons are typed by people,
 * and `=…` in a cell can run commands on the instructor's machine. Numbers are left as they are.
 */
export function csvCell(value: string | number | null): string | number {
  if (value === null) return '';
  if (typeof value === 'number') return value;
  return formulaStart.test(value) ? `'${value}` : value;
}

const isQuoted = (value: unknown) => typeof value === 'string' && value !== '';

/** Rows as lines of a CSV file: every text in quotes, as some spreadsheets split at semicolons, too. */
export function csvLines(rows: readonly (readonly (string | number | null)[])[]): string {
  const lines = papaparse.unparse(
    rows.map((row) => row.map(csvCell)),
    { quotes: isQuoted, newline: '\r\n' },
  );
  return rows.length > 0 ? `${lines}\r\n` : '';
}
