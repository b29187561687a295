'use client';

import Link from 'next/link';
import { type KeyboardEvent, useId, useState } from 'react';
import { tint } from '@/lib/questions/fields/tint';
import { type ClassPlace, classAddress } from '@/lib/results/class-address';
import type { PartCard } from '@/lib/schemas/class-page';
import { count } from '@/lib/ui/count';
import { ScrollRegion } from '@/lib/ui/scroll-region';
import styles from './cards.module.css';

interface HeatMapProps {
  sectionId: string;
  place: ClassPlace;
  partId: string;
  heat: NonNullable<PartCard['heat']>;
}

const steps: Readonly<Record<string, readonly [row: number, column: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

function countTo(amount: number): number[] {
  return Array.from({ length: amount }, (_, at) => at);
}

/**
 * How many pairs had each cell wrong, as a table of numbers with a tint: first, or in what counts now. A press on a cell
 * shows its pairs. One Tab stop, arrow keys inside.
 */
export function HeatMap({ sectionId, place, partId, heat }: HeatMapProps) {
  const id = useId();
  const [time, setTime] = useState<'first' | 'now'>('first');
  const [at, setAt] = useState<readonly [row: number, column: number]>([0, 0]);
  const wrong = heat[time];
  const most = Math.max(1, ...wrong);

  const move = (event: KeyboardEvent<HTMLTableElement>) => {
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    const row = Math.min(Math.max(at[0] + step[0], 0), heat.rows - 1);
    const column = Math.min(Math.max(at[1] + step[1], 0), heat.columns - 1);
    setAt([row, column]);
    event.currentTarget.querySelector<HTMLElement>(`[data-cell="${row} ${column}"]`)?.focus();
  };

  return (
    <div className="grid justify-items-start gap-2">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <h4 id={`${id}-title`} className="text-base font-semibold">
          Wrong cells
        </h4>
        <fieldset className="flex gap-1 print:hidden">
          <legend className="sr-only">Which answers</legend>
          {(['first', 'now'] as const).map((one) => (
            <label key={one} className={styles.choice}>
              <input
                type="radio"
                name={`${id}-time`}
                className="sr-only"
                checked={time === one}
                onChange={() => setTime(one)}
              />
              <span>{one === 'first' ? 'First' : 'Now'}</span>
            </label>
          ))}
        </fieldset>
        <p className="text-sm text-muted">
          {time === 'first' ? 'Pairs whose first entry was wrong' : 'Pairs that have it wrong in what counts'}
        </p>
      </div>
      <ScrollRegion label={`Wrong cells of ${partId}`} className="max-w-full overflow-x-auto">
        {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose cells are reached by arrow keys is a grid */}
        <table role="grid" aria-labelledby={`${id}-title`} className={styles.heat} onKeyDown={move}>
          <thead>
            <tr>
              <td />
              {countTo(heat.columns).map((column) => (
                <th key={column} scope="col">
                  {column + 1}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {countTo(heat.rows).map((row) => (
              <tr key={row}>
                <th scope="row">{row + 1}</th>
                {countTo(heat.columns).map((column) => {
                  const cell = row * heat.columns + column;
                  const pairs = wrong[cell] ?? 0;
                  return (
                    <td key={column} style={tint(pairs / most)}>
                      <Link
                        href={classAddress(sectionId, {
                          ...place,
                          page: 1,
                          filter: { partId, cell, when: time },
                        })}
                        prefetch={false}
                        data-cell={`${row} ${column}`}
                        tabIndex={at[0] === row && at[1] === column ? 0 : -1}
                        onFocus={() => setAt([row, column])}
                        aria-label={`Row ${row + 1}, column ${column + 1}: wrong for ${count(pairs, 'pair', 'pairs')}`}
                      >
                        {pairs === 0 ? '·' : pairs}
                      </Link>
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </div>
  );
}
