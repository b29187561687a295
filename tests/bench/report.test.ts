import { expect, it } from 'vitest';
import { answerRows, heardRows, percentile } from '@/bench/live/report';

it('takes the smallest value that a share of all does not exceed', () => {
  const values = [5, 1, 4, 2, 3];
  expect([0.5, 0.95, 0.2].map((share) => percentile(values, share))).toEqual([3, 5, 1]);
  expect(percentile([], 0.5)).toBeNaN();
});

it('counts requests that failed and times those that did not', () => {
  const rows = answerRows('calls', [
    { tookMs: 1, isDone: false },
    { tookMs: 20, isDone: true },
    { tookMs: 11_000, isDone: true },
  ]);
  expect(rows.map(({ value }) => value)).toEqual([20, 11_000, 11_000, 1, 1]);
});

it('says how many times the latencies of another server the latencies are', () => {
  const heard = { latencies: [30], failed: 2, lost: 1, doubled: 0 };
  const rows = heardRows('edits', heard, { ...heard, latencies: [10] });
  expect(rows.map(({ value }) => value)).toEqual([30, 30, 30, 2, 1, 0, 0]);
  expect(rows[0]?.ratio).toBe(3);
  expect(rows[3]?.what).toBe('edits: failed, of 4');
});
