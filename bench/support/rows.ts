import { loadavg } from 'node:os';

/** One line of a benchmark: a figure with its unit and, where there is a floor or anchor in the same run, the ratio. */
export interface BenchmarkRow {
  what: string;
  value: number;
  unit: string;
  ratio?: number;
  /** How many processes wanted a processor, on average over the last minute: those of the benchmark and all others. */
  load?: number;
}

/** What the `run` of every benchmark resolves to. */
export interface Benchmark {
  name: string;
  rows: BenchmarkRow[];
}

/** A row that also says the machine's load at this moment. */
export function loadedRow(what: string, value: number, unit: string, ratio?: number): BenchmarkRow {
  const [load = 0] = loadavg();
  return { what, value, unit, load, ...(ratio !== undefined && { ratio }) };
}
