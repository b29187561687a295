import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMatrixText } from '@/lib/reading/matrix-text';
import { readNumber } from '@/lib/reading/number';
import { acceptedMatrices, labelledMatrices, refusedMatrices } from './matrix-texts';
import { printouts, scannedMask, shortenedPrint, wrappedEvenly, wrappedRow } from './printouts';

describe('a text that stands for one matrix', () => {
  it.each(acceptedMatrices)('%j is read', (text, rows) => {
    expect(readMatrixText(text)).toEqual({ ok: true, rows, unreadable: [] });
  });

  it.each(labelledMatrices)('%j is read without labels, or with a remark on them', (text, rows, words) => {
    expect(readMatrixText(text)).toEqual({
      ok: true,
      rows,
      unreadable: [],
      remark: expect.stringContaining(words),
    });
  });

  it.each(printouts)('$source of an 8×8 matrix is read cell by cell', ({ text, rows }) => {
    expect(readMatrixText(text)).toEqual({ ok: true, rows, unreadable: [] });
  });

  it('one row that NumPy wrapped stays one row', () => {
    const read = readMatrixText(wrappedRow);
    expect(read.ok && read.rows).toEqual([wrappedRow.slice(1, -1).split(/\s+/)]);
  });

  it('a cell that is no number is kept and named, the others are read', () => {
    const read = readMatrixText('[[1, low], [0x10, 0]]');
    expect(read).toEqual({
      ok: true,
      rows: [
        ['1', 'low'],
        ['0x10', '0'],
      ],
      unreadable: [
        { row: 0, column: 1, message: expect.stringContaining('“low”') },
        { row: 1, column: 0, message: expect.stringContaining('“0x10”') },
      ],
    });
  });

  it('a mixed number in LaTeX is an unreadable cell, never 21/2', () => {
    const read = readMatrixText('\\begin{bmatrix} 2\\frac12 & \\frac123 & 1 \\end{bmatrix}');
    expect(read.ok && read.unreadable.map(({ column }) => column)).toEqual([0, 1]);
  });
});

describe('a text that is no matrix, or could be two', () => {
  it.each(refusedMatrices)('%j has a problem with %j', (text, words, line, column) => {
    const read = readMatrixText(text);
    expect(read).toMatchObject({ ok: false, problem: expect.stringContaining(words) });
    if (!read.ok) expect(read.at).toEqual({ line, column });
  });

  it('a print that NumPy shortened is told so', () => {
    const read = readMatrixText(shortenedPrint);
    expect(read).toEqual({
      ok: false,
      problem: expect.stringContaining('left out'),
      at: { line: 1, column: 45 },
    });
  });

  it('a row that NumPy wrapped into lines of one length is not taken for rows', () => {
    expect(readMatrixText(wrappedEvenly)).toMatchObject({
      ok: false,
      problem: expect.stringContaining('wrapped'),
    });
  });

  it('the mask as scanned names a row that lacks an entry', () => {
    expect(readMatrixText(scannedMask)).toMatchObject({
      ok: false,
      problem: expect.stringMatching(/^Row \d has/),
    });
  });
});

describe('a matrix written in any of the ways', () => {
  const size = fc.integer({ min: 1, max: 9 });
  const cell = fc.oneof(
    fc.double({ noNaN: true }).map((value) => String(value).replace('Infinity', 'inf')),
    fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: 1, max: 9 })).map(([a, b]) => `${a}/${b}`),
    fc.constantFrom('0.', '1.', '.5', '1.0000', '-inf', '33%', '1e-05', 'exp(0)', 'sqrt(2)/2'),
  );
  const matrix = fc.tuple(size, size).chain(([rows, columns]) =>
    fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), {
      minLength: rows,
      maxLength: rows,
    }),
  );
  const ways: Record<string, (rows: string[][]) => string> = {
    'tab-separated lines': (rows) => rows.map((row) => row.join('\t')).join('\r\n'),
    'a nested list': (rows) => `[${rows.map((row) => `[${row.join(', ')}]`).join(', ')}]`,
    'a NumPy print': (rows) => `[${rows.map((row) => `[${row.join(' ')}]`).join('\n ')}]`,
    'a PyTorch print': (rows) => `tensor([${rows.map((row) => `[${row.join(', ')}]`).join(',\n        ')}])`,
    'MATLAB rows': (rows) => `[${rows.map((row) => row.join(' ')).join('; ')}]`,
    'Mathematica lists': (rows) => `{${rows.map((row) => `{${row.join(', ')}}`).join(', ')}}`,
    'LaTeX cells': (rows) =>
      `\\begin{bmatrix}${rows.map((row) => row.join(' & ')).join(' \\\\ ')}\\end{bmatrix}`,
    'columns of spaces': (rows) =>
      rows.map((row) => row.map((text) => text.padStart(30)).join('')).join('\n'),
  };

  it.each(Object.keys(ways))('has the same cells as %s', (way) => {
    fc.assert(
      fc.property(matrix, (rows) => {
        expect(readMatrixText(ways[way]?.(rows) ?? '')).toEqual({ ok: true, rows, unreadable: [] });
      }),
    );
  });

  it('has cells that are all readable, unless they are named', () => {
    fc.assert(
      fc.property(matrix, fc.nat(8), fc.nat(8), fc.constantFrom('low', '0x10', 'nan'), (rows, i, j, word) => {
        const row = rows[i % rows.length] ?? [];
        row[j % row.length] = word;
        const read = readMatrixText(ways['a nested list']?.(rows) ?? '');
        if (!read.ok) return;
        const named = new Set(read.unreadable.map(({ row, column }) => `${row}/${column}`));
        for (const [r, cells] of read.rows.entries()) {
          for (const [c, text] of cells.entries()) expect(readNumber(text).ok).toBe(!named.has(`${r}/${c}`));
        }
      }),
    );
  });
});
