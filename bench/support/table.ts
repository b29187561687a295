import type { Benchmark } from './rows';

const headings = ['benchmark', 'what', 'value', 'unit', 'ratio', 'load'];
const numberColumns = new Set([2, 4, 5]);

/** Three significant digits; whole numbers from a thousand on. */
function figure(value: number): string {
  return value.toLocaleString(
    'en',
    value < 1_000 ? { maximumSignificantDigits: 3 } : { maximumFractionDigits: 0 },
  );
}

/** Writes the rows of all benchmarks as one table. */
export function printTable(benchmarks: readonly Benchmark[]): void {
  const lines = benchmarks.flatMap(({ name, rows }) =>
    rows.map(({ what, value, unit, ratio, load }) => [
      name,
      what,
      figure(value),
      unit,
      ratio === undefined ? '' : `× ${figure(ratio)}`,
      load === undefined ? '' : figure(load),
    ]),
  );
  const table = [headings, ...lines];
  const widths = headings.map((_, column) => Math.max(...table.map((line) => line[column]?.length ?? 0)));
  for (const line of table) {
    const cells = line.map((cell, column) =>
      numberColumns.has(column) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
    );
    process.stdout.write(`${cells.join('  ').trimEnd()}\n`);
  }
}
