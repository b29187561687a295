import type { PairView } from '@/lib/schemas/pair-view';
import { withOwnFields } from './own-answers';
import type { PairState } from './pair-state';

/** Holds the state that the page renders, and notifies its subscribers of every change. */
export interface PairStore {
  get(): PairState;
  /** The state that the server rendered the page from; parts that hydrate later start with it. */
  getFirst(): PairState;
  change(part: Partial<PairState>): void;
  changeView(view: PairView): void;
  subscribe(listener: () => void): () => void;
}

export function makePairStore(initial: PairView): PairStore {
  const view = withOwnFields(initial);
  const first: PairState = {
    view,
    pending: {},
    conflicts: [],
    link: 'connecting',
    waiting: 0,
    refusal: null,
    partnerAt: {},
    partnerTyping: {},
    partnerCarets: {},
    typingSeatIds: [],
    announcements: [],
    actingSeatId: view.seats.find(({ isYours }) => isYours)?.id ?? '',
    isStoredHere: true,
  };
  let state = first;
  const listeners = new Set<() => void>();

  function change(part: Partial<PairState>) {
    state = { ...state, ...part };
    for (const listener of listeners) listener();
  }
  return {
    get: () => state,
    getFirst: () => first,
    change,
    changeView(next) {
      if (next !== state.view) change({ view: next });
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
