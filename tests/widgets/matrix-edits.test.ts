import { describe, expect, test } from 'vitest';
import { rowSum, shareState } from '@/lib/questions/grading/row-sum';
import {
  type EditHistory,
  emptyHistory,
  record,
  redo,
  undo,
} from '@/lib/questions/kinds/matrix/edit-history';
import {
  type CellEdit,
  earnsHelpers,
  type FillHelper,
  fillEdits,
  typedAfter,
} from '@/lib/questions/kinds/matrix/fill';

describe('undo', () => {
  const pasted: EditHistory = record(emptyHistory, [
    { path: '0/0', before: '', after: '1' },
    { path: '0/1', before: '5', after: '0' },
  ]);

  test('takes a whole paste back in one step', () => {
    const cells: Record<string, string> = { '0/0': '1', '0/1': '0' };
    expect(undo(pasted, (path) => cells[path] ?? '').edits).toEqual([
      { path: '0/0', value: '' },
      { path: '0/1', value: '5' },
    ]);
  });

  test('leaves a cell alone that the partner changed meanwhile', () => {
    const cells: Record<string, string> = { '0/0': '1', '0/1': '0.25' };
    expect(undo(pasted, (path) => cells[path] ?? '').edits).toEqual([{ path: '0/0', value: '' }]);
  });

  test('can be redone, until something new is typed', () => {
    const cells: Record<string, string> = { '0/0': '', '0/1': '5' };
    const undone = undo(pasted, (path) => ({ '0/0': '1', '0/1': '0' })[path] ?? '').history;
    expect(redo(undone, (path) => cells[path] ?? '').edits).toEqual([
      { path: '0/0', value: '1' },
      { path: '0/1', value: '0' },
    ]);
    const typed = record(undone, [{ path: '3/3', before: '', after: '2' }]);
    expect(redo(typed, () => '').edits).toEqual([]);
  });

  test('an edit that changes nothing is no step', () => {
    expect(record(emptyHistory, [{ path: '0/0', before: '1', after: '1' }])).toBe(emptyHistory);
  });
});

describe('fill helpers', () => {
  const cells = [
    ['1', '', ''],
    ['1/2', '', ''],
    ['1/3', '', '9'],
  ];
  const filled = (helper: FillHelper, at: { first: number; last: number; column: number }) => {
    const next = cells.map((row) => [...row]);
    for (const { row, column, value } of fillEdits(helper, cells, at) satisfies CellEdit[]) {
      const target = next[row];
      if (target) target[column] = value;
    }
    return next;
  };

  test('zero above the diagonal touches nothing else', () => {
    expect(filled('zero-above-diagonal', { first: 1, last: 1, column: 0 })).toEqual([
      ['1', '0', '0'],
      ['1/2', '', '0'],
      ['1/3', '', '9'],
    ]);
  });

  test('the value is repeated up to the diagonal of each selected row', () => {
    expect(filled('repeat-to-diagonal', { first: 1, last: 2, column: 0 })).toEqual([
      ['1', '', ''],
      ['1/2', '1/2', ''],
      ['1/3', '1/3', '1/3'],
    ]);
  });

  test('a blank cell repeats the first value of its row', () => {
    expect(filled('repeat-to-diagonal', { first: 1, last: 1, column: 1 })[1]).toEqual(['1/2', '1/2', '']);
  });

  test('the row above is copied through all selected rows', () => {
    expect(filled('copy-row-above', { first: 1, last: 2, column: 0 })).toEqual([
      ['1', '', ''],
      ['1', '', ''],
      ['1', '', ''],
    ]);
  });

  test('the first row has nothing above it', () => {
    expect(filled('copy-row-above', { first: 0, last: 0, column: 0 })).toEqual(cells);
  });
});

describe('the sum of a row', () => {
  test('reads fractions, percent and decimal commas', () => {
    expect(rowSum(['1/4', '25%', '0,5', '0'])).toMatchObject({ sum: 1, blank: 0, unreadable: 0 });
  });

  test('counts what is blank and what cannot be read', () => {
    expect(rowSum(['1/4', '', 'x', ' '])).toMatchObject({ sum: 0.25, blank: 2, unreadable: 1 });
  });

  test('an empty row has no sum', () => {
    expect(rowSum(['', '']).sum).toBeNull();
  });

  test('infinities that cancel have no sum', () => {
    expect(rowSum(['inf', '-inf']).sum).toBeNull();
  });
});

