import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { number } from '@/lib/questions/kinds/number/kind';

const revealed = (key: object) => number.preparePart({}, key).toRevealedKey();
const errorOf = (key: object) => () => number.preparePart({}, key);

describe('a range on the turned page', () => {
  it.each([
    [
      { above: 0, atMost: 0.048561 },
      { above: 0, atMost: 0.0485 },
    ],
    [{ atLeast: '2/3' }, { atLeast: 0.667 }],
    [
      { above: '-2/3', below: '2/3' },
      { above: -0.666, below: 0.666 },
    ],
    [
      { atLeast: '-inf', atMost: 250 },
      { atLeast: '-inf', atMost: 250 },
    ],
    [
      { atLeast: 0.99991, atMost: 1.00001 },
      { atLeast: 0.99991, atMost: 1 },
    ],
    [
      { atLeast: 0.33331, atMost: 0.33339 },
      { atLeast: 0.33331, atMost: 0.33339 },
    ],
  ])('%j shows %j', (key, expected) => {
    expect(revealed(key)).toEqual(expected);
  });

  it('shows borders that are right themselves', () => {
    const border = fc.double({ min: -1e6, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(border, border, (one, other) => {
        const [atLeast, atMost] = [Math.min(one, other), Math.max(one, other)];
        fc.pre(atMost - atLeast > 1e-3 && (atLeast === 0 || Math.abs(atLeast) > 1e-3));
        const part = number.preparePart({}, { atLeast, atMost });
        const shown = part.toRevealedKey();
        for (const value of Object.values(shown as object)) {
          expect(part.grade(String(value), 1).outcome).toBe('correct');
        }
      }),
    );
  });
});

describe('a range that does not fit', () => {
  it.each([
    [{ value: 1, atMost: 2 }, 'not both', 'value'],
    [{ above: 1, atLeast: 1 }, 'begins at one border', 'atLeast'],
    [{ atMost: 1, below: 1 }, 'ends at one border', 'below'],
    [{ above: 1, atMost: 1 }, 'No number lies between', 'atMost'],
    [{ atLeast: 2, below: '1 + 1' }, 'No number lies between', 'below'],
    [{ atMost: 'T' }, 'unknown name T', 'atMost'],
    [{ atMost: 1, signatures: [{ code: 'x', value: 2 }] }, 'a range has none', 'signatures'],
  ])('%j is refused', (key, message, name) => {
    expect(errorOf(key)).toThrow(
      expect.objectContaining({ message: expect.stringContaining(message), path: ['key', name] }),
    );
  });

  it('refuses a remark that is about no number, or whose borders do not fit, at its place', () => {
    const remark = { code: 'x', feedback: 'Look again.' };
    expect(errorOf({ atMost: 1, remarks: [remark] })).toThrow(
      expect.objectContaining({ path: ['key', 'remarks', 0] }),
    );
    expect(
      errorOf({
        atMost: 1,
        remarks: [
          { ...remark, below: 1 },
          { ...remark, above: 2, below: 1 },
        ],
      }),
    ).toThrow(expect.objectContaining({ path: ['key', 'remarks', 1, 'below'] }));
  });

  it('takes one number as a range, and asks for a value where nothing stands', () => {
    expect(revealed({ atLeast: 1, atMost: 1 })).toEqual({ atLeast: 1, atMost: 1 });
    expect(errorOf({})).toThrow('A key holds a value, or the borders of a range.');
  });
});
