'use client';

import { useId, useState } from 'react';
import { goToPart } from '@/lib/client/go-to';
import { nameOfSeat } from '@/lib/client/pair-state';
import { requestsOf } from '@/lib/pairing/next-thing';
import { partProgress } from '@/lib/pairing/part-progress';
import { Button } from '@/lib/ui/button';
import { formatPoints } from '@/lib/ui/format-number';
import { Toolbar } from '@/lib/ui/toolbar';
import { messages } from '../messages';
import { asideLook } from './aside-look';
import styles from './dock.module.css';
import { usePair } from './pair-context';
import { scoreSoFar } from './part-slice';

const signs = {
  open: '○',
  drafted: '·',
  ready: '…',
  correct: '✓',
  partial: '◐',
  incorrect: '✗',
  'needs-review': '◌',
} as const;

/** Every part with what its last check said, and what counts so far; a way to jump to each. */
export function DockParts({ partIds }: { partIds: readonly string[] }) {
  const id = useId();
  const { view } = usePair().state;
  const [isOpen, setIsOpen] = useState(false);
  const { earned, total, isProvisional, waitingIds, uncounted } = scoreSoFar(view);
  const asked = new Map(requestsOf(view).map(({ partId, by }) => [partId, nameOfSeat(view, by)]));
  const parts = view.parts
    .filter((part) => partIds.includes(part.id))
    .map((part) => ({ ...part, ...partProgress(view, part.id) }));
  const scored = parts.filter(({ isScored }) => isScored);
  return (
    <nav
      aria-label={messages.page.parts}
      className={styles.parts}
      onKeyDown={({ key }) => {
        if (key === 'Escape') setIsOpen(false);
      }}
    >
      <Button
        size="small"
        className={styles.partsButton ?? ''}
        aria-expanded={isOpen}
        aria-controls={`${id}-list`}
        onPress={() => setIsOpen(!isOpen)}
      >
        {messages.dock.parts(scored.filter(({ isDone }) => isDone).length, scored.length)}
      </Button>
      <div id={`${id}-list`} className={styles.list} data-open={isOpen || undefined}>
        <Toolbar aria-label={messages.page.parts} className={styles.dots ?? ''}>
          {parts.map(({ id: partId, isScored, sign, closed }) => {
            const waits = asked.get(partId);
            return (
              <Button
                key={partId}
                variant="quiet"
                size="small"
                className={styles.dot ?? ''}
                data-state={sign}
                data-closed={closed ?? undefined}
                data-practice={isScored ? undefined : ''}
                data-waits={waits === undefined ? undefined : ''}
                aria-label={messages.page.toPart(
                  partId,
                  messages.states[sign],
                  ...(closed ? [messages.closed[closed]] : []),
                  ...(waits === undefined ? [] : [messages.dock.waits(waits)]),
                )}
                onPress={() => {
                  setIsOpen(false);
                  goToPart(partId);
                }}
              >
                <span aria-hidden="true">{partId}</span>
                {/* Of another width each, so a new one, and not the old one at another place. */}
                <span key={sign} aria-hidden="true">
                  {signs[sign]}
                </span>
              </Button>
            );
          })}
        </Toolbar>
        <p className={styles.total}>
          <span>{messages.page.total(formatPoints(earned), formatPoints(total))}</span>
          {uncounted.points > 0 && (
            <span className={asideLook}>
              {messages.page.notCounted(formatPoints(uncounted.points), uncounted.partIds.join(', '))}
            </span>
          )}
          {waitingIds.length > 0 && (
            <span className={`${asideLook} ${styles.provisional}`}>
              {messages.page.readFirst(waitingIds.join(', '))}
            </span>
          )}
          {isProvisional && (
            <span className={`${asideLook} ${styles.provisional}`}>{messages.page.waitingForReview}</span>
          )}
        </p>
      </div>
    </nav>
  );
}
