'use client';

import Link from 'next/link';
import { useId } from 'react';
import type { CardView } from '@/lib/results/card-view';
import { type ClassPlace, classAddress } from '@/lib/results/class-address';
import type { ClassFilter } from '@/lib/schemas/class-page';
import { count } from '@/lib/ui/count';
import { formatPoints } from '@/lib/ui/format-number';
import { useInBrowser } from '@/lib/ui/use-in-browser';
import { CommonAnswers, KnownIdeas, OptionShares } from './answer-counts';
import { HeatMap } from './heat-map';
import { WeightLines } from './weight-lines';

interface PartFiguresProps {
  sectionId: string;
  place: ClassPlace;
  card: CardView;
  /** All pairs of the assignment. */
  totalRows: number;
}

/** What a class did with one part, in figures that each lead to their pairs. */
export function PartFigures({ sectionId, place, card, totalRows }: PartFiguresProps) {
  const id = useId();
  const isInBrowser = useInBrowser();
  const { partId, done, unread, median, read, rightFirst, rightNow, answers, ideas, heat, options, weights } =
    card;
  const where = { sectionId, place, partId };
  const pairs = (amount: number, filter: ClassFilter, words: string) =>
    amount === 0 ? (
      words
    ) : (
      <Link
        href={classAddress(sectionId, { ...place, page: 1, filter: { partId, ...filter } })}
        prefetch={false}
        className="inline-block leading-6 pointer-coarse:leading-[2.75rem]"
      >
        {words}
      </Link>
    );
  return (
    <section
      aria-labelledby={id}
      className="mb-4 grid break-inside-avoid grid-cols-[minmax(0,1fr)] content-start gap-4 rounded-lg border border-line bg-surface p-5 print:break-inside-avoid print:border-0 print:p-0"
    >
      <header className="grid gap-1">
        <h3 id={id} className="font-sans text-lg font-bold">
          <span className="sr-only">Part </span>
          <span>{partId}</span>
          <span className="ms-2 font-normal text-muted">{card.questionTitle}</span>
        </h3>
        <p className="flex flex-wrap gap-x-5 text-sm tabular-nums">
          <span>
            {pairs(done, { figure: 'done' }, `${done} of ${count(totalRows, 'pair', 'pairs')} done`)}
          </span>
          <span>
            <span>right: </span>
            <span>{pairs(rightFirst, { figure: 'right-first' }, `${rightFirst} first`)}</span>
            <span aria-hidden="true"> → </span>
            <span>{pairs(rightNow, { figure: 'right-now' }, `${rightNow} now`)}</span>
          </span>
          {median !== null && (
            <span>
              <span>{`median ${formatPoints(median)} of ${formatPoints(card.points)}, of `}</span>
              <span>{pairs(read, { figure: 'read' }, count(read, 'pair', 'pairs'))}</span>
            </span>
          )}
          {unread > 0 && <span>{pairs(unread, { unread: true }, `${unread} to read`)}</span>}
        </p>
      </header>
      {isInBrowser && (
        <>
          {options && options.length > 0 && <OptionShares {...where} shares={options} />}
          {heat && done > 0 && <HeatMap sectionId={sectionId} place={place} partId={partId} heat={heat} />}
          {weights && weights.lines.length > 0 && <WeightLines sectionId={sectionId} weights={weights} />}
          {ideas.length > 0 && <KnownIdeas {...where} ideas={ideas} />}
          {!options && answers.length > 0 && <CommonAnswers {...where} answers={answers} />}
        </>
      )}
      {done === 0 && <p className="text-sm text-muted">Nobody has been graded here yet.</p>}
    </section>
  );
}
