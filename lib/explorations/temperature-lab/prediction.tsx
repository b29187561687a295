'use client';

import { type CSSProperties, type KeyboardEvent, type PointerEvent, useId, useState } from 'react';
import { setWeight, shareOut } from '@/lib/questions/fields/balance';
import looks from '@/lib/questions/fields/fields.module.css';
import { Button } from '@/lib/ui/button';
import styles from './lab.module.css';
import { messages } from './messages';

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
  lockIn(prediction: Prediction): void;
}

const step = 5;
const nothing: ReadonlySet<number> = new Set();

/** Asks for a guess, high or low and a sketch of the chances, before anything can be tried. */
export function PredictionForm({ outcomes, favourite, lockIn }: PredictionFormProps) {
  const id = useId();
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
  return (
    <form
      className={styles.predict}
      aria-labelledby={`${id}-title`}
      onSubmit={(event) => {
        event.preventDefault();
        if (level) lockIn({ level, percents });
      }}
    >
      <h4 id={`${id}-title`} className={styles.heading}>
        {messages.predictTitle}
      </h4>
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
        <Button type="submit" variant="primary" isDisabled={level === null}>
          {messages.lockIn}
        </Button>
        <p className="text-sm text-muted">{level === null ? messages.incomplete : messages.lockHelp}</p>
      </div>
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
      <span className={styles.percent}>{percent} %</span>
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
