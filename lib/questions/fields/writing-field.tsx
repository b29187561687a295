'use client';

import { type ReactNode, useId, useLayoutEffect, useRef } from 'react';
import { readEvidence, writeEvidence } from '@/lib/reading/evidence';
import { caretAfterEdit } from './caret-after-edit';
import { EvidenceViews } from './evidence-views';
import looks from './fields.module.css';
import { messages } from './messages';
import { PartnerCaret } from './partner-caret';
import { PartnerTag } from './partner-tag';
import { useComposition } from './use-composition';
import { useEarlyText } from './use-early-text';

interface WritingFieldProps {
  label: ReactNode;
  /** Stands between the label and the text. */
  note?: ReactNode;
  text: string;
  rows: number;
  maxLength: number;
  placeholder?: string;
  isReadOnly: boolean;
  partner: string | undefined;
  /** Index of the character after the partner's caret. */
  partnerCaret: number | undefined;
  describedBy?: string | undefined;
  onDraft(text: string): void;
  onCommit(text: string): void;
  onFocus(): void;
  /** The caret was moved to before this index. */
  onCaret(index: number): void;
  onLeave(): void;
}

/** A text field that grows with what is written, with a count of characters; below it the evidence behind the text. */
export function WritingField(props: WritingFieldProps) {
  const { label, note, rows, maxLength, isReadOnly, partner } = props;
  const { prose: written, views } = readEvidence(props.text);
  const draft = (prose: string) => props.onDraft(writeEvidence({ prose, views }));
  const composition = useComposition(written);
  const text = composition.shown;
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const caret = useRef(0);
  const over = text.length - maxLength;
  useEarlyText(field, written, draft);
  /** The text after this person's last key stroke; a different one came from the partner. */
  const typed = useRef(text);

  // Before paint, so that the caret never jumps in sight when the partner's text comes in.
  useLayoutEffect(() => {
    const area = field.current;
    if (!area || text === typed.current) return;
    const moved = caretAfterEdit(typed.current, text, caret.current);
    typed.current = text;
    caret.current = moved;
    // The browser puts the caret at the end of a text that changes under it.
    if (document.activeElement === area) area.setSelectionRange(moved, moved);
  }, [text]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the height follows the text
  useLayoutEffect(() => {
    const area = field.current;
    // CSS lets the field grow in browsers that know field-sizing.
    if (!area || CSS.supports('field-sizing', 'content')) return;
    area.style.height = 'auto';
    area.style.height = `${area.scrollHeight + 2}px`;
  }, [text]);

  const noteTyped = (area: HTMLTextAreaElement) => {
    typed.current = area.value;
    caret.current = area.selectionStart;
  };
  const endComposition = (area: HTMLTextAreaElement): string => {
    noteTyped(area);
    const merged = composition.end(area.value);
    draft(merged);
    return merged;
  };

  return (
    <div className="grid gap-1.5 print:break-inside-avoid">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <label htmlFor={id} className="text-sm font-medium">
          {label}
        </label>
        {partner && <PartnerTag name={partner} />}
      </div>
      {note && (
        <p id={`${id}-note`} className="text-sm text-muted">
          {note}
        </p>
      )}
      <div className={looks.writingBox}>
        <textarea
          ref={field}
          id={id}
          className={`${looks.field} ${looks.writing}`}
          style={{ minHeight: `calc(${rows}lh + 1.5rem)` }}
          rows={rows}
          autoComplete="off"
          value={text}
          placeholder={props.placeholder}
          readOnly={isReadOnly}
          aria-invalid={over > 0}
          data-empty={text === '' || undefined}
          aria-describedby={[note ? `${id}-note` : '', `${id}-count`, props.describedBy ?? '']
            .filter(Boolean)
            .join(' ')}
          onChange={(event) => {
            noteTyped(event.target);
            if (composition.isComposing()) return composition.change(event.target.value);
            draft(event.target.value);
            props.onCaret(caret.current);
          }}
          onCompositionStart={composition.start}
          onCompositionEnd={(event) => {
            if (composition.isComposing()) endComposition(event.currentTarget);
          }}
          onSelect={(event) => {
            if (composition.isComposing()) return;
            caret.current = event.currentTarget.selectionStart;
            props.onCaret(caret.current);
          }}
          onFocus={(event) => {
            props.onFocus();
            props.onCaret(event.target.selectionStart);
          }}
          onBlur={(event) => {
            const prose = composition.isComposing() ? endComposition(event.target) : event.target.value;
            if (!isReadOnly) props.onCommit(writeEvidence({ prose, views }));
            props.onLeave();
          }}
        />
        {partner && props.partnerCaret !== undefined && (
          <PartnerCaret field={field} text={text} index={props.partnerCaret} name={partner} />
        )}
      </div>
      <p id={`${id}-count`} className="text-xs text-muted tabular-nums print:hidden">
        {over > 0 ? (
          <span className="text-caution">{messages.writing.tooLong(over)}</span>
        ) : (
          messages.writing.left(text.length, maxLength)
        )}
      </p>
      <EvidenceViews
        views={views}
        onRemove={
          isReadOnly
            ? null
            : (index) => {
                props.onCommit(writeEvidence({ prose: text, views: views.toSpliced(index, 1) }));
                // The pressed button is gone.
                field.current?.focus();
              }
        }
      />
    </div>
  );
}
