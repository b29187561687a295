import { type KeyboardEvent, type RefObject, useLayoutEffect, useRef, useState } from 'react';
import type { WidgetEdit } from '@/lib/client/field-edits';
import { cellOfPath, cellPath } from '@/lib/pairing/field-path';
import { type Change, type EditHistory, emptyHistory, record, redo, undo } from './edit-history';
import type { CellEdit } from './fill';
import {
  bounds,
  type EditMode,
  editCommand,
  type GridShape,
  navigationCommand,
  type Place,
  type Selection,
} from './grid-keys';
import { messages } from './messages';

interface GridOptions {
  shape: GridShape;
  isReadOnly: boolean;
  textAt(place: Place): string;
  draft(edit: WidgetEdit): void;
  commit(edits: WidgetEdit[]): void;
  /** Says aloud what a command did. */
  announce(message: string): void;
}

export interface Editing {
  mode: EditMode;
  text: string;
  /** The next key stroke replaces the content of the cell. */
  selectsAll: boolean;
}

export interface Grid {
  table: RefObject<HTMLTableElement | null>;
  selection: Selection;
  editing: Editing | null;
  canUndo: boolean;
  canRedo: boolean;
  /** Gives a cell the focus; with `extend` the selection grows to it. */
  moveTo(place: Place, extend?: boolean): void;
  /** The same for a cell that the mouse is on: nothing scrolls, so that a drag meets the cells it shows. */
  pointAt(place: Place, extend: boolean): void;
  /** Notes that a cell got the focus by itself, by Tab or a click. */
  noteFocus(place: Place): void;
  startEdit(place: Place, mode: EditMode, text?: string): void;
  typeText(text: string): void;
  /** Ends editing and takes the text over; `to` is where the focus goes, null leaves it alone. */
  finishEdit(to: Place | null): void;
  /** Writes several cells as one step that can be undone; returns how many changed. */
  apply(edits: readonly CellEdit[]): number;
  clearSelection(): void;
  undo(): void;
  redo(): void;
  onKeyDown(event: KeyboardEvent): void;
}

export function pathOf({ row, column }: Place): string {
  return cellPath(row, column);
}

