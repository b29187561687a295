import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** One line of a benchmark: a figure with its unit and, where there is a floor or anchor in the same run, the ratio. */
export interface BenchmarkRow {
  what: string;
  value: number;
  unit: string;
  ratio?: number;
}

/** What the `run` of every file here resolves to. */
export interface Benchmark {
  name: string;
  rows: BenchmarkRow[];
}

interface BenchmarkModule {
  run?: () => Promise<Benchmark>;
}

/** Three significant digits; whole numbers from a thousand on. */
function figure(value: number): string {
  return value.toLocaleString(
    'en',
    value < 1_000 ? { maximumSignificantDigits: 3 } : { maximumFractionDigits: 0 },
  );
}

function printTable(benchmarks: readonly Benchmark[]): void {
  const lines = benchmarks.flatMap(({ name, rows }) =>
    rows.map(({ what, value, unit, ratio }) => [
      name,
      what,
      figure(value),
      unit,
      ratio === undefined ? '' : `× ${figure(ratio)}`,
    ]),
  );
  const table = [['benchmark', 'what', 'value', 'unit', 'ratio'], ...lines];
  const widths =
    table[0]?.map((_, column) => Math.max(...table.map((line) => line[column]?.length ?? 0))) ?? [];
  for (const line of table) {
    const cells = line.map((cell, column) =>
      column === 2 || column === 4 ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
    );
    process.stdout.write(`${cells.join('  ').trimEnd()}\n`);
  }
}

const folder = import.meta.dirname;
const wanted = process.argv.slice(2);
const files = readdirSync(folder)
  .filter((name) => name.endsWith('.ts') && name !== 'run.ts')
  .filter((name) => wanted.length === 0 || wanted.some((one) => name.startsWith(one)))
  .sort();
const done: Benchmark[] = [];
for (const file of files) {
  process.stderr.write(`· ${file} …\n`);
  try {
    const { run } = (await import(pathToFileURL(join(folder, file)).href)) as BenchmarkModule;
    if (run) done.push(await run());
  } catch (error) {
    process.exitCode = 1;
    process.stderr.write(`✗ ${file}: ${error instanceof Error ? error.message : String(error)}\n`);
  }
}
printTable(done);
