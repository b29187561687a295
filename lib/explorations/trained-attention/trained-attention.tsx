'use client';

import { useCallback, useId, useMemo, useState } from 'react';
import { Button } from '@/lib/ui/button';
import { formatPercent } from '@/lib/ui/format-number';
import { useIsPrinting } from '@/lib/ui/use-is-printing';
import type { ExplorationProps } from '../exploration';
import { AboutModel } from './about-model';
import { checkpointSteps } from './checkpoint';
import { DependenceTable } from './dependence-table';
import { LastRowTable, type RowSeries } from './last-row-table';
import { Maps } from './maps';
import { messages } from './messages';
import { chanceOf, lastRows, likeliest, makeReader, type Reading } from './model';
import { NextWords } from './next-words';
import type { TrainedHere } from './own-training';
import { largestDifference, mapOfFields, twoLargest, wholeLastRow } from './pair-row';
import { readSettings } from './settings';
import { storedModels } from './stored-models';
import { TrainYourself } from './train-yourself';
import styles from './trained.module.css';
import { type ShownModel, useModel } from './use-model';

const steps = [0, ...checkpointSteps];
const lastPosition = steps.length - 1;
const shownPredictions = 5;
const storedNames = Object.keys(storedModels) as (keyof typeof storedModels)[];

/** "“planning” 49 % and …": a word with its weight. */
function shareOf(words: readonly string[], row: readonly number[], place: number): string {
  return messages.share(words[place] ?? '', formatPercent(row[place] ?? 0));
}

/** Where the last row looks on the mean of the heads, in a sentence. */
function looksInWords(words: readonly string[], reading: Reading): string {
  const { mean } = lastRows(reading);
  const most = twoLargest(mean);
  if (most === null) return messages.equally;
  const say = reading.heads.length > 1 ? messages.looksMost : messages.headLooksMost;
  return say(shareOf(words, mean, most[0]), shareOf(words, mean, most[1]));
}

