import { type BenchmarkRow, loadedRow } from '../support/rows';
import type { Sent } from './load';
import type { Heard } from './pair';

const tooLongMs = 10_000;

/** The smallest of the values that at least `share` (0…1) of them do not exceed; NaN without values. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

/** Rows of p50, p95 and p99 in milliseconds; with the ratio to other latencies of the same load where there are some. */
function percentileRows(
  what: string,
  latencies: readonly number[],
  beside?: readonly number[],
): BenchmarkRow[] {
  return [0.5, 0.95, 0.99].map((share) => {
    const value = percentile(latencies, share);
    const ratio = beside && value / percentile(beside, share);
    return loadedRow(`${what}, p${share * 100}`, value, 'ms', ratio);
  });
}

/** Rows of a run of requests: how long until the answer, how many failed, how many took over 10 s. */
export function answerRows(what: string, sent: readonly Sent[]): BenchmarkRow[] {
  const latencies = sent.filter(({ isDone }) => isDone).map(({ tookMs }) => tookMs);
  return [
    ...percentileRows(`${what} → answer`, latencies),
    loadedRow(`${what}: failed, of ${sent.length}`, sent.length - latencies.length, ''),
    loadedRow(`${what}: over 10 s`, latencies.filter((tookMs) => tookMs > tooLongMs).length, ''),
  ];
}

/** Rows of a run of edits: how long until the partner's event, and what went wrong. */
export function heardRows(what: string, heard: Heard, beside?: Heard): BenchmarkRow[] {
  const { latencies, failed, lost, doubled } = heard;
  return [
    ...percentileRows(`${what} → event at the partner`, latencies, beside?.latencies),
    loadedRow(`${what}: failed, of ${latencies.length + failed + lost}`, failed, ''),
    loadedRow(`${what}: lost`, lost, ''),
    loadedRow(`${what}: doubled`, doubled, ''),
    loadedRow(`${what}: over 10 s`, latencies.filter((tookMs) => tookMs > tooLongMs).length, ''),
  ];
}
