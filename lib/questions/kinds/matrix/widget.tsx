'use client';

import { lazy, Suspense, useEffect, useId, useRef, useState } from 'react';
import { cellOfPath } from '@/lib/pairing/field-path';
import { tallyOf } from '@/lib/pairing/live-tally';
import { writeMatrix } from '@/lib/reading/write-matrix';
import { Button } from '@/lib/ui/button';
import { copyToClipboard } from '@/lib/ui/copy-to-clipboard';
import { formatNumber } from '@/lib/ui/format-number';
import { ConflictList } from '../../fields/conflict-list';
import { fieldText } from '../../fields/field-text';
import { useLiveText } from '../../fields/live-text';
import { messages as fieldMessages } from '../../fields/messages';
import { rowSum } from '../../grading/row-sum';
import type { WidgetProps } from '../../widget';
import { cellReason } from './cell-reason';
import { cellView } from './cell-view';
import { type CellEdit, earnsHelpers, type FillHelper, fillEdits } from './fill';
import styles from './grid.module.css';
import { bounds, type Place } from './grid-keys';
import { GridTable } from './grid-table';
import { GridToolbar } from './grid-toolbar';
import { KeyBeside } from './key-beside';
import type { MatrixSpec } from './kind';
import { messages } from './messages';
import { rowInWords } from './row-words';
import { TouchKeys } from './touch-keys';
import { useCheckedCells } from './use-checked-cells';
import { pathOf, useGrid } from './use-grid';
import { useTypedCells } from './use-typed-cells';

/** "row 3: 3 times 1/3, 5 times 0; sum 1" */
function rowSummary(name: string, cells: readonly string[], hasSums: boolean): string {
  const sum = hasSums ? rowSum(cells).sum : null;
  return messages.grid.summary(name, rowInWords(cells), sum === null ? null : formatNumber(sum, 3));
}

const PasteDialog = lazy(() => import('./paste-dialog'));

