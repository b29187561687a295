'use client';

import { useEffect, useEffectEvent, useLayoutEffect, useRef } from 'react';
import { messages as uiMessages } from '@/lib/ui/messages';
import { verdictSigns } from '@/lib/ui/verdict-signs';
import { messages as fieldMessages } from '../../fields/messages';
import { tint } from '../../fields/tint';
import type { CellView } from './cell-view';
import styles from './grid.module.css';
import { messages } from './messages';
import type { Editing } from './use-grid';

/** What the eye sees of a cell, wherever it is drawn. */
export interface CellLook {
  view: CellView;
  isSelected: boolean;
  isTinted: boolean;
  isDiffering: boolean;
  hasConflict: boolean;
  partner: string | undefined;
  /** What the partner is typing here and has not saved. */
  partnerTyping: string | undefined;
}

export interface GridCellProps extends CellLook {
  path: string;
  row: number;
  column: number;
  rowName: string;
  columnName: string;
  /** Shown in the cell where the row stands below the overview; null in all other rows. */
  columnTitle: string | null;
  /** What the cell has in the matrix that the pair works from. */
  given: string | null;
  /** The cell is in the Tab order: the one that has, or last had, the focus. */
  isCurrent: boolean;
  isReadOnly: boolean;
  /** The element of `problemId` says what is the matter with this cell. */
  hasReason: boolean;
  editing: Editing | null;
  problemId: string;
  typeText(text: string): void;
  finishEdit(to: null): void;
  /** A text that came without keys: from an input method, an emoji panel or dictation. */
  takeText(text: string): void;
}

/** Takes out what the browser wrote into a closed cell; its own content is in elements. */
function dropWritten(cell: HTMLElement) {
  for (const node of [...cell.childNodes]) {
    if (!(node instanceof HTMLElement) || node.tagName === 'BR') node.remove();
  }
}

/** What dictation or a suggestion puts in place of a text is told where pasted texts are. */
function writtenBy({ data, dataTransfer, inputType }: InputEvent): string | null {
  return inputType === 'insertReplacementText' ? (data ?? dataTransfer?.getData('text/plain') ?? null) : data;
}

/** What a cell says to a screen reader after its place. */
function contentInWords({ text, problem, verdict }: CellView, hasConflict: boolean): string {
  const said = [text || fieldMessages.empty];
  if (problem) said.push(messages.grid.unreadable);
  else if (verdict) said.push(uiMessages.verdict.field[verdict]);
  if (hasConflict) said.push(messages.grid.conflict);
  return said.join(', ');
}

function stateOf({ problem, verdict }: CellView) {
  return problem ? 'invalid' : (verdict ?? undefined);
}

/** The attributes that the style sheet draws a cell by. */
function looksOf({ view, isTinted, isSelected, hasConflict, partner, isDiffering }: CellLook) {
  const tinted = isTinted ? view.share : null;
  return {
    className: styles.cell,
    style: tinted === null ? undefined : tint(tinted),
    'data-tinted': tinted === null ? undefined : '',
    'data-verdict': stateOf(view),
    'data-selected': isSelected || undefined,
    'data-conflict': hasConflict || undefined,
    'data-partner': partner ? '' : undefined,
    'data-differs': isDiffering || undefined,
  };
}

/** A closed cell: its value, or what the partner types there, with the verdict's sign and the partner's letter on top. */
function CellContent({ view, partner, partnerTyping, isOpen }: CellLook & { isOpen: boolean }) {
  const { text } = view;
  const isTyping = partner !== undefined && partnerTyping !== undefined && partnerTyping !== text;
  const shown = isTyping ? partnerTyping : text;
  const state = stateOf(view);
  return (
    <>
      {!isOpen && (
        <span
          className={styles.value}
          contentEditable={false}
          title={text.length > 6 ? text : undefined}
          data-long={shown.length > 5 || undefined}
        >
          {isTyping ? <span className={styles.typing}>{shown}</span> : shown}
        </span>
      )}
      {state && !isTyping && (
        <span className={styles.sign} aria-hidden="true" contentEditable={false}>
          {state !== 'blank' && verdictSigns[state]}
        </span>
      )}
      {partner && (
        <span
          className={styles.partner}
          aria-hidden="true"
          contentEditable={false}
          title={fieldMessages.partnerAt(partner)}
        >
          {partner.slice(0, 1)}
        </span>
      )}
    </>
  );
}

/** Holds the place of a cell in the overview while the cell itself stands below; for eyes and fingers only. */
export function OverviewCell({ at, isCurrent, ...look }: CellLook & { at: string; isCurrent: boolean }) {
  return (
    <td {...looksOf(look)} data-at={at} data-current={isCurrent || undefined} translate="no">
      <CellContent {...look} isOpen={false} />
    </td>
  );
}

/** One cell of the grid: plain text until somebody edits it, then a field. */
export function GridCell(props: GridCellProps) {
  const { path, view, isCurrent, editing, hasConflict } = props;
  const cell = useRef<HTMLTableCellElement>(null);
  const isClosed = isCurrent && !editing && !props.isReadOnly;
  const takeText = useEffectEvent(props.takeText);
  // React's own event for this comes too late and cannot be prevented in every browser.
  useEffect(() => {
    const element = cell.current;
    if (!element || !isClosed) return;
    const onBeforeInput = (event: InputEvent) => {
      if (event.target !== element || event.inputType === 'insertCompositionText') return;
      event.preventDefault();
      const text = writtenBy(event);
      if (text) takeText(text);
    };
    element.addEventListener('beforeinput', onBeforeInput);
    return () => element.removeEventListener('beforeinput', onBeforeInput);
  }, [isClosed]);
  return (
    <td
      ref={cell}
      // Only what can be edited is offered to input methods, emoji panels and dictation.
      contentEditable={isClosed}
      suppressContentEditableWarning
      spellCheck={false}
      translate="no"
      onCompositionEnd={(event) => {
        if (event.target !== event.currentTarget) return;
        dropWritten(event.currentTarget);
        if (event.data) props.takeText(event.data);
      }}
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a cell that takes the focus
      role="gridcell"
      data-cell={path}
      {...looksOf(props)}
      data-editing={editing ? '' : undefined}
      tabIndex={isCurrent && !editing ? 0 : -1}
      aria-colindex={props.column + 1}
      aria-selected={props.isSelected}
      aria-readonly={props.isReadOnly || undefined}
      aria-invalid={view.problem !== null}
      aria-label={messages.grid.cell(props.rowName, props.columnName, contentInWords(view, hasConflict))}
      aria-describedby={props.hasReason ? props.problemId : undefined}
    >
      {props.columnTitle !== null && (
        <span className={styles.columnTitle} aria-hidden="true" contentEditable={false}>
          <span>{props.columnTitle}</span>
          {props.given !== null && <span className={styles.given}>{props.given}</span>}
        </span>
      )}
      {editing && (
        <CellField
          editing={editing}
          label={fieldMessages.place(props.row, props.column)}
          isInvalid={view.problem !== null}
          problemId={props.hasReason ? props.problemId : undefined}
          typeText={props.typeText}
          finishEdit={props.finishEdit}
        />
      )}
      <CellContent {...props} isOpen={editing !== null} />
    </td>
  );
}

interface CellFieldProps {
  editing: Editing;
  label: string;
  isInvalid: boolean;
  problemId: string | undefined;
  typeText(text: string): void;
  finishEdit(to: null): void;
}

function CellField({ editing, label, isInvalid, problemId, typeText, finishEdit }: CellFieldProps) {
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
      aria-invalid={isInvalid}
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
