'use client';

import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import looks from '@/lib/questions/fields/fields.module.css';
import { Button } from '@/lib/ui/button';
import { formatNumber, formatPercent } from '@/lib/ui/format-number';
import { Notice } from '@/lib/ui/notice';
import { Toolbar } from '@/lib/ui/toolbar';
import { WithNames } from '@/lib/ui/verbatim';
import type { ExplorationProps } from '../exploration';
import { messages as explorationMessages } from '../messages';
import { readDistribution } from '../settings';
import { sharesInWords } from '../shares';
import { GapFigure } from './gap-figure';
import { Identity } from './identity';
import styles from './lab.module.css';
import { listOfNames, messages } from './messages';
import { type Prediction, PredictionForm } from './prediction';
import { ResultBars } from './result-bars';
import { labView } from './rows';
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
import { predictionIn, responsesOf } from './stored-prediction';
import { type Truth, truthAt } from './truth';

const presets = [0, 0.01, 0.1, 1, 10, 100, Infinity];
const barSteps = ['probability', 'exponential', 'result'] as const;
const ticks = [0.01, 0.1, 1, 10, 100];
/** At most one announcement in this time while the temperature changes. */
const announceMs = 500;

function presetName(temperature: number): string {
  if (temperature === 0) return messages.limitZero;
  return temperature === Infinity ? messages.limitInfinity : String(temperature);
}

/** "T = 0.05", "T → 0". */
function equationOf(temperature: number): string {
  return `T ${temperature === 0 || temperature === Infinity ? '' : '= '}${formatTemperature(temperature)}`;
}

/** What the temperature does to a distribution, step by step; a prediction is asked for first. */
export function TemperatureLab(props: ExplorationProps) {
  const { settings, people, predict, shared, share, announce } = props;
  const id = useId();
  const { outcomes, p } = readDistribution(settings);
  const favourite = outcomes[p.indexOf(Math.max(...p))] ?? '';
  const yours = people.filter(({ isYours }) => isYours);
  const next = predict && yours.find(({ hasPredicted }) => !hasPredicted);
  const temperature = shared.temperature ?? 1;
  const [typed, setTyped] = useState<string | null>(null);
  const read = typed === null ? null : readTemperature(typed, explorationMessages.notPositive);
  const slider = useRef<HTMLInputElement>(null);
  const [hasJustPredicted, setHasJustPredicted] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  // A lab that is gone must not announce a temperature.
  useEffect(() => () => clearTimeout(timer.current), []);
  // The form that had the focus is gone, so the focus moves to the slider that it opened.
  const isOpen = !next;
  useEffect(() => {
    if (!isOpen || !hasJustPredicted) return;
    setHasJustPredicted(false);
    slider.current?.focus();
  }, [isOpen, hasJustPredicted]);

  const isBeyond =
    temperatureAt(positionOf(temperature)) !== temperature && (temperature < 0.01 || temperature > 100);
  const view = labView(outcomes, p, temperature);
  const predicted = people.flatMap((person) => {
    const prediction = predictionIn(person.responses);
    const who = person.isYours && yours.length === 1 ? messages.you : person.name;
    return prediction ? [{ seatId: person.seatId, who, prediction }] : [];
  });
  const truth = truthAt(p, view.result, temperature);
  const truthTitle =
    truth &&
    messages.truthTitle[truth](
      favourite,
      formatPercent(view.result[outcomes.indexOf(favourite)] ?? 0, 1),
      equationOf(temperature),
    );
  // Said once where the lab comes to show it, not at each step of the slider.
  const told = truth !== null && predicted.length > 0 ? truth : null;
  const wasTold = useRef<typeof truth>(null);
  useEffect(() => {
    if (told !== null && told !== wasTold.current && truthTitle) announce(truthTitle);
    wasTold.current = told;
  }, [told, truthTitle, announce]);
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
      {next ? (
        <PredictionForm
          key={next.seatId}
          outcomes={outcomes}
          favourite={favourite}
          name={yours.length > 1 ? next.name : null}
          others={yours.filter((one) => one !== next).map(({ name }) => name)}
          waitsFor={people
            .filter(({ isYours, hasPredicted }) => !isYours && hasPredicted)
            .map(({ name }) => name)}
          takesFocus={hasJustPredicted}
          lockIn={async (made) => {
            const stored = await predict(next.seatId, responsesOf(made));
            if (stored.ok) setHasJustPredicted(true);
            return stored;
          }}
        />
      ) : (
        <>
          <div className={styles.control}>
            <label htmlFor={`${id}-slider`} className="font-medium">
              <span>{`${messages.temperature} `}</span>
              <output translate="no" className={styles.now}>
                {equationOf(temperature)}
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
            predicted={predicted.map(({ prediction }) => prediction.percents.map((percent) => percent / 100))}
          />
          <Predictions
            outcomes={outcomes}
            favourite={favourite}
            predicted={predicted}
            missing={people.filter(({ hasPredicted }) => !hasPredicted).map(({ name }) => name)}
            truth={truth}
            truthTitle={truthTitle}
          />
          <p className="tabular-nums">
            {messages.entropy(formatNumber(view.entropy, 3), formatNumber(view.maxEntropy, 3))}
          </p>

          <h4 className={styles.heading}>{messages.steps}</h4>
          <GapFigure outcomes={outcomes} p={p} temperature={temperature} />
          <div className={styles.steps}>
            {barSteps.map((step) => (
              <StepBars key={step} step={step} rows={view.rows} />
            ))}
          </div>
          {temperature === 0 && <p className="text-sm text-muted">{messages.limitNote.zero}</p>}
          {temperature === Infinity && <p className="text-sm text-muted">{messages.limitNote.infinity}</p>}
          <StepTable rows={view.rows} />
          <Identity outcomes={outcomes} p={p} temperature={temperature} result={view.result} />
        </>
      )}
    </div>
  );
}