/** A small real transformer beside what the pair predicted: its maps at every stage of its training. */
export function TrainedAttention({ settings, after }: ExplorationProps) {
  const id = useId();
  const asked = useMemo(() => readSettings(settings), [settings]);
  const [shown, setShown] = useState<ShownModel>(asked.model);
  const [own, setOwn] = useState<TrainedHere | null>(null);
  const [words, setWords] = useState<readonly string[]>(asked.words);
  const waitsFor = after[asked.untrainedAfter ?? '']?.state === 'open' ? asked.untrainedAfter : null;
  const first = waitsFor === null ? 0 : 1;
  const [position, setPosition] = useState(waitsFor === null ? 0 : lastPosition);
  // Paper holds one picture, and the trained model is the one to take along.
  const isPrinting = useIsPrinting();
  const wanted = steps[isPrinting ? lastPosition : Math.max(position, first)] ?? 0;
  const { corpus, heads, checkpoints, hasFailed, loadWay, retry } = useModel(shown, own, wanted);

  const { target } = asked;
  const known = words.every((word) => corpus.vocabulary.includes(word));
  const read = known ? words : asked.words;
  const isChanged = read.some((word, place) => word !== asked.words[place]);
  // What is not here yet, or cannot be loaded, is not shown as something else.
  const step = checkpoints.has(wanted) ? wanted : null;
  const weights = step === null ? undefined : checkpoints.get(step);
  const reader = useMemo(
    () => (weights ? makeReader(corpus, heads, weights) : null),
    [corpus, heads, weights],
  );
  const reading = useMemo(() => reader?.read(read) ?? null, [reader, read]);
  const yours = useMemo(() => mapOfFields(after[asked.part ?? '']?.fields ?? {}), [after, asked.part]);

  const chance = reading && formatPercent(chanceOf(corpus, reading, target), 1);
  const choose = useCallback((next: ShownModel) => {
    setShown(next);
    setPosition(lastPosition);
  }, []);
  const resetWords = useCallback(() => setWords(asked.words), [asked]);
  const compare = useCallback(
    (model: TrainedHere) => {
      setOwn(model);
      choose('own');
    },
    [choose],
  );
  return (
    <div className={styles.root} data-prints="">
      <div className={styles.choices}>
        <label>
          <span>{messages.model}</span>
          <select
            className={styles.select}
            value={shown}
            onChange={(event) => {
              const next = [...storedNames, 'own' as const].find((name) => name === event.target.value);
              if (next) choose(next);
            }}
          >
            {storedNames.map((name) => (
              <option key={name} value={name}>
                {messages.models[name]}
              </option>
            ))}
            {own && <option value="own">{messages.models.own}</option>}
          </select>
        </label>
        <p className={styles.note}>{messages.notes[shown]}</p>
      </div>
      <div className={styles.control}>
        <label htmlFor={`${id}-slider`} className="font-medium">
          <span>{`${messages.training} `}</span>
          <output className={styles.now}>{messages.step(wanted)}</output>
        </label>
        <input
          id={`${id}-slider`}
          type="range"
          className={styles.slider}
          min={first}
          max={lastPosition}
          step={1}
          value={Math.max(position, first)}
          aria-valuetext={
            reading && chance ? spoken(read, reading, wanted, target, chance) : messages.loading
          }
          onPointerEnter={loadWay}
          onFocus={loadWay}
          onChange={(event) => {
            loadWay();
            setPosition(Number(event.target.value));
          }}
        />
        <div className={styles.ticks} aria-hidden="true" translate="no">
          {steps.slice(first).map((tick) => (
            <span key={tick}>{tick}</span>
          ))}
        </div>
        {waitsFor !== null && <p className={styles.note}>{messages.untrainedLater(waitsFor)}</p>}
      </div>
      {hasFailed && (
        <div role="alert" className={styles.buttons}>
          <p>{messages.failed}</p>
          <Button onPress={retry}>{messages.retry}</Button>
        </div>
      )}
      {reading && reader ? (
        <>
          <p className={styles.chance}>
            <span>{messages.chance(target)}</span>
            <strong translate="no">{chance}</strong>
          </p>
          <LastRow
            words={read}
            reading={reading}
            yours={isChanged ? null : wholeLastRow(yours)}
            isChanged={isChanged}
          />
          <NextWords
            vocabulary={corpus.vocabulary}
            words={read}
            isChanged={isChanged}
            likeliest={likeliest(corpus, reading, shownPredictions)}
            onChange={setWords}
            onReset={resetWords}
          />
          <DependenceTable reader={reader} words={read} target={target} />
          <Maps words={read} reading={reading} yours={isChanged ? null : yours} />
        </>
      ) : (
        !hasFailed && (
          <p role="status" className={styles.note}>
            {messages.loading}
          </p>
        )
      )}
      <TrainYourself onTrained={compare} />
      <AboutModel corpus={corpus} />
    </div>
  );
}

function spoken(words: readonly string[], reading: Reading, step: number, target: string, chance: string) {
  return messages.valueText(step, target, chance, looksInWords(words, reading));
}

interface LastRowProps {
  words: readonly string[];
  reading: Reading;
  /** null where the pair has no whole row for these words. */
  yours: readonly number[] | null;
  isChanged: boolean;
}

/** The last row of each head beside the pair's, as numbers with bars and as a sentence. */
function LastRow({ words, reading, yours, isChanged }: LastRowProps) {
  const { heads, mean } = lastRows(reading);
  const series: RowSeries[] = [
    ...(yours ? [{ name: messages.yours, kind: 'yours' as const, weights: yours }] : []),
    ...(heads.length > 1 ? [{ name: messages.mean, kind: 'mean' as const, weights: mean }] : []),
    ...heads.map((weights, head) => ({ name: messages.head(head + 1), kind: 'head' as const, weights })),
  ];
  const gap = yours && largestDifference(yours, mean);
  return (
    <div className={styles.section}>
      <LastRowTable words={words} series={series} />
      <p className={styles.sentence}>
        <span>{looksInWords(words, reading)}</span>
        {yours && gap !== null && (
          <span>
            {` ${messages.difference(
              words[gap] ?? '',
              formatPercent(yours[gap] ?? 0),
              formatPercent(mean[gap] ?? 0),
            )}`}
          </span>
        )}
        {!yours && <span>{` ${isChanged ? messages.otherWords : messages.noRow}`}</span>}
      </p>
    </div>
  );
}
