import { describe, expect, test } from 'vitest';
import { sampleOf } from '@/lib/explorations/sampling-bench/tally';

const labels = ['a', 'b', 'c'];
const p = [0.5, 0.4, 0.1];

describe('the sampling bench', () => {
  test('two devices with one seed see the same draws', () => {
    expect(sampleOf(labels, p, 1000, 'seed-1')).toEqual(sampleOf(labels, p, 1000, 'seed-1'));
    expect(sampleOf(labels, p, 1000, 'seed-1').tallies).not.toEqual(
      sampleOf(labels, p, 1000, 'seed-2').tallies,
    );
  });

  test('drawing one more keeps the draws before', () => {
    const ten = sampleOf(labels, p, 10, 's').last;
    expect(sampleOf(labels, p, 11, 's').last.slice(0, 10)).toEqual(ten);
  });

  test('every draw is counted once', () => {
    const { tallies } = sampleOf(labels, p, 1000, 's');
    expect(tallies.reduce((sum, { seen }) => sum + seen, 0)).toBe(1000);
  });

  // n·p and 2·√(n·p·(1 − p)) by hand: 2·√(1000·0.5·0.5) = 31.62, 2·√(1000·0.1·0.9) = 18.97.
  test('the band is two standard deviations around the expected count', () => {
    const { tallies } = sampleOf(labels, p, 1000, 's');
    expect(tallies[0]).toMatchObject({ expected: 500 });
    expect(tallies[0]?.band).toBeCloseTo(31.62, 2);
    expect(tallies[2]?.band).toBeCloseTo(18.97, 2);
    expect(tallies[2]?.low).toBeCloseTo(100 - 18.97, 2);
  });

  test('nothing drawn is nothing seen', () => {
    expect(sampleOf(labels, p, 0, 's').tallies.map(({ seen }) => seen)).toEqual([0, 0, 0]);
  });
});
