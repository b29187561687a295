'use client';

import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { goTo, goToPart } from '@/lib/client/go-to';
import { messages as connectionMessages } from '@/lib/client/messages';
import { type NextThing, nextThing, requestsOf } from '@/lib/pairing/next-thing';
import { Button } from '@/lib/ui/button';
import { buttonLook } from '@/lib/ui/button-look';
import { useKeyboardInset } from '@/lib/ui/use-keyboard-inset';
import { WithNames } from '@/lib/ui/verbatim';
import { messages } from '../messages';
import styles from './dock.module.css';
import { DockParts } from './dock-parts';
import { DockPeople } from './dock-people';
import { usePair } from './pair-context';

const words = messages.dock;
const links = connectionMessages.link;
const joinedForMs = 15_000;

/** The sentence of a next thing; a button of its own may say the rest. */
function sentenceOf(next: NextThing): string {
  switch (next.kind) {
    case 'signed-out':
      return links.signedOut;
    case 'gone':
      return links.gone;
    case 'join':
      return connectionMessages.joining.wants(next.name);
    case 'request':
      return words.request[next.purpose](next.name, next.partId);
    case 'offline':
      return links.offline(next.waiting);
    case 'not-stored':
      return links.notStored;
    case 'refused':
      return next.message;
    case 'polling':
      return links.polling;
    case 'partner-away':
      return words.away(next.name, next.partId);
    case 'unfinished':
      return next.left ? words.cellsLeft(next.partId, next.left) : words.unfinished[next.sign](next.partId);
    case 'next':
      return words.next(next.partId);
    case 'finished':
      return words.finished;
    case 'closed':
      return messages.phase.closed;
    case 'not-open':
      return messages.phase.notOpen;
    case 'reading':
      return messages.pair.readingOnly;
  }
}

/** Who joins while the page is open: said once, and shown for a while. */
function useJoined(): string | null {
  const { state, announce } = usePair();
  const { seats } = state.view;
  const known = useRef(seats);
  const [joined, setJoined] = useState<string | null>(null);
  // A timer and a sentence for screen readers: neither belongs to drawing.
  useEffect(() => {
    const news = seats.find(({ id, isYours }) => !isYours && known.current.every((seat) => seat.id !== id));
    known.current = seats;
    if (!news) return;
    setJoined(news.name);
    announce(words.joined(news.name));
  }, [seats, announce]);
  useEffect(() => {
    if (joined === null) return;
    const timer = setTimeout(() => setJoined(null), joinedForMs);
    return () => clearTimeout(timer);
  }, [joined]);
  return joined;
}

/** What somebody asks shows in the title too, for those who look at another page. */
function useTitle(sentence: string | null, requests: number) {
  // The title belongs to the document, which React does not draw here.
  useEffect(() => {
    if (sentence === null) return;
    const title = document.title;
    document.title = words.inRequest(requests, sentence, title);
    return () => {
      document.title = title;
    };
  }, [sentence, requests]);
}

/** Scrolls what has the focus clear of the dock: browsers do so for Tab, but neither for a press nor for a keyboard. */
function useClearFocus(inset: number) {
  const place = useRef<HTMLElement>(null);
  // Only the browser knows where things are.
  useLayoutEffect(() => {
    const clear = () => {
      const dock = place.current;
      const field = document.activeElement;
      if (!dock || !field || field === document.body || dock.contains(field)) return;
      const hidden = field.getBoundingClientRect().bottom + 12 - dock.getBoundingClientRect().top;
      if (hidden > 0 && hidden < dock.offsetHeight + inset + 24) window.scrollBy(0, hidden);
    };
    clear();
    // After the press: what moves below a finger or a mouse that is down is neither met nor selected.
    const clearSoon = () => setTimeout(clear);
    document.addEventListener('click', clearSoon);
    return () => document.removeEventListener('click', clearSoon);
  }, [inset]);
  return place;
}

/** Always in view: who is where, the one thing to do next, and how far every part is. */
export function Dock({ partIds }: { partIds: readonly string[] }) {
  const { state } = usePair();
  const { view, link, waiting, refusal, isStoredHere } = state;
  const inset = useKeyboardInset();
  const place = useClearFocus(inset);
  const joined = useJoined();
  const next = nextThing(view, { link, waiting, refusal: refusal?.message ?? null, isStoredHere });
  const isAsked = next.kind === 'request' || next.kind === 'join';
  const names = [...view.seats, ...view.joinRequests].map(({ name }) => name);
  const requests = requestsOf(view).length + view.joinRequests.length;
  useTitle(isAsked ? sentenceOf(next) : null, requests);
  const showsJoined = joined !== null && (next.kind === 'next' || next.kind === 'unfinished');
  const isBeside = view.seats.some(({ isYours }) => !isYours);

  return (
    <section
      ref={place}
      aria-label={words.label}
      data-dock=""
      data-asked={isAsked || undefined}
      className={styles.dock}
      style={inset > 0 ? { bottom: inset } : undefined}
    >
      <div className={styles.inner}>
        <DockPeople />
        <div className={styles.next} data-kind={next.kind}>
          {next.kind !== 'next' && (
            <p>
              <WithNames text={sentenceOf(next)} names={names} />
              {next.kind === 'request' && next.isOffline && (
                <span className={styles.more}>{words.answerLater}</span>
              )}
              {next.kind === 'signed-out' && <span className={styles.more}>{links.signedOutDetail}</span>}
              {next.kind === 'gone' && <span className={styles.more}>{links.goneDetail}</span>}
            </p>
          )}
          {showsJoined && (
            <p>
              <WithNames text={words.joined(joined)} names={[joined]} />
            </p>
          )}
          <NextButton next={next} />
        </div>
        <DockParts partIds={partIds} />
        <p className="sr-only">
          {waiting > 0
            ? links.saving(waiting)
            : link === 'live'
              ? isBeside
                ? links.livePartner
                : links.live
              : link === 'connecting' && links.connecting}
        </p>
      </div>
    </section>
  );
}

function NextButton({ next }: { next: NextThing }) {
  const { state, connection } = usePair();
  switch (next.kind) {
    case 'signed-out':
      return (
        <a
          className={buttonLook('primary', 'small')}
          href={`/sign-in?next=${encodeURIComponent(`/pair-sessions/${state.view.id}`)}`}
          onClick={connection.leaveToSignIn}
        >
          {links.signIn}
        </a>
      );
    case 'join':
      return (
        <Button size="small" variant="primary" onPress={() => goTo('join-requests')}>
          {words.look}
        </Button>
      );
    case 'request':
      return (
        <Button
          size="small"
          variant="primary"
          onPress={() =>
            goTo(next.purpose === 'agreement' ? `part-${next.partId}` : `proposals-${next.partId}`)
          }
        >
          {words.look}
        </Button>
      );
    case 'unfinished':
    case 'next':
      return (
        <Button size="small" variant="primary" onPress={() => goToPart(next.partId)}>
          {next.kind === 'next' ? words.next(next.partId) : words.goTo(next.partId)}
        </Button>
      );
    case 'finished':
      return (
        <Button size="small" variant="primary" onPress={() => goTo('end')}>
          {words.seeEnd}
        </Button>
      );
    default:
      return null;
  }
}
