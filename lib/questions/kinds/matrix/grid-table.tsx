'use client';

import { Fragment, type PointerEvent, useRef } from 'react';
import { cellOfPath } from '@/lib/pairing/field-path';
import { formatNumber } from '@/lib/ui/format-number';
import { rowSum, shareState } from '../../grading/row-sum';
import type { CellView } from './cell-view';
import { clipboardFormats } from './clipboard';
import styles from './grid.module.css';
import { type CellLook, GridCell, OverviewCell } from './grid-cell';
import { bounds, isSelected, type Place } from './grid-keys';
import type { MatrixSpec } from './kind';
import { messages } from './messages';
import { shortLabels } from './short-labels';
import { Title } from './title';
import { type Grid, pathOf } from './use-grid';

/** So many columns fit on a phone with the whole names of rows and columns. */
const mostFew = 4;

interface GridTableProps {
  spec: MatrixSpec;
  grid: Grid;
  views: readonly (readonly CellView[])[];
  isReadOnly: boolean;
  isTinted: boolean;
  hasConflict(path: string): boolean;
  isDiffering(place: Place): boolean;
  partnerAt: Readonly<Record<string, string>>;
  partnerTyping: Readonly<Record<string, string>>;
  labelledBy: string;
  describedBy: string;
  problemId: string;
  /** What is the matter with the cell that has the focus; null for nothing. */
  reason: string | null;
  onFocus(path: string | null): void;
  /** A text from the clipboard while no cell is being edited, or one that holds more than a cell. */
  onPaste(text: string): void;
}

/** The cell that an event comes from, itself or what holds its place in the overview. */
function placeOf(target: EventTarget, selector = '[data-cell], td[data-at]'): Place | null {
  const element = target instanceof Element ? target.closest<HTMLElement>(selector) : null;
  const path = element?.dataset.cell ?? element?.dataset.at;
  if (path === undefined) return null;
  const [row, column] = cellOfPath(path);
  return { row, column };
}

/** What a finger meant: beside the small cells of the overview it still meets their row. */
function touchedPlace(target: EventTarget): Place | null {
  return placeOf(target, '[data-cell], [data-at]');
}

