'use client';

import Link from 'next/link';
import { lazy, Suspense, useState } from 'react';
import type { CardView } from '@/lib/results/card-view';
import { count } from '@/lib/ui/count';
import { formatNumber } from '@/lib/ui/format-number';
import { ScrollRegion } from '@/lib/ui/scroll-region';
import styles from './cards.module.css';

/** Model and weights come over only once somebody opens them. */
const ModelBeside = lazy(() => import('./model-beside'));

/** As small as a phone shows it, so that the words stay readable there. */
const width = 400;
const height = 190;
const inset = { left: 30, right: 26, top: 10, bottom: 42 };

/** The weights of each pair as a line over the words, and the same as a table with the pairs' names. */
export function WeightLines({
  sectionId,
  weights,
}: {
  sectionId: string;
  weights: NonNullable<CardView['weights']>;
}) {
  const [isOpen, setIsOpen] = useState(false);
  const [isModelOpen, setIsModelOpen] = useState(false);
  const { words, lines } = weights;
  const x = (at: number) =>
    inset.left + (at * (width - inset.left - inset.right)) / Math.max(1, words.length - 1);
  const y = (weight: number) => height - inset.bottom - weight * (height - inset.top - inset.bottom);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-2">
      <h4 className="text-base font-semibold">{`Weights of ${count(lines.length, 'pair', 'pairs')}`}</h4>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        className={styles.lines}
        role="img"
        aria-label={`A line for each of ${lines.length} pairs over ${words.join(', ')}. The table below has the numbers.`}
      >
        {[0, 0.5, 1].map((weight) => (
          <g key={weight}>
            <line x1={inset.left} x2={width - inset.right} y1={y(weight)} y2={y(weight)} />
            <text x={inset.left - 6} y={y(weight) + 4} textAnchor="end">
              {formatNumber(weight)}
            </text>
          </g>
        ))}
        {words.map((word, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a word may stand twice in a sentence
          <text key={at} x={x(at)} y={height - (at % 2 === 0 ? 24 : 8)} textAnchor="middle">
            {word}
          </text>
        ))}
        {lines.map(([pairSessionId, , own]) => (
          <polyline
            key={pairSessionId}
            points={own.flatMap((weight, at) => (weight === null ? [] : [`${x(at)},${y(weight)}`])).join(' ')}
          />
        ))}
      </svg>
      {weights.model !== null && (
        <details onToggle={({ currentTarget }) => setIsModelOpen(currentTarget.open)}>
          <summary className="min-h-9 cursor-pointer text-sm font-medium text-accent">
            Beside a trained model
          </summary>
          {isModelOpen && (
            <Suspense fallback={<p className="text-sm text-muted">Loading the model …</p>}>
              <ModelBeside weights={weights} />
            </Suspense>
          )}
        </details>
      )}
      {/* The table is made when somebody asks for it: it is as long as the class. */}
      <details onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}>
        <summary className="min-h-9 cursor-pointer text-sm font-medium text-accent">As a table</summary>
        {isOpen && (
          <ScrollRegion label="Weights as a table" className="max-w-full overflow-x-auto">
            <table className={styles.counts}>
              <thead>
                <tr>
                  <th scope="col">Pair</th>
                  {words.map((word, at) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: a word may stand twice in a sentence
                    <th key={at} scope="col" className={styles.count}>
                      {word}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {lines.map(([pairSessionId, names, own]) => (
                  <tr key={pairSessionId}>
                    <th scope="row">
                      <Link
                        href={`/sections/${sectionId}/results/${pairSessionId}`}
                        prefetch={false}
                        translate="no"
                      >
                        {names}
                      </Link>
                    </th>
                    {own.map((weight, at) => (
                      // biome-ignore lint/suspicious/noArrayIndexKey: a weight is where it stands
                      <td key={at} className={styles.count}>
                        {weight === null ? '–' : formatNumber(weight, 2)}
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </ScrollRegion>
        )}
      </details>
    </div>
  );
}
