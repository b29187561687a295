import { describe, expect, test } from 'vitest';
import {
  editCommand,
  isSelected,
  type KeyPress,
  navigationCommand,
  type Place,
} from '@/lib/questions/kinds/matrix/grid-keys';

const shape = { rows: 8, columns: 8 };

function press(key: string, held: Partial<KeyPress> = {}): KeyPress {
  return { key, shift: false, control: false, alt: false, ...held };
}

function at(row: number, column: number) {
  return { anchor: { row, column }, focus: { row, column } };
}

function landing(key: string, from: Place, held: Partial<KeyPress> = {}) {
  const command = navigationCommand(press(key, held), { anchor: from, focus: from }, shape);
  return command?.type === 'move' ? command.to : command;
}

describe('moving through the grid', () => {
  test.each([
    ['ArrowRight', { row: 2, column: 7 }, { row: 2, column: 7 }],
    ['ArrowLeft', { row: 2, column: 0 }, { row: 2, column: 0 }],
    ['ArrowUp', { row: 0, column: 3 }, { row: 0, column: 3 }],
    ['ArrowDown', { row: 7, column: 3 }, { row: 7, column: 3 }],
  ])('%s stops at the edge', (key, from, to) => {
    expect(landing(key, from)).toEqual(to);
  });

  test('Home and End go to the ends of the row, with Control to the corners', () => {
    expect(landing('Home', { row: 4, column: 5 })).toEqual({ row: 4, column: 0 });
    expect(landing('End', { row: 4, column: 5 })).toEqual({ row: 4, column: 7 });
    expect(landing('Home', { row: 4, column: 5 }, { control: true })).toEqual({ row: 0, column: 0 });
    expect(landing('End', { row: 4, column: 5 }, { control: true })).toEqual({ row: 7, column: 7 });
  });

  test('Page Down goes four rows down, at most to the last', () => {
    expect(landing('PageDown', { row: 1, column: 2 })).toEqual({ row: 5, column: 2 });
    expect(landing('PageDown', { row: 6, column: 2 })).toEqual({ row: 7, column: 2 });
  });

  test('Tab is left to the browser, so that it leaves the grid', () => {
    expect(navigationCommand(press('Tab'), at(0, 0), shape)).toBeNull();
  });

  test('Control+C is left to the browser, which then asks what to copy', () => {
    expect(navigationCommand(press('c', { control: true }), at(0, 0), shape)).toBeNull();
  });

  test('Shift with an arrow extends the selection', () => {
    expect(navigationCommand(press('ArrowDown', { shift: true }), at(1, 1), shape)).toEqual({
      type: 'move',
      to: { row: 2, column: 1 },
      extend: true,
    });
  });

  test('Control+A selects every cell', () => {
    const command = navigationCommand(press('a', { control: true }), at(3, 3), shape);
    expect(command).toEqual({
      type: 'select',
      selection: { anchor: { row: 0, column: 0 }, focus: { row: 7, column: 7 } },
    });
  });

  test('a rectangle is selected whichever corner it was drawn from', () => {
    const selection = { anchor: { row: 4, column: 1 }, focus: { row: 2, column: 3 } };
    expect(isSelected(selection, { row: 3, column: 2 })).toBe(true);
    expect(isSelected(selection, { row: 3, column: 4 })).toBe(false);
  });
});

describe('editing', () => {
  test('typing a character replaces what is in the cell with it', () => {
    expect(navigationCommand(press('1'), at(0, 0), shape)).toEqual({ type: 'edit', text: '1' });
    expect(navigationCommand(press('−'), at(0, 0), shape)).toEqual({ type: 'edit', text: '−' });
  });

  test('Enter and F2 keep what stands in the cell', () => {
    expect(navigationCommand(press('Enter'), at(0, 0), shape)).toEqual({ type: 'edit', text: null });
    expect(navigationCommand(press('F2'), at(0, 0), shape)).toEqual({ type: 'edit', text: null });
  });

  test('Enter commits and goes down, Shift+Enter up', () => {
    const from = { row: 3, column: 2 };
    expect(editCommand(press('Enter'), 'edit', from, shape)).toEqual({
      type: 'commit',
      to: { row: 4, column: 2 },
    });
    expect(editCommand(press('Enter', { shift: true }), 'edit', from, shape)).toEqual({
      type: 'commit',
      to: { row: 2, column: 2 },
    });
  });

  test('Tab commits and goes on in reading order, and leaves from the last cell', () => {
    expect(editCommand(press('Tab'), 'edit', { row: 0, column: 7 }, shape)).toEqual({
      type: 'commit',
      to: { row: 1, column: 0 },
    });
    expect(editCommand(press('Tab'), 'edit', { row: 7, column: 7 }, shape)).toEqual({
      type: 'commit',
      to: null,
    });
    expect(editCommand(press('Tab', { shift: true }), 'edit', { row: 0, column: 0 }, shape)).toEqual({
      type: 'commit',
      to: null,
    });
  });

  test('arrows go on from an overtyped cell, and move the caret in an opened one', () => {
    const from = { row: 3, column: 2 };
    expect(editCommand(press('ArrowRight'), 'overtype', from, shape)).toEqual({
      type: 'commit',
      to: { row: 3, column: 3 },
    });
    expect(editCommand(press('ArrowRight'), 'edit', from, shape)).toBeNull();
  });

  test('Escape restores', () => {
    expect(editCommand(press('Escape'), 'overtype', { row: 0, column: 0 }, shape)).toEqual({
      type: 'restore',
    });
  });

  test('an undo inside the text field stays with the text field', () => {
    expect(editCommand(press('z', { control: true }), 'overtype', { row: 0, column: 0 }, shape)).toBeNull();
  });
});
