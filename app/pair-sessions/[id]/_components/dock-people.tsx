'use client';

import { goTo, goToPart } from '@/lib/client/go-to';
import { initialsOf } from '@/lib/client/initials';
import { splitFieldPath } from '@/lib/pairing/field-path';
import type { SeatView } from '@/lib/schemas/pair-view';
import { Verbatim, WithNames } from '@/lib/ui/verbatim';
import { messages } from '../messages';
import styles from './dock.module.css';
import { LeftAt } from './left-at';
import { usePair } from './pair-context';

/** Who works here, in the colours of their carets and rings, where each is and what they do; a tap goes there. */
export function DockPeople() {
  const { view, partnerAt, typingSeatIds, link } = usePair().state;
  const { seats } = view;
  const initials = initialsOf(seats.map(({ name }) => name));
  const yours = seats.filter(({ isYours }) => isYours);
  // What stands behind one's own name never changes, so it holds the place of those behind it.
  const ordered = [...yours, ...seats.filter(({ isYours }) => !isYours)];
  const isLive = link === 'live' || link === 'polling';

  function doingOf(seat: SeatView): string[] {
    if (seat.isYours) return [seat.id === yours[0]?.id ? messages.pair.you : messages.pair.thisScreen];
    if (!isLive && link !== 'connecting') return [];
    if (!seat.present) return [seat.hasLeft ? messages.pair.left : messages.pair.away];
    return typingSeatIds.includes(seat.id) ? [messages.dock.typing] : [];
  }

  return (
    <ul className={styles.people}>
      {ordered.map((seat) => {
        const path = Object.entries(partnerAt).find(([, name]) => name === seat.name)?.[0];
        const partId = !seat.isYours && seat.present && path ? splitFieldPath(path).partId : null;
        const doing = [...(partId ? [partId] : []), ...doingOf(seat)];
        const words = doing.length === 0 && isLive ? [messages.pair.here] : doing;
        const sign = (
          <>
            <span
              aria-hidden="true"
              translate="no"
              className={styles.avatar}
              data-own={seat.id === yours[0]?.id || undefined}
              data-here={(isLive && (seat.present || seat.isYours)) || undefined}
            >
              {initials[seats.indexOf(seat)]}
            </span>
            <span className={styles.who}>
              <Verbatim>{seat.name}</Verbatim>
              <span>{messages.dock.place('', ...words)}</span>
            </span>
          </>
        );
        return (
          <li key={seat.id}>
            {seat.isYours ? (
              <span className={styles.person} data-yours="">
                {sign}
              </span>
            ) : (
              <button
                type="button"
                className={styles.person}
                onClick={() => (partId ? goToPart(partId) : goTo('pair'))}
              >
                {sign}
              </button>
            )}
          </li>
        );
      })}
      {view.code !== null && seats.length < 2 && (
        <li>
          <button type="button" className={styles.person} onClick={() => goTo('pair')}>
            <span aria-hidden="true" className={styles.avatar} data-free="">
              +
            </span>
            <span className={styles.who}>
              {view.left[0] ? (
                <>
                  <LeftAt name={view.left[0].name} at={view.left[0].at} />
                  <span>{` · ${messages.pair.inviteAgain}`}</span>
                </>
              ) : (
                <WithNames text={messages.dock.invite} names={[]} />
              )}
            </span>
          </button>
        </li>
      )}
    </ul>
  );
}
