'use client';

import { type KeyboardEvent, useId, useMemo, useRef, useState } from 'react';
import looks from '@/lib/questions/fields/fields.module.css';
import type { Evidence } from '@/lib/reading/evidence';
import { rescaleByTemperature } from '@/lib/reference/temperature';
import { Button } from '@/lib/ui/button';
import { formatNumber } from '@/lib/ui/format-number';
import { AttachEvidence } from '../evidence/attach-evidence';
import type { ExplorationProps } from '../exploration';
import { messages as explorationMessages } from '../messages';
import { readDistribution } from '../settings';
import { formatTemperature, readTemperature } from '../temperature-lab/scale';
import styles from './bench.module.css';
import { messages } from './messages';
import { mostDraws, type Sample, sampleOf, type Tally } from './tally';
import { TallyBars } from './tally-bars';
import { TallyTable } from './tally-table';

const amounts = [1, 10, 1000];

function tallyText({ label, seen, expected, band }: Tally): string {
  return messages.tally(label, `${seen}`, formatNumber(expected, 0), formatNumber(band, 0));
}

function summaryOf(sample: Sample): string {
  return messages.summary(messages.total(sample.draws), sample.tallies.map(tallyText).join('; '));
}

function evidenceOf({ draws, tallies }: Sample, temperature: number, seed: string): Evidence {
  return {
    title: messages.evidence(messages.total(draws), formatTemperature(temperature), seed),
    columns: [messages.drawn, messages.expected, messages.band],
    rows: tallies.map(({ label, seen, expected, band }) => ({ label, values: [seen, expected, band] })),
  };
}

/** Draws from the rescaled chances with a seed that both devices share, and compares with what is expected. */
export function SamplingBench(props: ExplorationProps) {
  const { settings, shared, share, attach, announce } = props;
  const id = useId();
  const { outcomes, p } = useMemo(() => readDistribution(settings), [settings]);
  const recorded = Array.isArray(settings.recorded)
    ? settings.recorded.filter((draw) => typeof draw === 'number')
    : [];
  const temperature = shared.temperature ?? 1;
  const [seed, setSeed] = useState(props.seed.slice(0, 8));
  const [draws, setDraws] = useState(0);
  const [typed, setTyped] = useState<string | null>(null);
  const seedField = useRef<HTMLInputElement>(null);
  const read = typed === null ? null : readTemperature(typed, explorationMessages.notPositive);
  const chances = useMemo(() => rescaleByTemperature(p, temperature), [p, temperature]);
  // The page renders on every key stroke of either partner, and a sample may have 100,000 draws.
  const sample = useMemo(() => sampleOf(outcomes, chances, draws, seed), [outcomes, chances, draws, seed]);

  const draw = (amount: number) => {
    const next = Math.min(draws + amount, mostDraws);
    setDraws(next);
    announce(summaryOf(sampleOf(outcomes, chances, next, seed)));
  };
  const reset = () => {
    setDraws(0);
    announce(messages.none);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target instanceof HTMLInputElement || event.ctrlKey || event.metaKey || event.altKey) return;
    const key = event.key.toLowerCase();
    if (key === 'r') reset();
    else if (key === 's') {
      event.preventDefault();
      seedField.current?.focus();
      seedField.current?.select();
    }
  };

  return (
    <fieldset className={styles.bench} onKeyDown={onKeyDown}>
      <legend className="sr-only">{messages.group}</legend>
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
            value={typed ?? formatTemperature(temperature).replace('→ ', '')}
            aria-invalid={read?.ok === false}
            aria-describedby={read?.ok === false ? `${id}-problem` : undefined}
            onChange={(event) => {
              setTyped(event.target.value);
              const next = readTemperature(event.target.value, explorationMessages.notPositive);
              if (next.ok) share('temperature', next.temperature);
            }}
            onBlur={() => setTyped(null)}
          />
        </div>
        <div className="grid gap-1">
          <label htmlFor={`${id}-seed`} className="text-sm font-medium">
            {messages.seed}
          </label>
          <input
            id={`${id}-seed`}
            ref={seedField}
            className={`${looks.field} ${looks.number}`}
            autoComplete="off"
            spellCheck={false}
            maxLength={40}
            value={seed}
            aria-describedby={`${id}-seed-help`}
            onChange={(event) => setSeed(event.target.value)}
          />
        </div>
        <p id={`${id}-seed-help`} className="text-sm text-muted">
          {messages.seedHelp}
        </p>
      </div>
      {read?.ok === false && (
        <p id={`${id}-problem`} className="text-sm text-caution">
          {read.message}
        </p>
      )}
      <div className="flex flex-wrap gap-2">
        {amounts.map((amount) => (
          <Button key={amount} isDisabled={draws + amount > mostDraws} onPress={() => draw(amount)}>
            {messages.draw(amount.toLocaleString('en'))}
          </Button>
        ))}
        <Button variant="quiet" isDisabled={draws === 0} onPress={reset}>
          {messages.reset}
        </Button>
      </div>
      <p className="tabular-nums">
        {[
          draws === 0 ? messages.none : messages.total(draws),
          ...(draws >= mostDraws ? [messages.full] : []),
        ].join(' ')}
      </p>
      <TallyBars sample={sample} />
      {draws > 0 && (
        <p className={styles.last}>
          <span className="text-muted">{`${messages.last}: `}</span>
          <span translate="no" className="font-mono">
            {sample.last.map((index) => outcomes[index]).join(' ')}
          </span>
        </p>
      )}
      <p className="text-sm text-muted">{messages.bandHelp}</p>
      <TallyTable sample={sample} />
      {draws > 0 && (
        <AttachEvidence
          settings={settings}
          attach={attach}
          announce={announce}
          view={evidenceOf(sample, temperature, seed)}
        />
      )}
      {recorded.length > 0 && (
        <p className="text-sm text-muted">
          <span>{`${messages.recorded}: `}</span>
          <span translate="no" className="font-mono">
            {recorded.map((index) => outcomes[index] ?? '?').join(' ')}
          </span>
        </p>
      )}
    </fieldset>
  );
}