interface PredictionsProps {
  outcomes: readonly string[];
  favourite: string;
  predicted: readonly { seatId: string; who: string; prediction: Prediction }[];
  /** Names of those who have not predicted. */
  missing: readonly string[];
  truth: Truth | null;
  truthTitle: string | null;
}

/** What each person predicted, and, where the lab shows what they predicted about, what is true. */
function Predictions({ outcomes, favourite, predicted, missing, truth, truthTitle }: PredictionsProps) {
  if (predicted.length === 0) return null;
  const names = [...predicted.map(({ who }) => who), ...missing].filter((name) => name !== messages.you);
  const about = (level: Prediction['level'], who: string) => {
    if (truth === 'low') return messages.truth.low[level](who);
    return level === 'high' ? messages.truth.high(who) : null;
  };
  return (
    <div className={styles.predictions}>
      <ul className={styles.predicted}>
        {predicted.map(({ seatId, who, prediction: { level, percents } }, person) => (
          <li key={seatId}>
            <span aria-hidden="true" className={styles.swatch} data-person={person} />
            <WithNames
              text={messages.predicted(
                who,
                level === 'low' ? messages.low : messages.high,
                sharesInWords(
                  outcomes,
                  percents.map((percent) => percent / 100),
                  0,
                ),
              )}
              names={names}
            />
          </li>
        ))}
        {missing.length > 0 && (
          <li>
            <span />
            <WithNames text={messages.partnerMissing(listOfNames(missing))} names={names} />
          </li>
        )}
      </ul>
      {truthTitle ? (
        <Notice tone="info" role="note" title={truthTitle}>
          {predicted.map(({ seatId, who, prediction: { level } }) => {
            const sentence = about(level, who);
            return (
              sentence && (
                <p key={seatId}>
                  <WithNames text={sentence} names={names} />
                </p>
              )
            );
          })}
        </Notice>
      ) : (
        <p className="text-sm font-medium">{messages.lookFor(favourite)}</p>
      )}
    </div>
  );
}
