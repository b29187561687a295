'use client';

import { type KeyboardEvent, useId, useMemo, useState } from 'react';
import looks from '@/lib/questions/fields/fields.module.css';
import type { Evidence } from '@/lib/reading/evidence';
import { Button } from '@/lib/ui/button';
import { formatNumber } from '@/lib/ui/format-number';
import { ScrollRegion } from '@/lib/ui/scroll-region';
import { AttachEvidence } from '../evidence/attach-evidence';
import type { ExplorationProps } from '../exploration';
import { messages as explorationMessages } from '../messages';
import { formatTemperature, readTemperature } from '../temperature-lab/scale';
import { messages } from './messages';
import styles from './reader.module.css';
import { StepValues } from './step-values';
import {
  largestTemperature,
  leastTemperature,
  mostDraws,
  type ProgramRun,
  type ReadStep,
  readSettings,
  runProgram,
  type StepName,
} from './steps';
import { usePairState } from './use-pair-state';

/** What a step gives, in words. */
function resultInWords(outcomes: readonly string[], run: ProgramRun, name: StepName): string {
  const after = run.steps.find((step) => step.name === name)?.after;
  if (!after) return messages.result(run.drawn, outcomes[run.drawn] ?? '');
  return outcomes.map((outcome, index) => `${outcome} ${formatNumber(after[index] ?? 0, 3)}`).join(', ');
}

/** What a step shows, as evidence: its numbers before and after; at a draw also how often each letter came. */
function evidenceOf(
  outcomes: readonly string[],
  run: ProgramRun,
  { name, before, after }: ReadStep,
  [place, temperature]: [place: string, temperature: string],
): Evidence {
  const words = messages.steps[name];
  const draws = run.tally.reduce((sum, count) => sum + count, 0);
  const letter = outcomes[run.drawn] ?? '';
  const last = after ?? run.tally;
  return {
    title: messages.evidence(
      after ? words.title : messages.evidenceOfDraw(messages.draws(draws), run.drawn, letter),
      place,
      temperature,
    ),
    columns: [words.before, after ? words.after : messages.drawnSoFar],
    rows: outcomes.map((label, index) => ({ label, values: [before[index] ?? 0, last[index] ?? 0] })),
  };
}

