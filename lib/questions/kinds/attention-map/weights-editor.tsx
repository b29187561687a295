'use client';

import { type CSSProperties, type KeyboardEvent, type PointerEvent, useId, useRef, useState } from 'react';
import { Button } from '@/lib/ui/button';
import { setWeight, shareOut, stepWeight } from '../../fields/balance';
import styles from './map.module.css';
import { messages } from './messages';

interface WeightsEditorProps {
  title: string;
  words: readonly string[];
  /** Whole percent, one for each word that the row can see. */
  percents: readonly number[];
  isReadOnly: boolean;
  /** Whether to offer the same weight for every word. */
  hasEqual: boolean;
  partnerAt(column: number): string | undefined;
  /** New weights while they change; `isDone` once the person lets go. */
  change(percents: readonly number[]): void;
  clear(): void;
  /** Saves what has changed. */
  settle(): void;
  onFocus(column: number): void;
  announce(message: string): void;
}

const smallStep = 5;
const largeStep = 20;

/** One row of weights as vertical bars that always add up to 100; words can be locked. One Tab stop. */
export function WeightsEditor(props: WeightsEditorProps) {
  const { title, words, percents, isReadOnly, change, settle, announce } = props;
  const id = useId();
  const [current, setCurrent] = useState(percents.length - 1);
  const [locked, setLocked] = useState<ReadonlySet<number>>(new Set());
  const bars = useRef<(HTMLDivElement | null)[]>([]);
  const place = Math.min(current, percents.length - 1);

  const mayChange = (index: number) => {
    if (locked.has(index) && !isReadOnly) announce(messages.locked(words[index] ?? ''));
    return !isReadOnly && !locked.has(index);
  };
  const set = (index: number, wanted: number) => {
    if (mayChange(index)) change(setWeight(percents, locked, index, wanted));
  };
  const step = (index: number, by: number) => {
    if (mayChange(index)) change(stepWeight(percents, locked, index, by));
  };
  const toggleLock = (index: number) => {
    const next = new Set(locked);
    if (!next.delete(index)) next.add(index);
    setLocked(next);
    const word = words[index] ?? '';
    announce(next.has(index) ? messages.locked(word) : messages.unlocked(word));
  };
  const goTo = (index: number) => {
    const next = Math.min(Math.max(index, 0), percents.length - 1);
    setCurrent(next);
    bars.current[next]?.focus();
  };

  const onKeyDown = (event: KeyboardEvent, index: number) => {
    if (isReadOnly && !event.key.startsWith('Arrow')) return;
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const size = event.shiftKey ? largeStep : smallStep;
    switch (event.key) {
      case 'ArrowUp':
        step(index, size);
        break;
      case 'ArrowDown':
        step(index, -size);
        break;
      case 'PageUp':
        step(index, largeStep);
        break;
      case 'PageDown':
        step(index, -largeStep);
        break;
      case 'Home':
        set(index, 0);
        break;
      case 'End':
        set(index, 100);
        break;
      case 'ArrowLeft':
        goTo(index - 1);
        break;
      case 'ArrowRight':
        goTo(index + 1);
        break;
      case 'l':
      case 'L':
        toggleLock(index);
        break;
      default:
        return;
    }
    event.preventDefault();
  };

  const drag = (event: PointerEvent<HTMLDivElement>, index: number) => {
    const box = event.currentTarget.getBoundingClientRect();
    const share = 1 - (event.clientY - box.top) / box.height;
    set(index, Math.round(share * 100));
  };

  return (
    // biome-ignore lint/a11y/useSemanticElements: the title is a heading of its own
    <div
      role="group"
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-help`}
      className={styles.editor}
    >
      <h4 id={`${id}-title`} className={styles.title}>
        {title}
      </h4>
      {!isReadOnly && (
        <p id={`${id}-help`} className={styles.note}>
          <span className={styles.keysHelp}>{messages.weightsHelp}</span>
          <span className={styles.touchHelp}>{messages.weightsTouchHelp}</span>
        </p>
      )}
      <div className={styles.bars}>
        {percents.map((percent, index) => {
          const word = words[index] ?? '';
          const isLocked = locked.has(index);
          const partner = props.partnerAt(index);
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a word may occur twice; its place is its identity
            <div key={index} className={styles.bar} data-partner={partner ? '' : undefined}>
              <span className={styles.percent}>{percent}</span>
              <div
                ref={(element) => {
                  bars.current[index] = element;
                }}
                role="slider"
                className={styles.track}
                style={{ '--share': percent / 100 } as CSSProperties}
                tabIndex={index === place ? 0 : -1}
                aria-orientation="vertical"
                aria-label={messages.weight(word)}
                aria-valuemin={0}
                aria-valuemax={100}
                aria-valuenow={percent}
                aria-valuetext={messages.weightValue(percent, isLocked)}
                aria-readonly={isReadOnly || undefined}
                onKeyDown={(event) => onKeyDown(event, index)}
                onFocus={() => {
                  setCurrent(index);
                  props.onFocus(index);
                }}
                onBlur={settle}
                onPointerDown={(event) => {
                  if (isReadOnly) return;
                  event.currentTarget.setPointerCapture(event.pointerId);
                  drag(event, index);
                }}
                onPointerMove={(event) => {
                  if (event.currentTarget.hasPointerCapture(event.pointerId)) drag(event, index);
                }}
                onPointerUp={settle}
              />
              <span className={styles.word}>{word}</span>
              {!isReadOnly && (
                <button
                  type="button"
                  tabIndex={-1}
                  className={styles.lock}
                  aria-pressed={isLocked}
                  aria-label={messages.lock(word)}
                  onClick={() => toggleLock(index)}
                >
                  <LockIcon isClosed={isLocked} />
                </button>
              )}
            </div>
          );
        })}
      </div>
      {!isReadOnly && (
        <div className="flex flex-wrap gap-2 print:hidden">
          {props.hasEqual && (
            <Button
              size="small"
              onPress={() => {
                change(
                  shareOut(
                    100,
                    percents.map(() => 1),
                  ),
                );
                settle();
              }}
            >
              {messages.equal}
            </Button>
          )}
          <Button variant={props.hasEqual ? 'quiet' : 'secondary'} size="small" onPress={props.clear}>
            {messages.clearRow}
          </Button>
        </div>
      )}
    </div>
  );
}

function LockIcon({ isClosed }: { isClosed: boolean }) {
  return (
    <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <rect
        x="3"
        y="7"
        width="10"
        height="7"
        rx="1.5"
        fill={isClosed ? 'currentColor' : 'none'}
        stroke="currentColor"
        strokeWidth="1.5"
      />
      <path
        d={isClosed ? 'M5 7V5a3 3 0 0 1 6 0v2' : 'M5 7V4.5a3 3 0 0 1 5.8-1'}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeLinecap="round"
      />
    </svg>
  );
}
