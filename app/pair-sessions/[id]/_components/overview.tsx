'use client';

import { formatPoints } from '@/lib/ui/format-number';
import { messages } from '../messages';
import { usePair } from './pair-context';
import { partState, scoreSoFar } from './part-slice';
import styles from './worksheet.module.css';

const signs = {
  open: '',
  drafted: '·',
  correct: '✓',
  partial: '◐',
  incorrect: '✗',
  'needs-review': '◌',
  revealed: '↻',
  handedIn: '●',
} as const;

/** Every part with its state, and what counts so far; a way to jump to each. */
export function Overview({ partIds }: { partIds: readonly string[] }) {
  const { view } = usePair().state;
  const { earned, total, isProvisional } = scoreSoFar(view);
  return (
    <nav aria-label={messages.page.parts} className={styles.overview}>
      <ol>
        {view.parts.map(({ id, isScored }) => {
          if (!partIds.includes(id)) return null;
          const state = partState(view, id);
          return (
            <li key={id} data-practice={isScored ? undefined : ''}>
              <a
                href={`#part-${id}`}
                data-state={state}
                aria-label={messages.page.toPart(id, messages.states[state])}
              >
                <span>{id}</span>
                <span aria-hidden="true">{signs[state]}</span>
              </a>
            </li>
          );
        })}
      </ol>
      <p className={styles.total}>
        {messages.page.total(formatPoints(earned), formatPoints(total))}
        {isProvisional && <span className={styles.aside}> {messages.page.waitingForReview}</span>}
      </p>
    </nav>
  );
}
