'use client';

import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import looks from '@/lib/questions/fields/fields.module.css';
import { Button } from '@/lib/ui/button';
import { formatNumber } from '@/lib/ui/format-number';
import { Toolbar } from '@/lib/ui/toolbar';
import type { ExplorationProps } from '../exploration';
import { messages as explorationMessages } from '../messages';
import { readDistribution } from '../settings';
import { sharesInWords } from '../shares';
import { Identity } from './identity';
import styles from './lab.module.css';
import { messages } from './messages';
import { PredictionForm } from './prediction';
import { ResultBars } from './result-bars';
import { labView, stepNames } from './rows';
import {
  firstPosition,
  formatTemperature,
  lastPosition,
  positionOf,
  readTemperature,
  slide,
  temperatureAt,
} from './scale';
import { StepBars } from './step-bars';
import { StepTable } from './step-table';
import { usePrediction } from './use-prediction';

const presets = [0, 0.01, 0.1, 1, 10, 100, Infinity];
const ticks = [0.01, 0.1, 1, 10, 100];
/** At most one announcement in this time while the temperature changes. */
const announceMs = 500;

function presetName(temperature: number): string {
  if (temperature === 0) return messages.limitZero;
  return temperature === Infinity ? messages.limitInfinity : String(temperature);
}

/** What the temperature does to a distribution, step by step; a prediction is asked for first. */
export function TemperatureLab(props: ExplorationProps) {
  const { settings, parts, shared, share, announce } = props;
  const id = useId();
  const { outcomes, p } = readDistribution(settings);
  const { prediction, isReadOnly, lockIn } = usePrediction(parts, outcomes);
  const temperature = shared.temperature ?? 1;
  const [typed, setTyped] = useState<string | null>(null);
  const read = typed === null ? null : readTemperature(typed, explorationMessages.notPositive);
  const slider = useRef<HTMLInputElement>(null);
  const hasJustPredicted = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  // A lab that is gone must not announce a temperature.
  useEffect(() => () => clearTimeout(timer.current), []);
  // The form that had the focus is gone, so the focus moves to the slider that it opened.
  useEffect(() => {
    if (prediction === null || !hasJustPredicted.current) return;
    hasJustPredicted.current = false;
    slider.current?.focus();
  }, [prediction]);

  const isBeyond =
    temperatureAt(positionOf(temperature)) !== temperature && (temperature < 0.01 || temperature > 100);
  const view = labView(outcomes, p, temperature);
  const spoken = (now: number) =>
    messages.valueText(formatTemperature(now), sharesInWords(outcomes, labView(outcomes, p, now).result));
  const set = (next: number, says: boolean) => {
    share('temperature', next);
    if (!says) return;
    clearTimeout(timer.current);
    timer.current = setTimeout(() => announce(spoken(next)), announceMs);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const next = slide(positionOf(temperature), event.key);
    if (next === null) return;
    event.preventDefault();
    setTyped(null);
    set(temperatureAt(next), false);
  };

  return (
    <div className={styles.lab}>
      {prediction === null && !isReadOnly ? (
        <PredictionForm
          outcomes={outcomes}
          favourite={outcomes[p.indexOf(Math.max(...p))] ?? ''}
          lockIn={(made) => {
            hasJustPredicted.current = true;
            lockIn(made);
          }}
        />
      ) : (
        <>
          <div className={styles.control}>
            <label htmlFor={`${id}-slider`} className="font-medium">
              {messages.temperature}{' '}
              <output className={styles.now}>
                T {temperature === 0 || temperature === Infinity ? '' : '= '}
                {formatTemperature(temperature)}
              </output>
            </label>
            <input
              ref={slider}
              id={`${id}-slider`}
              type="range"
              className={styles.slider}
              min={firstPosition}
              max={lastPosition}
              step={1}
              value={positionOf(temperature)}
              aria-valuetext={spoken(temperature)}
              onChange={(event) => {
                setTyped(null);
                set(temperatureAt(Number(event.target.value)), false);
              }}
              onKeyDown={onKeyDown}
            />
            <div className={styles.ticks} aria-hidden="true">
              <span className={styles.limit} style={{ insetInlineStart: '0%' }}>
                → 0
              </span>
              {ticks.map((tick) => (
                <span key={tick} style={{ insetInlineStart: `${(positionOf(tick) / lastPosition) * 100}%` }}>
                  {tick}
                </span>
              ))}
              <span className={styles.limit} style={{ insetInlineStart: '100%' }}>
                → ∞
              </span>
            </div>
            <div className={styles.exact}>
              <div className="grid gap-1">
                <label htmlFor={`${id}-field`} className="text-sm font-medium">
                  {messages.field}
                </label>
                <input
                  id={`${id}-field`}
                  className={`${looks.field} ${looks.number}`}
                  autoComplete="off"
                  spellCheck={false}
                  value={
                    typed ??
                    (Number.isFinite(temperature)
                      ? formatTemperature(temperature || 0).replace('→ ', '')
                      : '∞')
                  }
                  aria-invalid={read?.ok === false}
                  aria-describedby={`${id}-field-help`}
                  onChange={(event) => {
                    setTyped(event.target.value);
                    const next = readTemperature(event.target.value, explorationMessages.notPositive);
                    if (next.ok) set(next.temperature, true);
                  }}
                  onBlur={() => {
                    if (read?.ok) setTyped(null);
                  }}
                />
              </div>
              <Toolbar aria-label={messages.presets}>
                {presets.map((preset) => (
                  <Button
                    key={preset}
                    size="small"
                    aria-pressed={temperature === preset}
                    onPress={() => {
                      setTyped(null);
                      set(preset, true);
                    }}
                  >
                    {presetName(preset)}
                  </Button>
                ))}
              </Toolbar>
            </div>
            <p
              id={`${id}-field-help`}
              className={read?.ok === false ? 'text-sm text-caution' : 'text-sm text-muted'}
            >
              {read?.ok === false ? read.message : isBeyond ? messages.outOfRange : messages.fieldHelp}
            </p>
          </div>

          <ResultBars
            outcomes={outcomes}
            result={view.result}
            predicted={prediction?.percents.map((percent) => percent / 100) ?? []}
          />
          {prediction && (
            <p className={styles.predicted}>
              {messages.predicted(
                prediction.level === 'low' ? messages.low : messages.high,
                sharesInWords(
                  outcomes,
                  prediction.percents.map((percent) => percent / 100),
                  0,
                ),
              )}
            </p>
          )}
          <p className="tabular-nums">
            {messages.entropy(formatNumber(view.entropy, 3), formatNumber(view.maxEntropy, 3))}
          </p>

          <h4 className={styles.heading}>{messages.steps}</h4>
          <div className={styles.steps}>
            {stepNames.map((step) => (
              <StepBars key={step} step={step} rows={view.rows} />
            ))}
          </div>
          <p className="text-sm text-muted">
            {temperature === 0
              ? messages.limitNote.zero
              : temperature === Infinity
                ? messages.limitNote.infinity
                : messages.exponentialNote}
          </p>
          <StepTable rows={view.rows} />
          <Identity outcomes={outcomes} p={p} temperature={temperature} result={view.result} />
        </>
      )}
    </div>
  );
}
