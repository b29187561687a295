import { describe, expect, it } from 'vitest';
import { causalMask, exclusiveMask } from '@/lib/reference/causal-mask';

const x = -Infinity;

describe('causal masks', () => {
  it('are the 8 × 8 mask of the worksheet: 0 on and below the diagonal, −Infinity above', () => {
    expect(causalMask(8)).toEqual([
      [0, x, x, x, x, x, x, x],
      [0, 0, x, x, x, x, x, x],
      [0, 0, 0, x, x, x, x, x],
      [0, 0, 0, 0, x, x, x, x],
      [0, 0, 0, 0, 0, x, x, x],
      [0, 0, 0, 0, 0, 0, x, x],
      [0, 0, 0, 0, 0, 0, 0, x],
      [0, 0, 0, 0, 0, 0, 0, 0],
    ]);
  });

  it('close the diagonal too when a position may not attend to itself', () => {
    expect(exclusiveMask(3)).toEqual([
      [x, x, x],
      [0, x, x],
      [0, 0, x],
    ]);
  });

  it.each([0, -1, 1.5, Number.NaN, Infinity])('do not exist in size %d', (size) => {
    expect(() => causalMask(size)).toThrow(RangeError);
    expect(() => exclusiveMask(size)).toThrow(RangeError);
  });
});
