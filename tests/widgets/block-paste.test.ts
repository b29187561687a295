import { describe, expect, test } from 'vitest';
import { planPaste } from '@/lib/questions/kinds/matrix/block-paste';
import { clipboardFormats } from '@/lib/questions/kinds/matrix/clipboard';
import { rowInWords } from '@/lib/questions/kinds/matrix/row-words';

const shape = { rows: 3, columns: 3 };

function edits(text: string, at = { row: 0, column: 0 }) {
  const plan = planPaste(text, at, shape);
  return plan.ok ? plan.edits.map(({ row, column, value }) => `${row}/${column}=${value}`) : plan.problem;
}

describe('pasting', () => {
  test('a block lands at the cell with the focus', () => {
    expect(edits('1\t0\n1/2\t1/2', { row: 1, column: 1 })).toEqual(['1/1=1', '1/2=0', '2/1=1/2', '2/2=1/2']);
  });

  test('a matrix of the size of the grid fills it wherever the focus is', () => {
    const text = 'tensor([[1., 0., 0.],\n        [0.5, 0.5, 0.],\n        [0.3333, 0.3333, 0.3333]])';
    const placed = edits(text, { row: 2, column: 2 });
    expect(placed).toHaveLength(9);
    expect(placed[0]).toBe('0/0=1.');
    expect(placed[8]).toBe('2/2=0.3333');
  });

  test('a block as wide as the grid begins in its first column', () => {
    expect(edits('1\t0\t0\n1/2\t1/2\t0', { row: 1, column: 2 })).toEqual([
      '1/0=1',
      '1/1=0',
      '1/2=0',
      '2/0=1/2',
      '2/1=1/2',
      '2/2=0',
    ]);
  });

  test('what lies beyond the edge stays out and is counted', () => {
    const plan = planPaste('1\t2\n3\t4', { row: 2, column: 2 }, shape);
    expect(plan).toMatchObject({ ok: true, outside: 3, edits: [{ row: 2, column: 2, value: '1' }] });
  });

  test('a cell that cannot be read stays out and is named', () => {
    const plan = planPaste('1\tx\n0\t1', { row: 0, column: 0 }, shape);
    expect(plan.ok && plan.unreadable.map(({ row, column }) => [row, column])).toEqual([[0, 1]]);
    expect(edits('1\tx\n0\t1')).toEqual(['0/0=1', '1/0=0', '1/1=1']);
  });

  test('labels of a print stay out, and the plan says so', () => {
    const plan = planPaste('\t0\t1\n0\t1.0\t0.0\n1\t0.5\t0.5', { row: 1, column: 1 }, shape);
    expect(plan).toMatchObject({
      ok: true,
      at: { row: 1, column: 1 },
      remark: expect.stringContaining('Left out as labels'),
    });
    expect(plan.ok && plan.edits.map(({ value }) => value)).toEqual(['1.0', '0.0', '0.5', '0.5']);
    expect(planPaste('1\t0', { row: 0, column: 0 }, shape)).toHaveProperty('remark', null);
  });

  test('a blank cell leaves what stands in the grid', () => {
    expect(edits('1\t\n\t1')).toEqual(['0/0=1', '1/1=1']);
  });

  test('a text that is no matrix is a problem in one sentence', () => {
    const plan = planPaste('1 2\n3', { row: 0, column: 0 }, shape);
    expect(plan.ok).toBe(false);
  });
});

describe('copying', () => {
  test('gives tabs to a spreadsheet and a table to a word processor', () => {
    const formats = Object.fromEntries(
      clipboardFormats([
        ['1', '0'],
        ['1/2', '<'],
      ]).map(({ type, data }) => [type, data]),
    );
    expect(formats['text/plain']).toBe('1\t0\n1/2\t<');
    expect(formats['text/html']).toBe(
      '<table><tr><td>1</td><td>0</td></tr><tr><td>1/2</td><td>&lt;</td></tr></table>',
    );
  });
});

describe('a row in words', () => {
  test('takes equal neighbours together', () => {
    expect(rowInWords(['1/3', '1/3', '1/3', '0', '0', ''])).toBe('3 times 1/3, 2 times 0, empty');
  });
});
