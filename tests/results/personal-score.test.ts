import { expect, test } from 'vitest';
import { countingStanding } from '@/lib/results/personal-score';

const own = (earned: number) => ({ isOwn: true, earned });
const found = (earned: number) => ({ isOwn: false, earned });

test('the last standing that somebody took part in counts, also where it is less', () => {
  expect(countingStanding([])).toBeNull();
  expect(countingStanding([own(8), own(3)])).toEqual(own(3));
});

test('what a pair had before somebody came takes nothing away from them', () => {
  expect(countingStanding([own(8), found(3)])).toEqual(own(8));
  expect(countingStanding([own(3), found(8)])).toEqual(found(8));
  expect(countingStanding([found(3)])).toEqual(found(3));
  expect(countingStanding([own(8), found(3), own(5)])).toEqual(own(5));
});
