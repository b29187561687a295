/** A cell of a grid; indices from 0. */
export interface Place {
  row: number;
  column: number;
}

export interface GridShape {
  rows: number;
  columns: number;
}

/** The rectangle between the cell where selecting began and the one that has the focus. */
export interface Selection {
  anchor: Place;
  focus: Place;
}

/**
 * `overtype` began with a typed character: arrows commit and move on. `edit` began with Enter, F2 or a double click:
 * arrows move the caret.
 */
export type EditMode = 'overtype' | 'edit';

export interface KeyPress {
  key: string;
  shift: boolean;
  /** Control, or Command on a Mac. */
  control: boolean;
  alt: boolean;
}

export type NavigationCommand =
  | { type: 'move'; to: Place; extend: boolean }
  | { type: 'select'; selection: Selection }
  /** `text` replaces what is in the cell; null leaves the content. */
  | { type: 'edit'; text: string | null }
  | { type: 'clear' }
  | { type: 'undo' }
  | { type: 'redo' };

export type EditCommand =
  /** `to` null: the focus leaves the grid, as Tab does in the last cell. */
  { type: 'commit'; to: Place | null } | { type: 'restore' };

const pageRows = 4;

const steps: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  PageUp: [-pageRows, 0],
  PageDown: [pageRows, 0],
};

function clamp(place: Place, shape: GridShape): Place {
  return {
    row: Math.min(Math.max(place.row, 0), shape.rows - 1),
    column: Math.min(Math.max(place.column, 0), shape.columns - 1),
  };
}

/** Where a movement key leads, never around an edge; null for other keys. */
function destination({ key, control }: KeyPress, from: Place, shape: GridShape): Place | null {
  const step = steps[key];
  if (step) {
    const reach = control && key.startsWith('Arrow') ? Math.max(shape.rows, shape.columns) : 1;
    return clamp({ row: from.row + step[0] * reach, column: from.column + step[1] * reach }, shape);
  }
  if (key === 'Home') return { row: control ? 0 : from.row, column: 0 };
  if (key === 'End') return { row: control ? shape.rows - 1 : from.row, column: shape.columns - 1 };
  return null;
}

/**
 * What a key does while a cell has the focus and nothing is being edited, by the data-grid pattern of the ARIA
 * Authoring Practices. null leaves the key to the browser: Tab goes out of the grid, Control+C copies.
 */
export function navigationCommand(
  press: KeyPress,
  { anchor, focus }: Selection,
  shape: GridShape,
): NavigationCommand | null {
  const { key, shift, control, alt } = press;
  if (alt) return null;
  const to = destination(press, focus, shape);
  if (to) return { type: 'move', to, extend: shift };
  const last = { row: shape.rows - 1, column: shape.columns - 1 };
  if (control) {
    switch (key.toLowerCase()) {
      case 'a':
        return { type: 'select', selection: { anchor: { row: 0, column: 0 }, focus: last } };
      case 'z':
        return { type: shift ? 'redo' : 'undo' };
      case 'y':
        return { type: 'redo' };
      case ' ':
        return {
          type: 'select',
          selection: {
            anchor: { row: 0, column: anchor.column },
            focus: { row: last.row, column: focus.column },
          },
        };
      default:
        return null;
    }
  }
  switch (key) {
    case 'Enter':
    case 'F2':
      return { type: 'edit', text: null };
    case 'Delete':
    case 'Backspace':
      return { type: 'clear' };
    case 'Escape':
      return { type: 'move', to: focus, extend: false };
    case ' ':
      return shift
        ? {
            type: 'select',
            selection: {
              anchor: { row: anchor.row, column: 0 },
              focus: { row: focus.row, column: last.column },
            },
          }
        : { type: 'edit', text: null };
    default:
      return [...key].length === 1 ? { type: 'edit', text: key } : null;
  }
}

/** What a key does while a cell is being edited; null leaves it to the text field. */
export function editCommand(
  press: KeyPress,
  mode: EditMode,
  focus: Place,
  shape: GridShape,
): EditCommand | null {
  const { key, shift, control, alt } = press;
  if (alt) return null;
  switch (key) {
    case 'Enter':
      return { type: 'commit', to: clamp({ ...focus, row: focus.row + (shift ? -1 : 1) }, shape) };
    case 'Tab':
      return { type: 'commit', to: nextInReadingOrder(focus, shift ? -1 : 1, shape) };
    case 'Escape':
      return { type: 'restore' };
    default: {
      if (mode === 'edit' || control || shift) return null;
      const to = key.startsWith('Arrow') || key.startsWith('Page') ? destination(press, focus, shape) : null;
      return to && { type: 'commit', to };
    }
  }
}

/** The next or previous cell row by row; null beyond either end. */
function nextInReadingOrder(from: Place, step: 1 | -1, shape: GridShape): Place | null {
  const index = from.row * shape.columns + from.column + step;
  if (index < 0 || index >= shape.rows * shape.columns) return null;
  return { row: Math.floor(index / shape.columns), column: index % shape.columns };
}

/** The selected rectangle with its upper left and lower right cell. */
export function bounds({ anchor, focus }: Selection): { from: Place; to: Place } {
  return {
    from: { row: Math.min(anchor.row, focus.row), column: Math.min(anchor.column, focus.column) },
    to: { row: Math.max(anchor.row, focus.row), column: Math.max(anchor.column, focus.column) },
  };
}

export function isSelected(selection: Selection, { row, column }: Place): boolean {
  const { from, to } = bounds(selection);
  return row >= from.row && row <= to.row && column >= from.column && column <= to.column;
}
