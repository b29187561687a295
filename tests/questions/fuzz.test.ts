import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matrix } from '@/lib/questions/kinds/matrix/kind';
import { number } from '@/lib/questions/kinds/number/kind';

const third = number.preparePart({}, { value: '1/3', tolerance: { asTyped: { minDecimals: 2 } } });
const grid = matrix.preparePart(
  { rows: 4, columns: 4 },
  {
    value: 'softmaxRows(causalMask(4))',
    tolerance: { asTyped: { minDecimals: 2 } },
    signatures: [
      { code: 'copied', value: 'causalMask(4)' },
      { code: 'rounded', test: 'rounded-too-far' },
      { code: 'shares', test: 'not-uniform' },
    ],
  },
);

const cell = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 24 }),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.stringMatching(/^[-+−.,/%^*() 0-9eE∞½infpq√]{0,24}$/),
  fc.double().map(String),
);

/** Milliseconds of the fastest of three runs: what else the machine does cannot make it faster. */
function fastest(work: () => void): number {
  const times = Array.from({ length: 3 }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
  return Math.min(...times);
}

describe('grading whatever is typed', () => {
  it('survives 100,000 texts, and gives a number or a sentence for each', () => {
    const outcomes = new Map<string, number>();
    for (const text of fc.sample(cell, { numRuns: 100_000, seed: 20_260_801 })) {
      const grading = third.grade(text, 1);
      outcomes.set(grading.outcome, (outcomes.get(grading.outcome) ?? 0) + 1);
      if (grading.outcome === 'ungradable') expect(grading.feedback[0]?.message).toMatch(/.{10}/);
    }
    expect([...outcomes.keys()].sort()).toEqual(expect.arrayContaining(['incorrect', 'ungradable']));
  });

  it('gives every cell of any matrix a verdict that its own check agrees with', () => {
    const response = fc.array(fc.array(cell, { minLength: 4, maxLength: 4 }), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(response, (rows) => {
        const { cells, earned } = grid.grade(rows, 16);
        const checked = rows.map((row, r) =>
          row.map((text, c) => {
            const verdict = grid.checkField(`${r}/${c}`, text);
            return verdict === 'more-digits' ? 'incorrect' : verdict;
          }),
        );
        expect(cells).toEqual(checked);
        const correct = checked.flat().filter((verdict) => verdict === 'correct').length;
        expect(earned).toBe(correct);
      }),
      { numRuns: 2000 },
    );
  });

  it.each(['1', ' ', '(', '1/', '1,', '-', '9'.repeat(3), '½', '\u200b', '[[', 'e^', '1 '])(
    'takes a megabyte of %j in no time',
    (piece) => {
      const text = piece.repeat(Math.ceil(1_000_000 / piece.length));
      const rows = Array.from({ length: 4 }, () => Array.from({ length: 4 }, () => text));
      expect(fastest(() => void third.grade(text, 1))).toBeLessThan(500);
      expect(fastest(() => void grid.grade(rows, 1))).toBeLessThan(2000);
      expect(third.acceptsField('', text)).toBe(false);
    },
  );
});
