import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMatrixText } from '@/lib/reading/matrix-text';
import { readNumber } from '@/lib/reading/number';
import { type MatrixFormat, writeMatrix } from '@/lib/reading/write-matrix';

const formats: MatrixFormat[] = ['tsv', 'numpy', 'matlab', 'latex'];
const typed = [
  ['1', '-∞', '1/3'],
  ['33%', '.50', '0,25'],
];

describe('a matrix written for another program', () => {
  it('keeps cells as typed in tab-separated text', () => {
    expect(writeMatrix(typed, 'tsv')).toBe('1\t-∞\t1/3\n33%\t.50\t0,25');
  });

  it('is NumPy code', () => {
    expect(writeMatrix(typed, 'numpy')).toBe('np.array([[1, -np.inf, 1/3],\n          [0.33, .50, 0.25]])');
  });

  it('is MATLAB code', () => {
    expect(writeMatrix(typed, 'matlab')).toBe('[1, -Inf, 1/3; 0.33, .50, 0.25]');
  });

  it('is a LaTeX matrix', () => {
    const rows = '1 & -\\infty & \\frac{1}{3} \\\\\n0.33 & .50 & 0.25';
    expect(writeMatrix(typed, 'latex')).toBe(`\\begin{bmatrix}\n${rows}\n\\end{bmatrix}`);
  });

  it('writes a power of ten as LaTeX does', () => {
    expect(writeMatrix([['1e-07', '2E+30']], 'latex')).toContain('1 \\times 10^{-7} & 2 \\times 10^{30}');
  });

  it('holds a place for blank and unreadable cells', () => {
    const rows = [['', 'low_1']];
    expect(formats.map((format) => writeMatrix(rows, format))).toEqual([
      '\tlow_1',
      'np.array([[np.nan, np.nan]])',
      '[NaN, NaN]',
      '\\begin{bmatrix}\n & low\\_1\n\\end{bmatrix}',
    ]);
  });

  it('never hands a formula or a second line to a spreadsheet', () => {
    expect(writeMatrix([['=HYPERLINK("x")', '@SUM(A1)', '-cmd', 'a\nb\tc']], 'tsv')).toBe(
      "'=HYPERLINK(\"x\")\t'@SUM(A1)\t'-cmd\ta b c",
    );
    expect(writeMatrix([['=1/3', '-1/3']], 'tsv')).toBe('1/3\t-1/3');
  });

  const cell = fc.oneof(
    fc.double({ noNaN: true }).map((value) => String(value + 0).replace('Infinity', '∞')),
    fc.tuple(fc.integer(), fc.integer({ min: 1 })).map(([top, bottom]) => `${top}/${bottom}`),
    fc.constantFrom(
      '0.',
      '.5',
      '1.0000',
      '33%',
      '0,5',
      '1e-05',
      'exp(0)',
      'sqrt(2)/2',
      '3×10⁻⁸',
      '½',
      "float('-inf')",
    ),
  );
  const matrix = fc
    .tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 2, max: 6 }))
    .chain(([rows, columns]) =>
      fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), {
        minLength: rows,
        maxLength: rows,
      }),
    );
  const values = (rows: readonly (readonly string[])[]) =>
    rows.map((row) =>
      row.map((text) => {
        const read = readNumber(text);
        return read.ok ? read.value : text;
      }),
    );

  it.each(formats)('is read back to the same values from %s', (format) => {
    fc.assert(
      fc.property(matrix, (rows) => {
        const read = readMatrixText(writeMatrix(rows, format));
        expect(read).toMatchObject({ ok: true, unreadable: [] });
        if (read.ok) expect(values(read.rows)).toEqual(values(rows));
      }),
    );
  });
});
