'use client';

import { createContext, use, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { makePairConnection, type PairConnection } from '@/lib/client/pair-connection';
import type { PairState } from '@/lib/client/pair-state';
import type { PairView } from '@/lib/schemas/pair-view';
import { WithNames } from '@/lib/ui/verbatim';
import { keepSame, type PartSlice, partSlice } from './part-slice';

interface PairContextValue {
  connection: PairConnection;
  /** Says a sentence to screen readers, politely and in turn. */
  announce(message: string): void;
  /** Numbers that the explorations of this page share. */
  shared: Readonly<Record<string, number>>;
  share(name: string, value: number): void;
}

const PairContext = createContext<PairContextValue | null>(null);

/** Opens the pair's connection for everything below, and says aloud what happens there. */
export function PairProvider({ initial, children }: { initial: PairView; children: React.ReactNode }) {
  const [connection] = useState(() => makePairConnection(initial));
  const [shared, setShared] = useState<Readonly<Record<string, number>>>({});
  const [announcements, setAnnouncements] = useState<readonly string[]>([]);

  // The connection needs a browser, so it opens after hydration, starting from the view that the page came with.
  useEffect(() => connection.open(), [connection]);

  const value = useMemo<PairContextValue>(
    () => ({
      connection,
      shared,
      announce: (message) => setAnnouncements((said) => [...said.slice(-4), message]),
      share: (name, number) => setShared((now) => ({ ...now, [name]: number })),
    }),
    [connection, shared],
  );
  return (
    <PairContext value={value}>
      {children}
      <Announcements own={announcements} />
    </PairContext>
  );
}

/** The page's two live regions: the newest sentence about the partner, and the newest about this person's own actions. */
function Announcements({ own }: { own: readonly string[] }) {
  const { announcements, view } = usePair().state;
  const names = view.seats.map(({ name }) => name);
  return (
    <>
      <LiveSentence sentences={announcements} names={names} />
      <LiveSentence sentences={own} names={names} />
    </>
  );
}

interface LiveSentenceProps {
  sentences: readonly string[];
  names: readonly string[];
}

function LiveSentence({ sentences, names }: LiveSentenceProps) {
  const [{ turn, last }, setTurn] = useState({ turn: 0, last: sentences });
  if (last !== sentences) setTurn({ turn: turn + 1, last: sentences });
  return (
    <p role="status" className="sr-only">
      {/* A new key makes a new node, so that an equal sentence is said again. */}
      <span key={turn}>
        <WithNames text={sentences.at(-1) ?? ''} names={names} />
      </span>
    </p>
  );
}

export function usePair(): PairContextValue & { state: PairState } {
  const value = use(PairContext);
  if (!value) throw new Error('usePair needs a PairProvider above');
  const { subscribe, getSnapshot, getFirstSnapshot } = value.connection;
  return { ...value, state: useSyncExternalStore(subscribe, getSnapshot, getFirstSnapshot) };
}

/** One part's share of the state; the same object until something of this part changes. */
export function usePartSlice(state: PairState, partId: string): PartSlice {
  const last = useRef<PartSlice | null>(null);
  const next = partSlice(state, partId);
  last.current = last.current ? keepSame(last.current, next) : next;
  return last.current;
}