/** Selection, editing and undo of a matrix grid; what the keys mean is decided in grid-keys. */
export function useGrid({ shape, isReadOnly, textAt, draft, commit, announce }: GridOptions): Grid {
  const table = useRef<HTMLTableElement>(null);
  const [selection, setSelection] = useState<Selection>({
    anchor: { row: 0, column: 0 },
    focus: { row: 0, column: 0 },
  });
  const [editing, setEditing] = useState<Editing | null>(null);
  const [history, setHistory] = useState<EditHistory>(emptyHistory);
  // Read and written by handlers that run before React renders again: a field that goes away also loses the focus,
  // and must not be committed twice.
  const open = useRef<{ place: Place; before: string; text: string; touched: boolean } | null>(null);
  const wantsFocus = useRef<'in view' | 'in place' | null>(null);
  const { focus } = selection;

  // The cell or its field can take the focus only once it is rendered, but must have it before the next key.
  useLayoutEffect(() => {
    const wanted = wantsFocus.current;
    if (!wanted) return;
    wantsFocus.current = null;
    const cell = table.current?.querySelector<HTMLElement>(`[data-cell="${pathOf(focus)}"]`);
    const target = editing ? cell?.querySelector('input') : cell;
    target?.focus({ preventScroll: wanted === 'in place' });
  }, [focus, editing]);

  const select = (place: Place, extend: boolean) =>
    setSelection((current) => ({ anchor: extend ? current.anchor : place, focus: place }));
  const moveTo = (place: Place, extend = false) => {
    wantsFocus.current = 'in view';
    select(place, extend);
  };
  const pointAt = (place: Place, extend: boolean) => {
    wantsFocus.current = 'in place';
    select(place, extend);
  };

  const startEdit = (place: Place, mode: EditMode, text?: string) => {
    if (isReadOnly) return;
    const before = textAt(place);
    const start = text ?? before;
    open.current = { place, before, text: start, touched: text !== undefined };
    wantsFocus.current = 'in view';
    setSelection({ anchor: place, focus: place });
    setEditing({ mode, text: start, selectsAll: mode === 'overtype' && text === undefined });
    // Sent from the start, so that what the partner writes into the cell from now on conflicts and is not overwritten.
    draft({ path: pathOf(place), value: start });
  };

  const typeText = (text: string) => {
    if (!open.current) return;
    open.current = { ...open.current, text, touched: true };
    setEditing((current) => current && { ...current, text });
    draft({ path: pathOf(open.current.place), value: text });
  };

  const finishEdit = (to: Place | null) => {
    const edit = open.current;
    open.current = null;
    setEditing(null);
    if (to) moveTo(to);
    if (!edit) return;
    const value = edit.touched ? edit.text.trim() : edit.before;
    commit([{ path: pathOf(edit.place), value }]);
    setHistory((current) =>
      record(current, [{ path: pathOf(edit.place), before: edit.before, after: value }]),
    );
  };

  const restore = () => {
    const edit = open.current;
    open.current = null;
    setEditing(null);
    if (!edit) return;
    commit([{ path: pathOf(edit.place), value: edit.before }]);
    moveTo(edit.place);
  };

  const apply = (edits: readonly CellEdit[]): number => {
    const changes: Change[] = edits
      .map((edit) => ({ path: pathOf(edit), before: textAt(edit), after: edit.value }))
      .filter(({ before, after }) => before !== after);
    if (isReadOnly || changes.length === 0) return 0;
    commit(changes.map(({ path, after }) => ({ path, value: after })));
    setHistory((current) => record(current, changes));
    return changes.length;
  };

  const selectedPlaces = (): Place[] => {
    const { from, to } = bounds(selection);
    const places: Place[] = [];
    for (let row = from.row; row <= to.row; row += 1) {
      for (let column = from.column; column <= to.column; column += 1) places.push({ row, column });
    }
    return places;
  };

  const clearSelection = () => {
    const cleared = apply(selectedPlaces().map((place) => ({ ...place, value: '' })));
    if (cleared > 0) announce(messages.grid.cleared(cleared));
  };

  const step = (move: typeof undo, say: (cells: number) => string) => {
    if (isReadOnly) return;
    const current = (path: string) => {
      const [row, column] = cellOfPath(path);
      return textAt({ row, column });
    };
    const { history: next, edits } = move(history, current);
    setHistory(next);
    if (edits.length === 0) return;
    commit(edits);
    announce(say(edits.length));
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const press = {
      key: event.key,
      shift: event.shiftKey,
      control: event.ctrlKey || event.metaKey,
      alt: event.altKey,
    };
    if (event.nativeEvent.isComposing) return;
    if (editing) {
      const command = editCommand(press, editing.mode, focus, shape);
      if (!command) return;
      // In the last cell Tab commits and then goes where the browser takes it.
      if (command.type === 'restore' || command.to) event.preventDefault();
      if (command.type === 'restore') restore();
      else finishEdit(command.to);
      return;
    }
    const command = navigationCommand(press, selection, shape);
    if (!command) return;
    event.preventDefault();
    switch (command.type) {
      case 'move':
        return moveTo(command.to, command.extend);
      case 'select':
        setSelection(command.selection);
        wantsFocus.current = 'in view';
        return announceSelection(command.selection, announce);
      case 'edit':
        return command.text === null ? startEdit(focus, 'edit') : startEdit(focus, 'overtype', command.text);
      case 'clear':
        return clearSelection();
      case 'undo':
        return step(undo, messages.grid.undone);
      case 'redo':
        return step(redo, messages.grid.redone);
    }
  };

  return {
    table,
    selection,
    editing,
    canUndo: history.past.length > 0,
    canRedo: history.future.length > 0,
    moveTo,
    pointAt,
    noteFocus: (place) => {
      if (place.row === focus.row && place.column === focus.column) return;
      setSelection({ anchor: place, focus: place });
    },
    startEdit,
    typeText,
    finishEdit,
    apply,
    clearSelection,
    undo: () => step(undo, messages.grid.undone),
    redo: () => step(redo, messages.grid.redone),
    onKeyDown,
  };
}

function announceSelection(selection: Selection, announce: (message: string) => void) {
  const { from, to } = bounds(selection);
  announce(messages.grid.selected(to.row - from.row + 1, to.column - from.column + 1));
}
