'use client';

import {
  type CSSProperties,
  type KeyboardEvent,
  type PointerEvent,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react';
import { setWeight, shareOut } from '@/lib/questions/fields/balance';
import looks from '@/lib/questions/fields/fields.module.css';
import { Button } from '@/lib/ui/button';
import { Notice } from '@/lib/ui/notice';
import { WithNames } from '@/lib/ui/verbatim';
import type { Stored } from '../exploration';
import styles from './lab.module.css';
import { listOfNames, messages } from './messages';

export type Level = 'low' | 'high';

export interface Prediction {
  level: Level;
  /** Whole percent by outcome; they add up to 100. */
  percents: number[];
}

interface PredictionFormProps {
  outcomes: readonly string[];
  /** The outcome that the question is about. */
  favourite: string;
  /** Whose turn it is at a screen that several share; null where one sits alone at it. */
  name: string | null;
  /** Those who share the screen and are not asked now. */
  others: readonly string[];
  /** Those at other screens who have predicted already. */
  waitsFor: readonly string[];
  /** Another person has just locked in, so that the focus moves here. */
  takesFocus: boolean;
  lockIn(prediction: Prediction): Promise<Stored>;
}

const step = 5;
const nothing: ReadonlySet<number> = new Set();

/** Asks for a guess, high or low and a sketch of the chances, before anything can be tried. */
export function PredictionForm({
  outcomes,
  favourite,
  name,
  others,
  waitsFor,
  takesFocus,
  lockIn,
}: PredictionFormProps) {
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  // The form of the person before had the focus, and is gone.
  useEffect(() => {
    if (takesFocus) heading.current?.focus();
  }, [takesFocus]);
  const [isSending, setIsSending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [level, setLevel] = useState<Level | null>(null);
  const [percents, setPercents] = useState(() =>
    shareOut(
      100,
      outcomes.map(() => 1),
    ),
  );
  const set = (index: number, wanted: number) => {
    setPercents((now) => setWeight(now, nothing, index, wanted));
  };
  const send = async (prediction: Prediction) => {
    setIsSending(true);
    const stored = await lockIn(prediction);
    setIsSending(false);
    setProblem(stored.ok ? null : stored.message);
  };
  const names = [name ?? '', ...others, ...waitsFor];
  return (
    <form
      className={styles.predict}
      aria-labelledby={`${id}-title`}
      onSubmit={(event) => {
        event.preventDefault();
        if (level && !isSending) void send({ level, percents });
      }}
    >
      <h4 id={`${id}-title`} tabIndex={-1} ref={heading} className={styles.heading}>
        {name === null ? (
          messages.predictTitle
        ) : (
          <WithNames text={messages.predictNext(name)} names={names} />
        )}
      </h4>
      {others.length > 0 && (
        <p>
          <WithNames text={messages.lookAway(listOfNames(others))} names={names} />
        </p>
      )}
      <p>{messages.predictLead(favourite)}</p>
      <div role="radiogroup" aria-labelledby={`${id}-title`} className={styles.levels}>
        {(['low', 'high'] as const).map((option) => (
          <label key={option} className={looks.option} data-chosen={level === option || undefined}>
            <input
              type="radio"
              name={`${id}-level`}
              checked={level === option}
              onChange={() => setLevel(option)}
            />
            <span>{option === 'low' ? messages.low : messages.high}</span>
          </label>
        ))}
      </div>
      <fieldset className={styles.sketch} aria-describedby={`${id}-bars`}>
        <legend className="text-sm font-medium">{messages.bars}</legend>
        <p id={`${id}-bars`} className="text-sm text-muted">
          {messages.barHelp}
        </p>
        <div className={styles.sketchBars}>
          {outcomes.map((outcome, index) => (
            <SketchBar
              key={outcome}
              outcome={outcome}
              percent={percents[index] ?? 0}
              set={(wanted) => set(index, wanted)}
            />
          ))}
        </div>
      </fieldset>
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" variant="primary" isDisabled={level === null} isPending={isSending}>
          {messages.lockIn}
        </Button>
        <p className="text-sm text-muted">{level === null ? messages.incomplete : messages.lockHelp}</p>
      </div>
      {waitsFor.length > 0 && (
        <p className="text-sm text-muted">
          <WithNames text={messages.partnerReady(listOfNames(waitsFor))} names={names} />
        </p>
      )}
      {problem !== null && <Notice tone="error" role="alert" title={problem} />}
    </form>
  );
}

interface SketchBarProps {
  outcome: string;
  percent: number;
  set(percent: number): void;
}

function SketchBar({ outcome, percent, set }: SketchBarProps) {
  const onKeyDown = (event: KeyboardEvent) => {
    const wanted: Record<string, number> = {
      ArrowUp: percent + step,
      ArrowRight: percent + step,
      ArrowDown: percent - step,
      ArrowLeft: percent - step,
      PageUp: percent + 4 * step,
      PageDown: percent - 4 * step,
      Home: 0,
      End: 100,
    };
    const next = wanted[event.key];
    if (next === undefined) return;
    event.preventDefault();
    set(next);
  };
  const drag = (event: PointerEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    set(Math.round((1 - (event.clientY - box.top) / box.height) * 100));
  };
  return (
    <div className={styles.sketchBar}>
      <span className={styles.percent}>{`${percent} %`}</span>
      <div
        role="slider"
        className={styles.track}
        style={{ '--share': percent / 100 } as CSSProperties}
        tabIndex={0}
        aria-orientation="vertical"
        aria-label={messages.barOf(outcome)}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
        aria-valuetext={`${percent} %`}
        onKeyDown={onKeyDown}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          drag(event);
        }}
        onPointerMove={(event) => {
          if (event.currentTarget.hasPointerCapture(event.pointerId)) drag(event);
        }}
      />
      <span className={styles.letter}>{outcome}</span>
    </div>
  );
}
