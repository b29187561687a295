'use client';

import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from 'react';
import { type NumberRules, readNumber } from '@/lib/reading/number';
import type { FieldVerdict } from '@/lib/schemas/grading';
import { messages } from '@/lib/ui/messages';
import { VerdictMark } from '@/lib/ui/verdict-mark';
import type { WidgetProps } from '../widget';
import looks from './fields.module.css';
import { PartnerTag } from './partner-tag';
import { useEarlyText } from './use-early-text';

interface NumberFieldProps {
  label: ReactNode;
  /** The label is read but not seen. */
  isLabelHidden?: boolean;
  text: string;
  verdict: FieldVerdict | undefined;
  reading: NumberRules;
  unit?: string;
  isReadOnly: boolean;
  /** Who else is in this field. */
  partner: string | undefined;
  /** What they are typing and have not saved. */
  partnerTyping: string | undefined;
  verdictHelp: WidgetProps['verdictHelp'];
  /** Shown below the field while nothing is wrong with it. */
  help?: string;
  describedBy?: string | undefined;
  onDraft(text: string): void;
  onCommit(text: string): void;
  onFocus(): void;
  onLeave(): void;
}

/** A text field for one number: says while typing whether it can be read, and shows the server's verdict. */
export function NumberField(props: NumberFieldProps) {
  const { label, text, verdict, reading, unit, isReadOnly, partner, describedBy } = props;
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [isTyping, setIsTyping] = useState(false);
  useEarlyText(field, text, props.onDraft);
  const read = readNumber(text, reading);
  // Half a number is no mistake while it is being typed.
  const isWaiting = !read.ok && (read.code === 'empty' || (isTyping && read.code === 'incomplete'));
  const unreadable = read.ok || isWaiting ? null : read.message;
  const help = verdict === undefined || isTyping ? undefined : props.verdictHelp[verdict];
  const problem = unreadable ?? help ?? null;

  const commit = () => {
    setIsTyping(false);
    props.onCommit(text.trim());
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault();
      commit();
    }
  };

  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className={props.isLabelHidden ? 'sr-only' : 'text-sm font-medium'}>
        {label}
      </label>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <input
          ref={field}
          id={id}
          className={`${looks.field} ${looks.number}`}
          inputMode="text"
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          value={text}
          readOnly={isReadOnly}
          data-verdict={unreadable ? 'invalid' : verdict}
          aria-invalid={unreadable !== null}
          aria-describedby={
            [problem ? `${id}-problem` : props.help ? `${id}-help` : '', describedBy ?? '']
              .filter(Boolean)
              .join(' ') || undefined
          }
          onChange={(event) => {
            setIsTyping(true);
            props.onDraft(event.target.value);
          }}
          // Noted from the start, so that what the partner writes from now on conflicts and is not put in between.
          onCompositionStart={() => props.onDraft(text)}
          onKeyDown={onKeyDown}
          onFocus={props.onFocus}
          onBlur={() => {
            if (!isReadOnly) commit();
            props.onLeave();
          }}
        />
        {unit && <span className="text-muted">{unit}</span>}
        {verdict && verdict !== 'blank' && !unreadable && (
          <VerdictMark verdict={verdict} label={messages.verdict.field[verdict]} />
        )}
        {partner && <PartnerTag name={partner} />}
        {partner && props.partnerTyping !== undefined && props.partnerTyping !== text && (
          <span translate="no" className="text-muted italic">
            {props.partnerTyping}
          </span>
        )}
      </div>
      {props.help && !problem && !isReadOnly && (
        <p id={`${id}-help`} className="text-sm text-muted print:hidden">
          {props.help}
        </p>
      )}
      {problem && (
        <p id={`${id}-problem`} className="text-sm text-caution">
          {problem}
        </p>
      )}
    </div>
  );
}
