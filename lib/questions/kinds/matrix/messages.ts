import { count } from '@/lib/ui/count';

/** What students read in the grid of a matrix, and where one is pasted. */
export const messages = {
  grid: {
    row: (index: number, label: string | undefined) =>
      label === undefined ? `row ${index + 1}` : `row ${index + 1} (${label})`,
    column: (index: number, label: string | undefined) =>
      label === undefined ? `column ${index + 1}` : `column ${index + 1} (${label})`,
    placeStart: (row: number, column: number) => `Row ${row + 1}, column ${column + 1}`,
    cell: (row: string, column: string, content: string) => `${row}, ${column}: ${content}`,
    unreadable: 'cannot be read',
    conflict: 'two versions',
    help: 'Arrow keys move, typing fills a cell, Enter opens it, Tab leaves the grid.',
    touchHelp: 'Tap a cell to fill it.',
    moreHelp: 'Keyboard help',
    /** Explains the two small signs above a cell, where one row stands alone. */
    above: (given: string) => `above each cell: its letter and the ${given}`,
    previousRow: 'Previous row',
    nextRow: 'Next row',
    tools: 'Tools of the grid',
    undo: 'Undo',
    redo: 'Redo',
    paste: 'Paste…',
    copy: 'Copy',
    copyNumpy: 'Copy as NumPy',
    copied: (cells: number) => `${count(cells, 'cell', 'cells')} copied`,
    copyFailed: 'Copying is not allowed here. Select the cells and press Control+C.',
    tint: 'Colour by value',
    fill: 'Fill',
    zeroAbove: 'Zero above the diagonal',
    repeatLeft: 'Repeat left to the diagonal',
    copyAbove: 'Copy the row above',
    filled: (cells: number) => `${count(cells, 'cell', 'cells')} filled`,
    cleared: (cells: number) => `${count(cells, 'cell', 'cells')} cleared`,
    undone: (cells: number) => `Undone: ${count(cells, 'cell', 'cells')}`,
    redone: (cells: number) => `Redone: ${count(cells, 'cell', 'cells')}`,
    selected: (rows: number, columns: number) => `${rows} by ${columns} cells selected`,
    sum: 'Sum',
    sumOf: (sum: string) => `Σ ${sum}`,
    shares: {
      partial: (sum: string) => `${sum} so far`,
      off: (sum: string) => `${sum}: should be 1`,
      whole: () => '= 1',
    },
    sumSpoken: (row: string, sum: string, blank: number) =>
      blank === 0 ? `Sum of ${row}: ${sum}` : `Sum of ${row} so far: ${sum}, ${blank} empty`,
    sharesSpoken: (row: string, sum: string) => `Sum of ${row}: ${sum}`,
    noSum: (row: string) => `No sum for ${row} yet`,
    keys: 'Keys for cells',
    minus: 'minus',
    infinity: 'infinity',
    divided: 'divided by',
    point: 'point',
    left: 'left',
    right: 'right',
    up: 'up',
    down: 'down',
    summary: (row: string, cells: string, sum: string | null) =>
      sum === null ? `${row}: ${cells}` : `${row}: ${cells}; sum ${sum}`,
    run: (amount: number, value: string) => `${amount} times ${value}`,
    keyList: [
      ['Arrows, Home, End, Page Up, Page Down', 'move; with Control to the edges'],
      ['Any character', 'replaces what is in the cell'],
      ['Enter or F2', 'opens the cell; Enter again goes down'],
      ['Escape', 'restores the earlier value'],
      ['Tab', 'while typing: next cell; otherwise leaves the grid'],
      ['Shift and arrows, Control+A', 'select'],
      ['Delete', 'clears the selected cells'],
      ['Control+C, Control+V', 'copy and paste a block'],
      ['Control+Z, Control+Y', 'undo and redo'],
    ] as const,
  },
  reason: {
    below: (value: string) => `A probability cannot be ${value}: it is 0 or more.`,
    above: (value: string) => `A probability cannot be ${value}: it is 1 at most.`,
    incorrect: 'This is not right yet.',
    invalid: 'This cannot be read as a number.',
    'more-digits': 'Use a fraction or more digits.',
  },
  helpersEarned: (row: number) => `Row ${row + 1} is right. Three new buttons help with the other rows.`,
  paste: {
    title: 'Paste a matrix',
    help: 'From a spreadsheet, NumPy, PyTorch, TensorFlow, MATLAB or LaTeX.',
    text: 'Pasted text',
    preview: 'What will be placed',
    place: (cells: number) => `Place ${count(cells, 'cell', 'cells')}`,
    cancel: 'Cancel',
    lands: (rows: number, columns: number, place: string) => `${rows} × ${columns} cells, from ${place}`,
    whole: 'The whole grid',
    outside: (cells: number) =>
      cells === 1
        ? '1 cell is outside the grid and is left out.'
        : `${cells} cells are outside the grid and are left out.`,
    unreadable: (cells: number) =>
      cells === 1
        ? '1 cell cannot be read and is left out:'
        : `${cells} cells cannot be read and are left out:`,
    unreadableCell: (place: string, message: string) => `${place}: ${message}`,
    blank: 'Empty cells change nothing.',
    done: (cells: number) => `${count(cells, 'cell', 'cells')} placed`,
    nothing: 'Paste or type the matrix into the field above.',
  },
  key: {
    own: 'Your response',
    differing: (differing: number, all: number) =>
      differing === 0 ? `All ${all} cells agree.` : `${differing} of ${all} cells differ:`,
    differingCell: (place: string, own: string, key: string) => `${place}: you ${own}, solution ${key}`,
  },
} as const;
