'use client';

import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { cellOfPath, cellPath } from '@/lib/pairing/field-path';
import { readNumber } from '@/lib/reading/number';
import type { Json } from '@/lib/schemas/json';
import type { FieldView } from '@/lib/schemas/pair-view';
import { formatPercent } from '@/lib/ui/format-number';
import { shareOut } from '../../fields/balance';
import { ConflictList } from '../../fields/conflict-list';
import { fieldText, keyMember } from '../../fields/field-text';
import looks from '../../fields/fields.module.css';
import { useLiveText } from '../../fields/live-text';
import { messages as fieldMessages } from '../../fields/messages';
import { ModelResponse } from '../../fields/model-response';
import { subjectNames } from '../../fields/subject';
import { SubjectText } from '../../fields/subject-text';
import { WritingField } from '../../fields/writing-field';
import type { WidgetProps } from '../../widget';
import { FocusWords } from './focus-words';
import styles from './map.module.css';
import { MapTable } from './map-table';
import { messages } from './messages';
import type { AttentionMapSpec } from './spec';
import { weightPath } from './weight-path';
import { WeightsEditor } from './weights-editor';

/** Key strokes and drags within this time are saved as one edit. */
const settleMs = 300;
const longestReason = 4000;

function numbers(value: Json | undefined): number[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'number') : [];
}

/** What the reason is asked with: the author's question once everything that it speaks of is there. */
function reasonLabel({ spec, fields, said }: WidgetProps<AttentionMapSpec>): ReactNode {
  if (typeof spec.reason === 'boolean') return messages.reason;
  const { ask } = spec.reason;
  const words = numbers(fields.focus?.value).map((index) => spec.words[index] ?? '');
  const all: WidgetProps['said'] = { ...said, focus: words };
  const isWhole = subjectNames(ask).every((name) => (all[name] ?? []).length > 0);
  return isWhole ? <SubjectText question={ask} said={all} /> : messages.reason;
}

