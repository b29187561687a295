'use client';

import { useLayoutEffect, useRef } from 'react';
import { messages as uiMessages } from '@/lib/ui/messages';
import { verdictSigns } from '@/lib/ui/verdict-signs';
import { messages as fieldMessages } from '../../fields/messages';
import { tint } from '../../fields/tint';
import type { CellView } from './cell-view';
import styles from './grid.module.css';
import { messages } from './messages';
import type { Editing } from './use-grid';

export interface GridCellProps {
  path: string;
  row: number;
  column: number;
  rowName: string;
  columnName: string;
  /** Shown above the cell where every row is a card of its own. */
  columnTitle: string;
  view: CellView;
  /** The cell is in the Tab order: the one that has, or last had, the focus. */
  isCurrent: boolean;
  isSelected: boolean;
  isReadOnly: boolean;
  isTinted: boolean;
  isDiffering: boolean;
  hasConflict: boolean;
  partner: string | undefined;
  editing: Editing | null;
  problemId: string;
  typeText(text: string): void;
  finishEdit(to: null): void;
}

/** What a cell says to a screen reader after its place. */
function contentInWords({ text, problem, verdict }: CellView, hasConflict: boolean): string {
  const said = [text || fieldMessages.empty];
  if (problem) said.push(messages.grid.unreadable);
  else if (verdict) said.push(uiMessages.verdict.field[verdict]);
  if (hasConflict) said.push(messages.grid.conflict);
  return said.join(', ');
}

/** One cell of the grid: plain text until somebody edits it, then a field. */
export function GridCell(props: GridCellProps) {
  const { path, view, isCurrent, editing, hasConflict, partner } = props;
  const state = view.problem ? 'invalid' : (view.verdict ?? undefined);
  const tinted = props.isTinted ? view.share : null;
  return (
    <td
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a cell that takes the focus
      role="gridcell"
      data-cell={path}
      className={styles.cell}
      style={tinted === null ? undefined : tint(tinted)}
      data-tinted={tinted === null ? undefined : ''}
      data-verdict={state}
      data-selected={props.isSelected || undefined}
      data-editing={editing ? '' : undefined}
      data-conflict={hasConflict || undefined}
      data-partner={partner ? '' : undefined}
      data-differs={props.isDiffering || undefined}
      tabIndex={isCurrent && !editing ? 0 : -1}
      aria-colindex={props.column + 1}
      aria-selected={props.isSelected}
      aria-readonly={props.isReadOnly || undefined}
      aria-invalid={view.problem !== null}
      aria-label={messages.grid.cell(props.rowName, props.columnName, contentInWords(view, hasConflict))}
      aria-describedby={isCurrent && view.problem ? props.problemId : undefined}
    >
      <span className={styles.columnTitle} aria-hidden="true">
        {props.columnTitle}
      </span>
      {editing ? (
        <CellField
          editing={editing}
          label={fieldMessages.place(props.row, props.column)}
          problemId={view.problem ? props.problemId : undefined}
          typeText={props.typeText}
          finishEdit={props.finishEdit}
        />
      ) : (
        <span className={styles.value} title={view.text.length > 6 ? view.text : undefined}>
          {view.text}
        </span>
      )}
      {state && (
        <span className={styles.sign} aria-hidden="true">
          {state !== 'blank' && verdictSigns[state]}
        </span>
      )}
      {partner && (
        <span className={styles.partner} aria-hidden="true" title={fieldMessages.partnerAt(partner)}>
          {partner.slice(0, 1)}
        </span>
      )}
    </td>
  );
}

interface CellFieldProps {
  editing: Editing;
  label: string;
  problemId: string | undefined;
  typeText(text: string): void;
  finishEdit(to: null): void;
}

function CellField({ editing, label, problemId, typeText, finishEdit }: CellFieldProps) {
  const field = useRef<HTMLInputElement>(null);
  const { selectsAll } = editing;
  useLayoutEffect(() => {
    const input = field.current;
    // Some browsers put the caret at the start of a field that a script focuses.
    if (input) input.setSelectionRange(selectsAll ? 0 : input.value.length, input.value.length);
  }, [selectsAll]);
  return (
    <input
      ref={field}
      className={styles.field}
      aria-label={label}
      aria-invalid={problemId !== undefined}
      aria-describedby={problemId}
      inputMode="decimal"
      enterKeyHint="next"
      autoComplete="off"
      autoCapitalize="off"
      autoCorrect="off"
      spellCheck={false}
      maxLength={64}
      value={editing.text}
      onChange={(event) => typeText(event.target.value)}
      onBlur={() => finishEdit(null)}
    />
  );
}