/** The lines of the program with the values before and after each step, down to a letter that is drawn. */
export function CodeReader(props: ExplorationProps) {
  const { settings, seed, codeLines, pairFields, attach, announce } = props;
  const id = useId();
  const { outcomes, p, steps, lineOf } = useMemo(() => readSettings(settings), [settings]);
  const { reading, isAlone, canShare, move, readAlone } = usePairState(pairFields);
  const [typed, setTyped] = useState<string | null>(null);
  const temperature = Math.min(Math.max(reading.temperature, leastTemperature), largestTemperature);
  const draws = Math.min(Math.max(reading.draws, 1), mostDraws);
  const at = Math.min(Math.max(reading.step, 0), steps.length - 1);
  // The page renders on every key stroke of either partner, and there may be a thousand draws.
  const run = useMemo(() => runProgram(p, temperature, draws, seed), [p, temperature, draws, seed]);
  const name = steps[at] ?? 'log';
  const step = run.steps.find((one) => one.name === name) ?? run.steps[0];
  const line = lineOf(name);
  const place = messages.step(at + 1, steps.length);

  const go = (to: number) => {
    const next = steps[to];
    if (next === undefined) return;
    move({ step: to });
    const spokenPlace = messages.step(to + 1, steps.length);
    announce(messages.spoken(spokenPlace, messages.steps[next].title, resultInWords(outcomes, run, next)));
  };
  const drawAgain = () => {
    const next = Math.min(draws + 1, mostDraws);
    move({ draws: next });
    const { drawn } = runProgram(p, temperature, next, seed);
    announce(messages.result(drawn, outcomes[drawn] ?? ''));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target instanceof HTMLInputElement || event.ctrlKey || event.metaKey || event.altKey) return;
    const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    go(at + by);
  };
  const read = typed === null ? null : readTemperature(typed, explorationMessages.notPositive);
  const isOutside =
    read?.ok && (read.temperature < leastTemperature || read.temperature > largestTemperature);
  const problem = read && !read.ok ? read.message : isOutside ? messages.temperatureRange : null;
  const letter = outcomes[run.drawn] ?? '';
  const likeliest = outcomes[run.largest] ?? '';
  const counts = outcomes.map((outcome, index) => messages.count(outcome, run.tally[index] ?? 0)).join(', ');

  return (
    <fieldset className={styles.reader} onKeyDown={onKeyDown}>
      <legend className="sr-only">{messages.group}</legend>
      <ScrollRegion label={messages.code} className={styles.code}>
        <ol translate="no">
          {codeLines.map((html, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines of a printed program never move
            <li key={index} aria-current={index + 1 === line ? 'step' : undefined}>
              {/* biome-ignore lint/security/noDangerouslySetInnerHtml: the server's highlighter escapes the code. */}
              <code className={styles.line} dangerouslySetInnerHTML={{ __html: html }} />
            </li>
          ))}
        </ol>
      </ScrollRegion>
      <div className={styles.buttons}>
        <Button isDisabled={at === 0} onPress={() => go(at - 1)}>
          {messages.back}
        </Button>
        <Button isDisabled={at === steps.length - 1} onPress={() => go(at + 1)}>
          {messages.next}
        </Button>
        <span className={styles.place}>{place}</span>
        <span className={styles.note}>{messages.keys}</span>
      </div>
      <div>
        <h4 className={styles.title}>{messages.steps[name].title}</h4>
        <p className={styles.note}>{messages.steps[name].note}</p>
      </div>
      {step && <StepValues outcomes={outcomes} step={step} run={run} />}
      {(name === 'draw' || name === 'pick') && (
        <>
          <p>
            <strong>{messages.result(run.drawn, letter)}</strong>
            <span>
              {` ${run.drawn === run.largest ? messages.isLargest(likeliest) : messages.isNotLargest(likeliest)}`}
            </span>
          </p>
          <div className={styles.buttons}>
            <Button isDisabled={draws >= mostDraws} onPress={drawAgain}>
              {messages.again}
            </Button>
            <Button variant="quiet" isDisabled={draws === 1} onPress={() => move({ draws: 1 })}>
              {messages.reset}
            </Button>
          </div>
          <p className="tabular-nums">
            {[
              messages.tally(messages.draws(draws), counts),
              ...(draws >= mostDraws ? [messages.full] : []),
            ].join(' ')}
          </p>
        </>
      )}
      {step && (
        <AttachEvidence
          settings={settings}
          attach={attach}
          announce={announce}
          view={evidenceOf(outcomes, run, step, [place, formatTemperature(temperature)])}
        />
      )}
      <div className={styles.controls}>
        <div className="grid gap-1">
          <label htmlFor={`${id}-temperature`} className="text-sm font-medium">
            {messages.temperature}
          </label>
          <input
            id={`${id}-temperature`}
            className={`${looks.field} ${looks.number} ${looks.short}`}
            autoComplete="off"
            spellCheck={false}
            value={typed ?? formatTemperature(temperature)}
            aria-invalid={problem !== null}
            aria-describedby={problem === null ? undefined : `${id}-problem`}
            onChange={(event) => setTyped(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter') event.currentTarget.blur();
            }}
            onBlur={() => {
              if (read?.ok && !isOutside) move({ temperature: read.temperature });
              setTyped(null);
            }}
          />
        </div>
        {canShare && (
          <label className={styles.alone}>
            <input type="checkbox" checked={isAlone} onChange={(event) => readAlone(event.target.checked)} />
            <span>
              <span>{messages.alone}</span>
              <span className={styles.note}>{isAlone ? messages.aloneHelp : messages.shared}</span>
            </span>
          </label>
        )}
      </div>
      {problem !== null && (
        <p id={`${id}-problem`} className="text-sm text-caution">
          {problem}
        </p>
      )}
      <p className={styles.note}>{messages.generator}</p>
    </fieldset>
  );
}
