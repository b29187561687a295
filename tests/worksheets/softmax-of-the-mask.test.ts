import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Graded } from '@/lib/schemas/grading';
import { findWorksheet } from '@/lib/worksheets/catalogue';

const part = findWorksheet('text-generation-and-attention')?.worksheet.parts.get('2a');
if (part === undefined) throw new Error('part 2a is missing');

const grade = (response: string[][]) => part.prepared.grade(response, part.points);

/** An 8 × 8 matrix of texts; i and j count from 1. */
function grid(cell: (i: number, j: number) => string | number): string[][] {
  return Array.from({ length: 8 }, (_, row) =>
    Array.from({ length: 8 }, (_inner, column) => String(cell(row + 1, column + 1))),
  );
}

/** The back of the paper page, as printed there (with the rows that the scan lost). */
const golden = [1, 0.5, 0.3333, 0.25, 0.2, 0.1667, 0.1429, 0.125];

const isOpen = (i: number, j: number) => j <= i;
const right = grid((i, j) => (isOpen(i, j) ? `1/${i}` : 0));

/**
 * Wrong ideas as a student would write them: [code, matrix, slips]. So many cells may differ besides: fewer where few
 * cells are wrong by the idea, where a whole row suffers from one cell, or where numbers fit two ideas.
 */
const ideas: [string, string[][], number?][] = [
  ['copied-mask', grid((i, j) => (isOpen(i, j) ? 0 : '-inf'))],
  ['copied-mask', grid((i, j) => (isOpen(i, j) ? '0.' : '−∞'))],
  ['exp-not-normalised', grid((i, j) => (isOpen(i, j) ? 1 : 0))],
  ['mask-ignored', grid(() => '1/8')],
  ['mask-ignored', grid(() => '.13')],
  ['mask-ignored', grid(() => '0.1'), 1],
  // nothing is open in the last row: left blank, 0, or spread over all
  ['mask-inverted', grid((i, j) => (i === 8 ? '' : j > i ? `1/${8 - i}` : 0))],
  ['mask-inverted', grid((i, j) => (j > i ? `1/${8 - i}` : 0))],
  ['mask-inverted', grid((i, j) => (i === 8 ? '1/8' : j > i ? `1/${8 - i}` : 0))],
  // the diagonal counted in
  ['mask-inverted', grid((i, j) => (j >= i ? `1/${9 - i}` : 0))],
  ['column-softmax', grid((i, j) => (isOpen(i, j) ? `1/${9 - j}` : 0))],
  ['column-softmax', grid((i, j) => (i <= j ? `1/${j}` : 0))],
  ['self-excluded', grid((i, j) => (j < i ? `1/${i - 1}` : 0))],
  ['self-excluded', grid((i, j) => (i === 1 ? '' : j < i ? `1/${i - 1}` : 0))],
  ['self-excluded', grid((i, j) => (i === 1 ? 'nan' : j < i ? `1/${i - 1}` : 0))],
  ['self-excluded', grid((i, j) => (i === 1 && j === 1 ? 1 : j < i ? (1 / (i - 1)).toFixed(3) : 0))],
  ['off-by-one', grid((i, j) => (isOpen(i, j) ? `1/${i + 1}` : 0))],
  ['off-by-one', grid((i, j) => (isOpen(i, j) ? (1 / (i + 1)).toFixed(2) : 0))],
  ['off-by-one', grid((i, j) => (isOpen(i, j) ? `1/${Math.max(1, i - 1)}` : 0))],
  ['off-by-one', grid((i, j) => (j <= i + 1 ? `1/${Math.min(8, i + 1)}` : 0))],
  ['rounded-too-far', grid((i, j) => (isOpen(i, j) ? (1 / i).toFixed(1) : 0)), 1],
  // cut off instead of rounded: .16 for 1/6
  ['rounded-too-far', grid((i, j) => (isOpen(i, j) ? (Math.floor(100 / i) / 100).toFixed(2) : 0)), 1],
  ['not-uniform', grid((i, j) => (isOpen(i, j) ? `${j}/${(i * (i + 1)) / 2}` : 0)), 1],
  ['not-uniform', grid((i, j) => (isOpen(i, j) ? ((2 * j) / (i * (i + 1))).toFixed(2) : 0)), 1],
];

