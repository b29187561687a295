import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contradicts, isAllRight, tallyOf } from '@/lib/pairing/live-tally';
import { fieldVerdict } from '@/lib/schemas/grading';

const cell = fc.record({
  text: fc.constantFrom('', ' ', '1', 'x'),
  verdict: fc.constantFrom(null, ...fieldVerdict.options),
});

describe('the tally of a part', () => {
  it('counts every cell once', () => {
    fc.assert(
      fc.property(fc.array(cell, { maxLength: 20 }), fc.nat({ max: 20 }), (cells, neverWritten) => {
        const count = cells.length + neverWritten;
        const tally = tallyOf(cells, count);
        expect(Object.values(tally).reduce((sum, one) => sum + one, 0)).toBe(count);
        expect(Object.values(tally).every((one) => one >= 0)).toBe(true);
      }),
    );
  });

  it('tells rounded, unreadable and unsaved cells apart', () => {
    const cells = [
      { text: '1', verdict: 'correct' as const },
      { text: '.3', verdict: 'more-digits' as const },
      { text: '-inf', verdict: 'incorrect' as const },
      { text: '1/0', verdict: 'invalid' as const },
      { text: '0', verdict: null },
      { text: ' ', verdict: 'blank' as const },
      // Taken out again on this device, and not saved yet.
      { text: '', verdict: null },
    ];
    const found = { correct: 1, moreDigits: 1, wrong: 1, unreadable: 1, unchecked: 1, empty: 2 };
    expect(tallyOf(cells, 8)).toEqual({ ...found, empty: 3 });
  });
});

describe('the last check', () => {
  const right = (amount: number) =>
    tallyOf(
      Array.from({ length: amount }, () => ({ text: '1', verdict: 'correct' as const })),
      2,
    );

  it.each([
    ['was partly right, and all is right now', 2, { outcome: 'partial' as const }, true],
    ['was right, and one is missing now', 1, { outcome: 'correct' as const }, true],
    ['was right, and is', 2, { outcome: 'correct' as const }, false],
    [
      'found one right, and one is',
      1,
      { outcome: 'partial' as const, cells: [['correct' as const, 'blank' as const]] },
      false,
    ],
    [
      'found none right, and one is now',
      1,
      { outcome: 'incorrect' as const, cells: [['incorrect' as const, 'blank' as const]] },
      true,
    ],
    ['came from a script, which writes no field', 0, { outcome: 'correct' as const }, false],
  ])('contradicts the cells or not when it %s', (_what, amount, submission, isIt) => {
    expect(contradicts(right(amount), 2, submission)).toBe(isIt);
  });

  it('is all right only with every cell, and never without any', () => {
    expect([isAllRight(right(2), 2), isAllRight(right(1), 2), isAllRight(right(0), 0)]).toEqual([
      true,
      false,
      false,
    ]);
  });
});