/** A predicted attention map: weights that normalise themselves, focus words and a reason. */
export function AttentionMapWidget(props: WidgetProps<AttentionMapSpec>) {
  const { spec, fields, conflicts, revealedKey, isReadOnly, comparison, partnerAt, commit } = props;
  const { words, targets } = spec;
  const id = useId();
  const [announce, liveRegion] = useLiveText();
  const [row, setRow] = useState(spec.rows?.at(-1) ?? words.length - 1);
  /** Weights that are being changed and not yet saved. */
  const [moving, setMoving] = useState<readonly number[] | null>(null);
  /** The same for handlers that run before the next render, such as a button that changes and saves at once. */
  const unsaved = useRef<readonly number[] | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const save = useRef<() => void>(() => {});

  const weightIn = (field: FieldView | undefined) => {
    const read = readNumber(fieldText(field), spec.reading);
    return read.ok ? read.value : null;
  };
  const saved = words.map((_, from) => words.map((_word, to) => weightIn(fields[weightPath(from, to)])));
  const compared = comparison?.fields;
  const savedRow = (saved[row] ?? []).slice(0, row + 1);
  const percents =
    moving ??
    (savedRow.every((weight) => weight === null || weight === 0)
      ? savedRow.map(() => 0)
      : shareOut(
          100,
          savedRow.map((weight) => Math.max(weight ?? 0, 0)),
        ));
  const shown = saved.map((weights, from) =>
    from === row && moving ? weights.map((_, to) => (to <= row ? (moving[to] ?? 0) / 100 : null)) : weights,
  );
  const target = targets?.[row] ?? null;
  const word = words[row] ?? '';

  save.current = () => {
    clearTimeout(timer.current);
    const percentsToSave = unsaved.current;
    if (!percentsToSave) return;
    commit(percentsToSave.map((percent, to) => ({ path: weightPath(row, to), value: `${percent / 100}` })));
    unsaved.current = null;
    setMoving(null);
  };
  // Saves a change that is still under way when the widget unmounts.
  useEffect(() => () => save.current(), []);

  const change = (next: readonly number[]) => {
    unsaved.current = next;
    setMoving(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => save.current(), settleMs);
  };
  const clear = () => {
    clearTimeout(timer.current);
    unsaved.current = null;
    setMoving(null);
    commit(savedRow.map((_, to) => ({ path: weightPath(row, to), value: '' })));
  };
  const shares = percents
    .map((percent, to) => ({ percent, word: words[to] ?? '' }))
    .filter(({ percent }) => percent > 0)
    .sort((a, b) => b.percent - a.percent)
    .map((share) => messages.share(share.word, formatPercent(share.percent / 100)));

  const keyWeights = keyMember(revealedKey, 'weights');
  const keyReason = keyMember(revealedKey, 'reason');
  const labelOf = (path: string) => {
    if (path === 'focus') return messages.focusTitle;
    if (path === 'reason') return messages.reason;
    return fieldMessages.place(...cellOfPath(path));
  };

  return (
    <div className={styles.widget}>
      <div className={styles.maps}>
        <MapTable
          title={messages.mapTitle}
          note={messages.mapHelp}
          words={words}
          targets={targets}
          weights={shown}
          currentRow={row}
          onChooseRow={(next) => {
            save.current();
            setRow(next);
          }}
        />
        {comparison && compared && (
          <MapTable
            title={messages.compareTitle(comparison.partId)}
            note={messages.compareHelp}
            words={words}
            targets={targets}
            weights={words.map((_, from) => words.map((_word, to) => weightIn(compared[cellPath(from, to)])))}
            onlyRow={row}
          />
        )}
        {comparison && !compared && !isReadOnly && (
          <div className={styles.locked}>
            <p className={styles.title}>{messages.compareLocked(comparison.partId)}</p>
            <p className={styles.note}>{messages.compareLockedHelp(comparison.partId)}</p>
          </div>
        )}
        {Array.isArray(keyWeights) && (
          <div data-solution="">
            <MapTable
              title={messages.exampleKey}
              note={messages.exampleHelp}
              words={words}
              targets={targets}
              weights={keyWeights.map(numbers)}
            />
          </div>
        )}
      </div>
      {!isReadOnly && words.length > 1 && (
        <div className={styles.rowChoice}>
          <label htmlFor={`${id}-row`}>{messages.row}</label>
          <select
            id={`${id}-row`}
            className={looks.field}
            value={row}
            onChange={(event) => {
              save.current();
              setRow(Number(event.target.value));
            }}
          >
            {words.map((from, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a word may occur twice; its place is its identity
              <option key={index} value={index}>
                {messages.rowOption(
                  index,
                  from,
                  targets?.[index] ?? null,
                  !spec.rows || spec.rows.includes(index),
                )}
              </option>
            ))}
          </select>
        </div>
      )}
      <WeightsEditor
        key={row}
        title={messages.weightsTitle(word, target)}
        words={words}
        percents={percents}
        isReadOnly={isReadOnly}
        // Equal weights are what the compared part asks for.
        hasEqual={comparison === null || comparison.fields !== null}
        partnerAt={(column) => partnerAt[weightPath(row, column)]}
        change={change}
        clear={clear}
        settle={() => save.current()}
        onFocus={(column) => props.focus(weightPath(row, column))}
        announce={announce}
      />
      <p className={styles.sentence}>{messages.sentence(word, shares)}</p>
      {spec.focus && (
        <FocusWords
          words={words}
          chosen={numbers(fields.focus?.value)}
          most={spec.focus.max}
          isReadOnly={isReadOnly}
          keyWords={revealedKey === null ? null : numbers(keyMember(revealedKey, 'focus'))}
          change={(chosen) => commit([{ path: 'focus', value: chosen }])}
          onFocus={() => props.focus('focus')}
          onLeave={() => props.focus(null)}
        />
      )}
      {spec.reason && (
        <WritingField
          label={reasonLabel(props)}
          placeholder={messages.reasonHelp}
          text={fieldText(fields.reason)}
          rows={3}
          maxLength={longestReason}
          isReadOnly={isReadOnly}
          partner={partnerAt.reason}
          partnerCaret={props.partnerCarets.reason}
          describedBy={props.describedBy}
          onDraft={(value) => props.draft({ path: 'reason', value })}
          onCommit={(value) => props.commit([{ path: 'reason', value }])}
          onFocus={() => {
            props.joinText('reason');
            props.focus('reason');
          }}
          onCaret={(index) => props.focus('reason', index)}
          onLeave={() => props.focus(null)}
        />
      )}
      {typeof keyReason === 'string' && <ModelResponse text={keyReason} />}
      <ConflictList
        conflicts={conflicts}
        labelOf={labelOf}
        show={(value) =>
          Array.isArray(value)
            ? numbers(value)
                .map((index) => words[index] ?? '')
                .join(', ')
            : String(value)
        }
        resolve={props.resolve}
      />
      {liveRegion}
    </div>
  );
}
