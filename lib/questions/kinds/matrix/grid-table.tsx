'use client';

import { type PointerEvent, useRef } from 'react';
import { cellOfPath } from '@/lib/pairing/field-path';
import { formatNumber } from '@/lib/ui/format-number';
import { rowSum } from '../../grading/row-sum';
import type { CellView } from './cell-view';
import { clipboardFormats } from './clipboard';
import styles from './grid.module.css';
import { GridCell } from './grid-cell';
import { bounds, isSelected, type Place } from './grid-keys';
import type { MatrixSpec } from './kind';
import { messages } from './messages';
import { shortLabels } from './short-labels';
import { type Grid, pathOf } from './use-grid';

interface GridTableProps {
  spec: MatrixSpec;
  grid: Grid;
  views: readonly (readonly CellView[])[];
  isReadOnly: boolean;
  isTinted: boolean;
  hasConflict(path: string): boolean;
  isDiffering(place: Place): boolean;
  partnerAt: Readonly<Record<string, string>>;
  labelledBy: string;
  describedBy: string;
  problemId: string;
  onFocus(path: string | null): void;
  /** A text from the clipboard while no cell is being edited, or one that holds more than a cell. */
  onPaste(text: string): void;
}

/** The place of the cell that an event comes from. */
function placeOf(target: EventTarget): Place | null {
  const path =
    target instanceof Element ? target.closest<HTMLElement>('[data-cell]')?.dataset.cell : undefined;
  if (path === undefined) return null;
  const [row, column] = cellOfPath(path);
  return { row, column };
}

/** The matrix as a data grid: one Tab stop, a table for the eye, a card for each row on a narrow screen. */
export function GridTable(props: GridTableProps) {
  const { spec, grid, views, isReadOnly } = props;
  const { selection, editing } = grid;
  const { focus } = selection;
  const pointer = useRef<'mouse' | 'touch'>('mouse');
  const rowTitle = (row: number) => spec.rowLabels?.[row] ?? `${row + 1}`;
  const columns = Array.from(
    { length: spec.columns },
    (_, column) => spec.columnLabels?.[column] ?? `${column + 1}`,
  );
  const short = shortLabels(columns);

  const onPointerDown = (event: PointerEvent) => {
    pointer.current = event.pointerType === 'mouse' ? 'mouse' : 'touch';
    const place = placeOf(event.target);
    const isInField = event.target instanceof HTMLInputElement;
    if (!place || isInField || pointer.current === 'touch') return;
    // The browser would give the focus to the cell by itself, and begin to select text.
    event.preventDefault();
    if (editing) grid.finishEdit(null);
    grid.moveTo(place, event.shiftKey);
  };
  const onPointerOver = (event: PointerEvent) => {
    const place = placeOf(event.target);
    if (place && event.buttons === 1 && pointer.current === 'mouse' && !editing) grid.moveTo(place, true);
  };

  const selectedTexts = () => {
    const { from, to } = bounds(selection);
    return views
      .slice(from.row, to.row + 1)
      .map((row) => row.slice(from.column, to.column + 1).map(({ text }) => text));
  };
  const copy = (event: React.ClipboardEvent) => {
    if (editing) return;
    event.preventDefault();
    for (const { type, data } of clipboardFormats(selectedTexts())) event.clipboardData.setData(type, data);
  };

  return (
    <div className={styles.scroller}>
      <table
        ref={grid.table}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table walked through by arrow keys is a grid
        role="grid"
        className={styles.grid}
        aria-labelledby={props.labelledBy}
        aria-describedby={props.describedBy}
        aria-rowcount={spec.rows + 1}
        aria-colcount={spec.columns + 1}
        aria-multiselectable="true"
        aria-readonly={isReadOnly || undefined}
        onKeyDown={grid.onKeyDown}
        onPointerDown={onPointerDown}
        onPointerOver={onPointerOver}
        onClick={(event) => {
          const place = placeOf(event.target);
          if (!place || pointer.current === 'mouse' || event.target instanceof HTMLInputElement) return;
          if (editing) grid.finishEdit(null);
          if (isReadOnly) grid.moveTo(place);
          else grid.startEdit(place, 'overtype');
        }}
        onDoubleClick={(event) => {
          const place = placeOf(event.target);
          if (place && !editing) grid.startEdit(place, 'edit');
        }}
        onFocus={(event) => {
          const place = placeOf(event.target);
          if (!place) return;
          grid.noteFocus(place);
          props.onFocus(pathOf(place));
        }}
        onBlur={(event) => {
          if (!event.currentTarget.contains(event.relatedTarget)) props.onFocus(null);
        }}
        onCopy={copy}
        onCut={(event) => {
          if (editing) return;
          copy(event);
          grid.clearSelection();
        }}
        onPaste={(event) => {
          const text = event.clipboardData.getData('text/plain');
          if (isReadOnly || (editing && !/[\t\n\r[;]/.test(text))) return;
          event.preventDefault();
          props.onPaste(text);
        }}
      >
        <thead>
          <tr aria-rowindex={1}>
            <td className={styles.corner} />
            {columns.map((title, column) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a column is its index
              <th key={column} scope="col" aria-colindex={column + 1} className={styles.columnHead}>
                {title}
              </th>
            ))}
            <th scope="col" aria-colindex={spec.columns + 1} className={styles.columnHead}>
              {messages.grid.sum}
            </th>
          </tr>
        </thead>
        <tbody>
          {views.map((cells, row) => {
            const name = messages.grid.row(row, spec.rowLabels?.[row]);
            return (
              <tr key={rowTitle(row)} aria-rowindex={row + 2} className={styles.row}>
                <th scope="row" className={styles.rowHead}>
                  {rowTitle(row)}
                </th>
                {cells.map((view, column) => {
                  const path = pathOf({ row, column });
                  const isCurrent = focus.row === row && focus.column === column;
                  return (
                    <GridCell
                      key={path}
                      path={path}
                      row={row}
                      column={column}
                      rowName={name}
                      columnName={messages.grid.column(column, spec.columnLabels?.[column])}
                      columnTitle={short[column] ?? ''}
                      view={view}
                      isCurrent={isCurrent}
                      isSelected={isSelected(selection, { row, column })}
                      isReadOnly={isReadOnly}
                      isTinted={props.isTinted}
                      isDiffering={props.isDiffering({ row, column })}
                      hasConflict={props.hasConflict(path)}
                      partner={props.partnerAt[path]}
                      editing={isCurrent ? editing : null}
                      problemId={props.problemId}
                      typeText={grid.typeText}
                      finishEdit={grid.finishEdit}
                    />
                  );
                })}
                <SumCell cells={cells.map(({ text }) => text)} name={name} column={spec.columns + 1} />
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

/** What a row adds up to so far; a fact about what was typed, no verdict. */
function SumCell({ cells, name, column }: { cells: readonly string[]; name: string; column: number }) {
  const { sum, blank } = rowSum(cells);
  const text = sum === null ? null : formatNumber(sum, 3);
  return (
    <td
      aria-colindex={column}
      className={styles.sum}
      aria-label={text === null ? messages.grid.noSum(name) : messages.grid.sumSpoken(name, text, blank)}
    >
      {text !== null && (
        <span className={styles.chip} data-partial={blank > 0 || undefined}>
          {messages.grid.sumOf(text)}
        </span>
      )}
    </td>
  );
}