describe('part 2a', () => {
  it.each([2, 3, 4, 7])('gives full marks for %d decimal places', (places) => {
    const { outcome, earned } = grade(grid((i, j) => (isOpen(i, j) ? (1 / i).toFixed(places) : '0')));
    expect([outcome, earned]).toEqual(['correct', 8]);
  });

  it('gives full marks for the back of the page, and reveals it', () => {
    const { outcome, earned } = grade(grid((i, j) => (isOpen(i, j) ? (golden[i - 1] ?? '') : '0.0000')));
    expect([outcome, earned]).toEqual(['correct', 8]);
    const revealed = part.prepared.toRevealedKey() as { value: number[][] };
    expect(revealed.value.map((row) => row.map((cell) => Number(cell.toFixed(4))))).toEqual(
      Array.from({ length: 8 }, (_, row) =>
        Array.from({ length: 8 }, (_inner, column) => (column <= row ? golden[row] : 0)),
      ),
    );
  });

  it('takes exponentials, percentages and fractions in one matrix', () => {
    const mixed = right.map((row) => [...row]);
    mixed[1] = ['exp(0)/(exp(0)+exp(0))', '50%', '0', '0', '0', '0', '0', '0'];
    mixed[2] = ['e^0/(3*e^0)', '33%', '.33', '0', '0', '0', '0', '0'];
    expect(grade(mixed).outcome).toBe('correct');
  });

  it('gives a row 70 % for its values and 30 % for its zeros, and the last all for its values', () => {
    const earned = (row: number, cells: string[]) => {
      const response = right.map((cellsOfRow, index) => (index === row ? cells : cellsOfRow));
      return grade(response).earned;
    };
    expect(earned(0, ['1', '', '', '', '', '', '', ''])).toBe(7.7);
    expect(earned(0, ['', '0', '0', '0', '0', '0', '0', '0'])).toBe(7.3);
    expect(earned(1, ['1/2', '', '0', '0', '0', '0', '0', '0'])).toBe(7.65);
    expect(earned(1, ['1/2', '1/2', '0', '0', '0', '', '', ''])).toBe(7.85);
    expect(earned(7, ['1/8', '1/8', '1/8', '1/8', '1/8', '1/8', '1/8', ''])).toBe(7.875);
    expect(earned(7, ['', '', '', '', '', '', '', ''])).toBe(7);
  });

  it('adds rows up exactly', () => {
    const zerosOnly = grid((i, j) => (isOpen(i, j) ? '' : 0));
    expect(grade(zerosOnly).earned).toBe(2.1);
    const valuesOnly = grid((i, j) => (isOpen(i, j) ? `1/${i}` : ''));
    expect(grade(valuesOnly).earned).toBe(5.9);
  });

  it('grades the other cells when some are blank or unreadable', () => {
    const response = right.map((row) => [...row]);
    response[4] = ['1/5', '1,000', '', '1/5', '1/5', '0', 'zero', '0'];
    const grading = grade(response);
    expect(grading.outcome).toBe('partial');
    expect(grading.cells?.[4]).toEqual([
      'correct',
      'invalid',
      'blank',
      'correct',
      'correct',
      'correct',
      'invalid',
      'correct',
    ]);
    expect(grading.feedback.map(({ code }) => code)).toEqual(['cells-unreadable', 'cells-blank']);
  });

  it.each([
    ['.33', 'correct'],
    ['.3333', 'correct'],
    ['1/3', 'correct'],
    ['.3', 'more-digits'],
    ['.34', 'incorrect'],
    ['-inf', 'incorrect'],
    ['', 'blank'],
    ['1/', 'invalid'],
    ['1,000', 'invalid'],
  ])('checks %s where a third belongs as %s', (text, verdict) => {
    expect(part.prepared.checkField('2/1', text)).toBe(verdict);
  });
});

describe('wrong ideas about part 2a', () => {
  it.each(ideas)('names %s', (code, response) => {
    const grading = grade(response) as Graded;
    expect(grading.signature).toBe(code);
    expect(grading.feedback[0]?.code).toBe(code);
    expect(grading.earned).toBeLessThan(8);
  });

  it.each(ideas)('names %s also when some cells differ', (code, response, slips = 3) => {
    const cell = fc.tuple(fc.nat(7), fc.nat(7), fc.constantFrom('7', '', 'x', '1/9', '0'));
    fc.assert(
      fc.property(fc.array(cell, { maxLength: slips }), (changes) => {
        const changed = response.map((row) => [...row]);
        for (const [row, column, text] of changes) (changed[row] as string[])[column] = text;
        expect((grade(changed) as Graded).signature).toBe(code);
      }),
      { numRuns: 200 },
    );
  });

  /** Of a fraction, a decimal, −∞ or a blank cell. */
  function numberIn(text: string): number {
    const [over = '', under = '1'] = text.replace('inf', 'Infinity').split('/');
    return Number(over) / Number(under);
  }

  /** Whether each row sums to about 1 with other values than the key's, as 1/5 and 1/8 do for two sixths. */
  function hasOtherWeights(rows: readonly (readonly string[])[]): boolean {
    const values = rows.map((row) => row.map(numberIn));
    const key = right.map((row) => row.map(numberIn));
    const sums = values.map((row) => row.reduce((sum, value) => sum + value, 0));
    return sums.every((sum) => Math.abs(sum - 1) <= 0.01) && JSON.stringify(values) !== JSON.stringify(key);
  }

  it('names none when the matrix is right but for some slips', () => {
    const slip = fc.tuple(fc.nat(7), fc.nat(7), fc.constantFrom('1/8', '1', '-inf', '1/5', '7', '', '0.9'));
    fc.assert(
      fc.property(fc.array(slip, { minLength: 1, maxLength: 6 }), (slips) => {
        const response = right.map((row) => [...row]);
        for (const [row, column, text] of slips) (response[row] as string[])[column] = text;
        // That is a known idea by itself.
        fc.pre(!hasOtherWeights(response));
        const grading = grade(response);
        expect('signature' in grading ? grading.signature : undefined).toBeUndefined();
      }),
    );
  });

  it('names none for a matrix of zeros or of any one number', () => {
    for (const text of ['0', '0.5', '2', '-1', 'inf']) {
      const grading = grade(grid(() => text));
      expect('signature' in grading ? grading.signature : undefined, text).toBeUndefined();
    }
  });

  it('says where to look without a number', () => {
    for (const [code, response] of ideas) {
      const hint = grade(response).feedback.find((feedback) => feedback.code === code)?.message ?? '';
      expect(hint.length).toBeGreaterThan(40);
      expect(hint).not.toMatch(/\d|half|third|quarter|fifth|sixth|seventh|eighth|%/);
    }
  });

  it('covers every idea of the key', () => {
    expect(new Set(ideas.map(([code]) => code)).size).toBe(9);
  });
});
