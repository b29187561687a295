import { type CSSProperties, useMemo, useState } from 'react';
import { formatPercent } from '@/lib/ui/format-number';
import { ScrollRegion } from '@/lib/ui/scroll-region';
import { messages } from './messages';
import { chanceOf, dependence, type Reader } from './model';
import styles from './trained.module.css';

interface DependenceTableProps {
  reader: Reader;
  words: readonly string[];
  target: string;
}

/** What becomes of the prediction when each word is replaced. Worked out once somebody opens it. */
export function DependenceTable(props: DependenceTableProps) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <details className={styles.twin} onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary>{messages.depends}</summary>
      {isOpen && <OpenTable {...props} />}
    </details>
  );
}

function OpenTable({ reader, words, target }: DependenceTableProps) {
  // Some 280 texts are read for it, so not on every key stroke on the page.
  const { rows, now } = useMemo(
    () => ({
      rows: dependence(reader, words, target),
      now: chanceOf(reader.corpus, reader.read(words), target),
    }),
    [reader, words, target],
  );
  const [most] = [...rows].sort((a, b) => a.mean - b.mean);
  return (
    <div className={styles.section}>
      <p className={styles.note}>{messages.dependsHelp(target)}</p>
      <p>
        <span>{messages.dependsNow(target, formatPercent(now, 1))}</span>
        {most && <strong>{` ${messages.dependsMost(most.word)}`}</strong>}
      </p>
      <ScrollRegion label={messages.depends} className={styles.scroller}>
        <table className={styles.rows}>
          <thead>
            <tr>
              <th scope="col">{messages.replaced}</th>
              <th scope="col">{messages.meanChance}</th>
              <th scope="col">{messages.lowestChance}</th>
            </tr>
          </thead>
          <tbody translate="no">
            {rows.map(({ word, mean, lowest }, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a word may occur twice; its place is its identity
              <tr key={place}>
                <th scope="row">{word}</th>
                {/* React's type of styles knows no custom properties. */}
                <td data-kind="mean" style={{ '--share': mean } as CSSProperties}>
                  <span>{formatPercent(mean)}</span>
                </td>
                <td className={styles.lowest}>
                  {messages.lowest(formatPercent(lowest.chance), lowest.word)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </div>
  );
}