/**
 * The matrix as a data grid: one Tab stop. Where it is narrow, all rows are an overview that keeps the shape of the
 * matrix, and the row of the focus stands below in cells that fingers can meet; a copy for the eye holds its place above.
 */
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
  const shortRows = shortLabels(views.map((_, row) => rowTitle(row)));

  const onPointerDown = (event: PointerEvent) => {
    pointer.current = event.pointerType === 'mouse' ? 'mouse' : 'touch';
    const place = placeOf(event.target);
    const isInField = event.target instanceof HTMLInputElement;
    if (!place || isInField || pointer.current === 'touch') return;
    // The browser would give the focus to the cell by itself, and begin to select text.
    event.preventDefault();
    if (editing) grid.finishEdit(null);
    grid.pointAt(place, event.shiftKey);
  };
  const onPointerOver = (event: PointerEvent) => {
    const place = placeOf(event.target);
    if (place && event.buttons === 1 && pointer.current === 'mouse' && !editing) grid.pointAt(place, true);
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
        aria-colcount={spec.columns + (spec.sums ? 1 : 0)}
        aria-multiselectable="true"
        data-few={spec.columns <= mostFew || undefined}
        aria-readonly={isReadOnly || undefined}
        onKeyDown={grid.onKeyDown}
        onPointerDown={onPointerDown}
        onPointerOver={onPointerOver}
        onMouseDown={(event) => {
          // The focus would move the row away under the finger, and the tap would meet nothing.
          const isInField = event.target instanceof HTMLInputElement;
          if (pointer.current === 'touch' && !isInField && placeOf(event.target)) event.preventDefault();
        }}
        onClick={(event) => {
          const place = touchedPlace(event.target);
          // A tap that comes before the page is hydrated has no pointerdown that anybody heard.
          const { nativeEvent } = event;
          const by = (nativeEvent instanceof PointerEvent && nativeEvent.pointerType) || pointer.current;
          if (!place || by === 'mouse' || event.target instanceof HTMLInputElement) return;
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
                <Title full={title} short={short[column]} />
              </th>
            ))}
            {spec.sums && (
              <th
                scope="col"
                aria-colindex={spec.columns + 1}
                className={`${styles.columnHead} ${styles.sumHead}`}
              >
                {messages.grid.sum}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {views.map((cells, row) => {
            const name = messages.grid.row(row, spec.rowLabels?.[row]);
            const isCurrentRow = focus.row === row;
            const given = isCurrentRow ? spec.given : null;
            const looks = cells.map((view, column): CellLook => {
              const path = pathOf({ row, column });
              return {
                view,
                isSelected: isSelected(selection, { row, column }),
                isTinted: props.isTinted,
                isDiffering: props.isDiffering({ row, column }),
                hasConflict: props.hasConflict(path),
                partner: props.partnerAt[path],
                partnerTyping: props.partnerTyping[path],
              };
            });
            return (
              <Fragment key={rowTitle(row)}>
                {isCurrentRow && (
                  // biome-ignore lint/a11y/noAriaHiddenOnFocusable: nothing in it takes the focus
                  <tr aria-hidden="true" className={styles.placeholder}>
                    <td className={styles.rowHead}>{shortRows[row]}</td>
                    {looks.map((look, column) => {
                      const path = pathOf({ row, column });
                      return (
                        <OverviewCell key={path} at={path} isCurrent={focus.column === column} {...look} />
                      );
                    })}
                  </tr>
                )}
                <tr
                  aria-rowindex={row + 2}
                  className={styles.row}
                  data-current={isCurrentRow || undefined}
                  data-at={isCurrentRow ? undefined : pathOf({ row, column: focus.column })}
                >
                  <th scope="row" className={styles.rowHead}>
                    <Title full={rowTitle(row)} short={isCurrentRow ? undefined : shortRows[row]} />
                    {given && (
                      <span aria-hidden="true" className={styles.legend}>
                        {messages.grid.above(given.label)}
                      </span>
                    )}
                  </th>
                  {looks.map((look, column) => {
                    const path = pathOf({ row, column });
                    const isCurrent = isCurrentRow && focus.column === column;
                    return (
                      <GridCell
                        key={path}
                        path={path}
                        row={row}
                        column={column}
                        rowName={name}
                        columnName={messages.grid.column(column, spec.columnLabels?.[column])}
                        columnTitle={isCurrentRow ? (short[column] ?? '') : null}
                        given={given?.rows[row]?.[column] ?? null}
                        isCurrent={isCurrent}
                        isReadOnly={isReadOnly}
                        hasReason={isCurrent && props.reason !== null}
                        editing={isCurrent ? editing : null}
                        problemId={props.problemId}
                        typeText={grid.typeText}
                        finishEdit={grid.finishEdit}
                        takeText={(text) => grid.startEdit({ row, column }, 'overtype', text)}
                        {...look}
                      />
                    );
                  })}
                  {spec.sums && (
                    <SumCell
                      areShares={spec.shares}
                      cells={cells.map(({ text }) => text)}
                      name={name}
                      column={spec.columns + 1}
                    />
                  )}
                </tr>
              </Fragment>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

interface SumCellProps {
  cells: readonly string[];
  name: string;
  column: number;
  /** The row holds the shares of one whole, so its sum has a goal. */
  areShares: boolean;
}

/** What a row adds up to so far; a fact about what was typed, no verdict. */
function SumCell({ cells, name, column, areShares }: SumCellProps) {
  const total = rowSum(cells);
  const { sum, blank } = total;
  const text = sum === null ? null : formatNumber(sum, 3);
  const state = areShares ? shareState(total) : null;
  const shares = state && text !== null ? messages.grid.shares[state](text) : null;
  return (
    <td
      aria-colindex={column}
      className={styles.sum}
      aria-label={
        text === null
          ? messages.grid.noSum(name)
          : shares !== null
            ? messages.grid.sharesSpoken(name, shares)
            : messages.grid.sumSpoken(name, text, blank)
      }
    >
      {text !== null && (
        <span
          className={styles.chip}
          data-partial={(state === null ? blank > 0 : state === 'partial') || undefined}
          data-off={state === 'off' || undefined}
        >
          {shares ?? messages.grid.sumOf(text)}
        </span>
      )}
    </td>
  );
}
