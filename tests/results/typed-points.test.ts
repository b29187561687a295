import { expect, it } from 'vitest';
import { twoDigitsMs, typeDigit } from '@/lib/results/typed-points';

it('decides at once where no second digit can follow', () => {
  expect(typeDigit(null, 3, 0, 4)).toEqual({ is: 'points', points: 3 });
  expect(typeDigit(null, 0, 0, 12)).toEqual({ is: 'points', points: 0 });
  expect(typeDigit(null, 2, 0, 12)).toEqual({ is: 'points', points: 2 });
});

it('takes two digits within half a second as one number', () => {
  const first = typeDigit(null, 1, 100, 12);
  expect(first).toEqual({ is: 'open', first: { digit: 1, atMs: 100 } });
  if (first.is !== 'open') return;
  expect(typeDigit(first.first, 2, 100 + twoDigitsMs, 12)).toEqual({ is: 'points', points: 12 });
  expect(typeDigit(first.first, 2, 101 + twoDigitsMs, 12)).toEqual({ is: 'points', points: 2 });
});

it('never gives more than the part has', () => {
  expect(typeDigit(null, 5, 0, 4)).toEqual({ is: 'too-many' });
  expect(typeDigit({ digit: 1, atMs: 0 }, 3, 10, 12)).toEqual({ is: 'too-many' });
});