describe('shares of one whole', () => {
  test.each([
    [['', ''], null],
    [['1/2', ''], 'partial'],
    [['1/2', 'x'], 'partial'],
    [['1', ''], 'partial'],
    [['0.9', '0.3', ''], 'off'],
    [['-inf', ''], 'off'],
    [['1/2', '0.7'], 'off'],
    [['0.4', '0.5'], 'off'],
    [['1', '1'], 'off'],
    [['1', '0'], 'whole'],
    [['.33', '.33', '.33'], 'whole'],
    [['33%', '33%', '33%'], 'whole'],
    [['0.3', '0.3', '0.3'], 'off'],
    [['1/3', '1/3', '1/3'], 'whole'],
  ])('%j is %s', (cells, state) => {
    expect(shareState(rowSum(cells))).toBe(state);
  });
});

describe('help with filling', () => {
  const right = { verdict: 'correct' as const };
  const wrong = { verdict: 'incorrect' as const };
  const rows = [[], [], [], []];
  const four = [right, right, right, right];
  const typedRow = (row: number) => [0, 1, 2, 3].map((column) => `${row}/${column}`);

  test.each([
    ['the first two rows are too easy', four, 1, false],
    ['a right third row', four, 2, true],
    ['a wrong cell in it', [right, right, right, wrong], 2, false],
    ['a cell that is not checked', [right, right, right, { verdict: null }], 2, false],
    ['the last row, which is right with the mask ignored, too', four, 3, false],
  ])('is earned or not: %s', (_what, cells, row, isEarned) => {
    expect(earnsHelpers(cells, row, rows, new Set(typedRow(row)))).toBe(isEarned);
  });

  test('is earned by an earlier row where there are fewer', () => {
    const typed = new Set([...typedRow(0), ...typedRow(1)]);
    expect([0, 1].map((row) => earnsHelpers([right, right], row, [[], []], typed))).toEqual([true, false]);
  });

  test('is not earned by a row of which nobody knows that every cell was typed', () => {
    expect(earnsHelpers(four, 2, rows, new Set())).toBe(false);
    expect(earnsHelpers(four, 2, rows, new Set(typedRow(2).slice(1)))).toBe(false);
    expect(earnsHelpers(four, 2, rows, new Set(typedRow(1)))).toBe(false);
  });
});

describe('the cells that were typed', () => {
  const empty = [
    ['', ''],
    ['', ''],
  ];
  /** The typed cells after each step: what stands in the grid then, and which cell is open. */
  const typedIn = (...steps: { cells: string[][]; open: string | null }[]) => {
    let typed: ReadonlySet<string> = new Set();
    let before = { cells: empty, open: null as string | null };
    for (const step of steps) {
      typed = typedAfter(typed, before.cells, step.cells, [step.open, before.open]);
      before = step;
    }
    return [...typed];
  };
  const row = (...cells: string[]) => [cells, ['', '']];

  test('one after the other', () => {
    expect(typedIn({ cells: row('1', ''), open: '0/0' }, { cells: row('1', '0'), open: '0/1' })).toEqual([
      '0/0',
      '0/1',
    ]);
  });

  test('one that is trimmed once it has been left', () => {
    expect(typedIn({ cells: row('1 ', ''), open: '0/0' }, { cells: row('1', ''), open: null })).toEqual([
      '0/0',
    ]);
  });

  test('not a row that comes at once, nor one that comes from elsewhere cell by cell', () => {
    expect(typedIn({ cells: row('1', '0'), open: null })).toEqual([]);
    expect(typedIn({ cells: row('1', ''), open: null }, { cells: row('1', '0'), open: null })).toEqual([]);
    expect(typedIn({ cells: row('1', ''), open: '1/0' })).toEqual([]);
  });

  test('not what is pasted over what was typed, until it is typed anew', () => {
    const pasted = [
      { cells: row('1', ''), open: '0/0' },
      { cells: row('1', ''), open: null },
      { cells: row('2', '0'), open: null },
    ];
    expect(typedIn(...pasted)).toEqual([]);
    expect(typedIn(...pasted, { cells: row('1', '0'), open: '0/0' })).toEqual(['0/0']);
  });
});
