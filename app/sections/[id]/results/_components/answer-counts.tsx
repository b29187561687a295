'use client';

import Link from 'next/link';
import type { CardView } from '@/lib/results/card-view';
import { type ClassPlace, classAddress } from '@/lib/results/class-address';
import type { ClassFilter, PartCard, WhenTried } from '@/lib/schemas/class-page';
import styles from './cards.module.css';

interface Where {
  sectionId: string;
  place: ClassPlace;
  partId: string;
}

const times = [
  ['first', 'First'],
  ['ever', 'Ever'],
  ['now', 'Now'],
] as const;

/** A number of pairs that shows these pairs in the table; nothing to press where there are none. */
function PairCount({
  where: { sectionId, place },
  filter,
  pairs,
  what,
}: {
  where: Where;
  filter: ClassFilter;
  pairs: number;
  what: string;
}) {
  if (pairs === 0) return <span className="text-muted">0</span>;
  return (
    <Link
      href={classAddress(sectionId, { ...place, page: 1, filter })}
      prefetch={false}
      aria-label={`${pairs} ${pairs === 1 ? 'pair' : 'pairs'}: ${what}`}
    >
      {pairs}
    </Link>
  );
}

function CountsHead({ what }: { what: string }) {
  return (
    <thead>
      <tr>
        <th scope="col">{what}</th>
        {times.map(([time, label]) => (
          <th key={time} scope="col" className={styles.count}>
            {label}
          </th>
        ))}
      </tr>
    </thead>
  );
}

function Counts({
  where,
  counts,
  what,
  filterAt,
}: {
  where: Where;
  counts: Record<WhenTried, number>;
  what: string;
  filterAt(when: WhenTried): ClassFilter;
}) {
  return times.map(([time, label]) => (
    <td key={time} className={styles.count}>
      <PairCount
        where={where}
        filter={filterAt(time)}
        pairs={counts[time]}
        what={`${label.toLowerCase()}, ${what}`}
      />
    </td>
  ));
}

/** The most common answers, by the pairs that gave them first, ever and now. */
export function CommonAnswers({ answers, ...where }: Where & { answers: CardView['answers'] }) {
  const { partId } = where;
  return (
    <table className={styles.counts}>
      <caption className="sr-only">{`The most common answers to ${partId}`}</caption>
      <CountsHead what="Common answers" />
      <tbody>
        {answers.map(({ answer, text, isRight, ...counts }) => {
          return (
            <tr key={answer}>
              <th scope="row">
                <span className={styles.answer}>
                  {isRight && <span className="font-medium text-correct">✓ right: </span>}
                  <span translate="no">{text}</span>
                </span>
              </th>
              <Counts
                where={where}
                counts={counts}
                what={text.slice(0, 40)}
                filterAt={(when) => ({ partId, answer, when })}
              />
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** Known ideas and mistakes, over all answers that show them. */
export function KnownIdeas({ ideas, ...where }: Where & { ideas: PartCard['ideas'] }) {
  const { partId } = where;
  return (
    <table className={styles.counts}>
      <caption className="sr-only">{`Known ideas in ${partId}`}</caption>
      <CountsHead what="Known ideas" />
      <tbody>
        {ideas.map(({ code, message, ...counts }) => {
          // An idea that a later revision of the worksheet no longer knows has no sentence.
          const name = message ?? 'an idea that is no longer known';
          return (
            <tr key={code}>
              <th scope="row">
                <span>{name}</span>
              </th>
              <Counts
                where={where}
                counts={counts}
                what={name}
                filterAt={(when) => ({ partId, idea: code, when })}
              />
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** The options of a choice as bars: the first answers hatched, what counts now filled. */
export function OptionShares({ shares, ...where }: Where & { shares: NonNullable<PartCard['options']> }) {
  const { partId } = where;
  const most = Math.max(1, ...shares.flatMap(({ first, now }) => [first, now]));
  return (
    <table className={styles.counts}>
      <caption className="sr-only">{`How often each option of ${partId} was chosen`}</caption>
      <thead>
        <tr>
          <th scope="col">Option</th>
          <th scope="col" className={styles.count}>
            First
          </th>
          <th scope="col" className={styles.count}>
            Now
          </th>
          <th scope="col" className="w-2/5 max-sm:hidden">
            First, now
          </th>
        </tr>
      </thead>
      <tbody>
        {shares.map((share) => (
          <tr key={share.id}>
            <th scope="row">
              {share.isRight && <span className="font-medium text-correct">✓ right: </span>}
              <span>{share.label}</span>
            </th>
            {(['first', 'now'] as const).map((time) => (
              <td key={time} className={styles.count}>
                <PairCount
                  where={where}
                  filter={{ partId, answer: share.answer, when: time }}
                  pairs={share[time]}
                  what={`${time}, ${share.label}`}
                />
              </td>
            ))}
            <td aria-hidden="true" className="max-sm:hidden">
              <span
                className={styles.bar}
                data-first=""
                style={{ inlineSize: `${(100 * share.first) / most}%` }}
              />
              <span className={styles.bar} style={{ inlineSize: `${(100 * share.now) / most}%` }} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
