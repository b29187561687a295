'use client';

import { type RefObject, useState } from 'react';
import { createPortal } from 'react-dom';
import { useKeyboardInset } from '@/lib/ui/use-keyboard-inset';
import type { FillHelper } from './fill';
import styles from './grid.module.css';
import { fillHelpers } from './grid-toolbar';
import { messages } from './messages';

interface TouchKeysProps {
  table: RefObject<HTMLTableElement | null>;
  /** Why the cell that is edited is not right; null where there is nothing to say. */
  reason: string | null;
  /** Moves by rows and columns and goes on editing. */
  step(rows: number, columns: number): void;
  /** null where the author offers no help with filling. */
  fill: ((helper: FillHelper) => void) | null;
}

const characters = [
  { key: '0', name: '0' },
  { key: '1', name: '1' },
  { key: '/', name: messages.grid.divided },
  { key: '.', name: messages.grid.point },
  { key: '−', name: messages.grid.minus },
  { key: '∞', name: messages.grid.infinity },
];

const arrows = [
  { sign: '←', name: messages.grid.left, rows: 0, columns: -1 },
  { sign: '↑', name: messages.grid.up, rows: -1, columns: 0 },
  { sign: '↓', name: messages.grid.down, rows: 1, columns: 0 },
  { sign: '→', name: messages.grid.right, rows: 0, columns: 1 },
];

/** Keys that the decimal keyboard of a phone lacks, right above it; shown by touch while a cell is edited. */
export function TouchKeys({ table, reason, step, fill }: TouchKeysProps) {
  const inset = useKeyboardInset();
  const [showsFill, setShowsFill] = useState(false);
  const insert = (character: string) => {
    const field = table.current?.querySelector('input');
    if (!field) return;
    field.setRangeText(character, field.selectionStart ?? 0, field.selectionEnd ?? 0, 'end');
    // React notices a change made by a script only through an `input` event.
    field.dispatchEvent(new Event('input', { bubbles: true }));
  };
  // Outside the grid, because `position: fixed` would refer to the grid's box.
  return createPortal(
    <div
      role="toolbar"
      aria-label={messages.grid.keys}
      className={styles.touchKeys}
      style={{ bottom: inset }}
      // The field being edited must keep the focus, or the keyboard closes.
      onPointerDown={(event) => event.preventDefault()}
      onMouseDown={(event) => event.preventDefault()}
    >
      {/* Said by the cell itself to whoever listens; what stands below the grid is under the keyboard. */}
      {reason !== null && (
        <p aria-hidden="true" className={styles.touchReason}>
          {reason}
        </p>
      )}
      {showsFill &&
        fillHelpers.map(({ helper, label }) => (
          <button
            key={helper}
            type="button"
            tabIndex={-1}
            className={styles.fillChoice}
            onClick={() => {
              setShowsFill(false);
              fill?.(helper);
            }}
          >
            {label}
          </button>
        ))}
      {characters.map(({ key, name }) => (
        <button key={key} type="button" tabIndex={-1} aria-label={name} onClick={() => insert(key)}>
          {key}
        </button>
      ))}
      {arrows.map(({ sign, name, rows, columns }) => (
        <button key={sign} type="button" tabIndex={-1} aria-label={name} onClick={() => step(rows, columns)}>
          {sign}
        </button>
      ))}
      {fill && (
        <button
          type="button"
          tabIndex={-1}
          className={styles.fillKey}
          aria-expanded={showsFill}
          onClick={() => setShowsFill(!showsFill)}
        >
          {messages.grid.fill}
        </button>
      )}
    </div>,
    document.body,
  );
}