/** A matrix entered cell by cell, pasted, or filled; each cell is checked by the server when it is left. */
export function MatrixWidget(props: WidgetProps<MatrixSpec>) {
  const { spec, fields, conflicts, submission, revealedKey, isReadOnly, partnerAt } = props;
  const id = useId();
  const [announce, liveRegion] = useLiveText();
  const [isTinted, setIsTinted] = useState(true);
  const [showsKeys, setShowsKeys] = useState(false);
  const [pasted, setPasted] = useState<string | null>(null);
  const shape = { rows: spec.rows, columns: spec.columns };

  const cells = Array.from({ length: spec.rows }, (_, row) =>
    Array.from({ length: spec.columns }, (_, column) => fieldText(fields[pathOf({ row, column })])),
  );
  const textAt = ({ row, column }: Place) => cells[row]?.[column] ?? '';
  const checkedAt = useCheckedCells(submission, cells);
  const views = cells.map((row, rowIndex) =>
    row.map((_, column) =>
      cellView(fields[pathOf({ row: rowIndex, column })], checkedAt(rowIndex, column), spec.reading),
    ),
  );

  const grid = useGrid({ shape, isReadOnly, textAt, draft: props.draft, commit: props.commit, announce });
  const { selection } = grid;
  const typed = useTypedCells(fields, cells, grid.editing ? pathOf(selection.focus) : null);
  const current = views[selection.focus.row]?.[selection.focus.column];
  const reason = current ? cellReason(current, spec.shares, props.verdictHelp) : null;
  const earnedRow = spec.fillHelpers
    ? views.findIndex((row, index) => earnsHelpers(row, index, views, typed))
    : -1;
  const hasFillHelpers = earnedRow >= 0;
  const hadFillHelpers = useRef(hasFillHelpers);
  // The new buttons come without a press, so they are said.
  useEffect(() => {
    if (hasFillHelpers && !hadFillHelpers.current) announce(messages.helpersEarned(earnedRow));
    hadFillHelpers.current = hasFillHelpers;
  }, [hasFillHelpers, earnedRow, announce]);
  const { from, to } = bounds(selection);

  const place = (edits: readonly CellEdit[]) => {
    announce(messages.paste.done(grid.apply(edits)));
  };
  const paste = (text: string) => {
    const [only] = text.trim().split(/\s/);
    // One value needs no preview; it fills everything that is selected, as in a spreadsheet.
    if (only !== undefined && only !== '' && only === text.trim() && !/[;,[\]]/.test(only)) {
      const edits: CellEdit[] = [];
      for (let row = from.row; row <= to.row; row += 1) {
        for (let column = from.column; column <= to.column; column += 1) {
          edits.push({ row, column, value: only });
        }
      }
      place(edits);
    } else setPasted(text);
  };
  const fill = (helper: FillHelper) => {
    const edits = fillEdits(helper, cells, {
      first: from.row,
      last: to.row,
      column: selection.focus.column,
    });
    announce(messages.grid.filled(grid.apply(edits)));
  };
  const copy = async (format: 'tsv' | 'numpy') => {
    const isBlock = from.row !== to.row || from.column !== to.column;
    const block = isBlock
      ? cells.slice(from.row, to.row + 1).map((row) => row.slice(from.column, to.column + 1))
      : cells;
    const isDone = await copyToClipboard(writeMatrix(block, format));
    announce(isDone ? messages.grid.copied(block.flat().length) : messages.grid.copyFailed);
  };

  const tally = tallyOf(
    views
      .flat()
      .map(({ text, verdict, problem }) => ({ text, verdict: problem === null ? verdict : 'invalid' })),
    spec.rows * spec.columns,
  );
  const isChecked = tally.unchecked + tally.empty < spec.rows * spec.columns;

  /** Ends editing here and goes on in another cell, so that the keyboard stays open. */
  const step = (rows: number, columns: number) => {
    const next = { row: selection.focus.row + rows, column: selection.focus.column + columns };
    if (cells[next.row]?.[next.column] === undefined) return;
    grid.finishEdit(null);
    grid.startEdit(next, 'overtype');
  };
  const stepRow = (rows: 1 | -1) => {
    const next = { row: selection.focus.row + rows, column: selection.focus.column };
    if (grid.editing) return step(rows, 0);
    announce(messages.grid.row(next.row, spec.rowLabels?.[next.row]));
    // At either end the button is disabled, and would take the focus with it.
    if (cells[next.row + rows] === undefined) grid.moveTo(next);
    else grid.noteFocus(next);
  };

  return (
    <div className={styles.matrix}>
      {!isReadOnly && (
        <p id={`${id}-help`} className="text-sm text-muted print:hidden">
          <span className="pointer-coarse:hidden">{messages.grid.help}</span>
          <span className="hidden pointer-coarse:inline">{messages.grid.touchHelp}</span>
        </p>
      )}
      <KeyBeside
        spec={spec}
        cells={cells}
        submission={submission}
        revealedKey={revealedKey}
        isTinted={isTinted}
      >
        {(isDiffering) => (
          <GridTable
            spec={spec}
            grid={grid}
            views={views}
            isReadOnly={isReadOnly}
            isTinted={isTinted}
            hasConflict={(path) => conflicts.some((conflict) => conflict.path === path)}
            isDiffering={isDiffering}
            partnerAt={partnerAt}
            partnerTyping={props.partnerTyping}
            labelledBy={props.labelledBy}
            describedBy={[isReadOnly ? '' : `${id}-help`, props.describedBy ?? ''].filter(Boolean).join(' ')}
            problemId={`${id}-problem`}
            reason={reason}
            onFocus={props.focus}
            onPaste={paste}
          />
        )}
      </KeyBeside>
      <RowSteps row={selection.focus.row} rows={spec.rows} step={stepRow} />
      <div className={styles.below}>
        <p id={`${id}-problem`} role="status" className={styles.problem}>
          {reason !== null &&
            messages.paste.unreadableCell(
              messages.grid.placeStart(selection.focus.row, selection.focus.column),
              reason,
            )}
        </p>
        {isChecked && <p className="text-sm text-muted">{fieldMessages.tally(tally)}</p>}
      </div>
      <ConflictList
        conflicts={conflicts}
        labelOf={(path) => {
          return fieldMessages.place(...cellOfPath(path));
        }}
        resolve={props.resolve}
      />
      <GridToolbar
        canUndo={grid.canUndo}
        canRedo={grid.canRedo}
        hasFillHelpers={hasFillHelpers}
        isReadOnly={isReadOnly}
        isTinted={isTinted}
        undo={grid.undo}
        redo={grid.redo}
        paste={() => setPasted('')}
        copy={copy}
        fill={fill}
        tint={setIsTinted}
        showsKeys={showsKeys}
        showKeys={setShowsKeys}
      />
      {showsKeys && !isReadOnly && <KeyList />}
      {grid.editing && (
        <TouchKeys
          reason={reason}
          table={grid.table}
          fill={
            hasFillHelpers
              ? (helper) => {
                  grid.finishEdit(null);
                  fill(helper);
                }
              : null
          }
          step={step}
        />
      )}
      <ul className="sr-only">
        {cells.map((row, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row is its index
          <li key={index}>{rowSummary(messages.grid.row(index, spec.rowLabels?.[index]), row, spec.sums)}</li>
        ))}
      </ul>
      {pasted !== null && (
        <Suspense>
          <PasteDialog text={pasted} at={from} shape={shape} place={place} close={() => setPasted(null)} />
        </Suspense>
      )}
      {liveRegion}
    </div>
  );
}

/** Where one row stands alone: the way to its neighbours. */
function RowSteps({ row, rows, step }: { row: number; rows: number; step(rows: 1 | -1): void }) {
  return (
    <div className={styles.rowSteps}>
      <Button className="px-2" isDisabled={row === 0} preventFocusOnPress onPress={() => step(-1)}>
        {messages.grid.previousRow}
      </Button>
      <Button className="px-2" isDisabled={row === rows - 1} preventFocusOnPress onPress={() => step(1)}>
        {messages.grid.nextRow}
      </Button>
    </div>
  );
}

function KeyList() {
  return (
    <dl className={`${styles.keyList} print:hidden`}>
      {messages.grid.keyList.map(([keys, effect]) => (
        <div key={keys}>
          <dt>{keys}</dt>
          <dd>{effect}</dd>
        </div>
      ))}
    </dl>
  );
}
