import type { PairConnection } from '@/lib/client/pair-connection';
import type { PairState } from '@/lib/client/pair-state';
import type { PairView } from '@/lib/schemas/pair-view';

const notYet = {
  ok: false,
  code: 'connecting',
  message: 'The page is still opening. Try again in a moment.',
} as const;

/** What the page draws from on the server, and until its own connection opens: the first view, never changing. */
export function stillConnection(view: PairView): PairConnection {
  const state: PairState = {
    view,
    pending: {},
    conflicts: [],
    link: 'connecting',
    waiting: 0,
    refusal: null,
    partnerAt: {},
    partnerCarets: {},
    announcements: [],
    actingSeatId: view.seats.find(({ isYours }) => isYours)?.id ?? '',
    isStoredHere: true,
  };
  const refuse = () => Promise.resolve(notYet);
  const nothing = () => {};
  return {
    subscribe: () => nothing,
    getSnapshot: () => state,
    draft: nothing,
    commit: nothing,
    resolve: nothing,
    focus: nothing,
    joinText: nothing,
    check: refuse,
    reveal: refuse,
    handIn: refuse,
    cancelProposal: refuse,
    disagree: refuse,
    newNumbers: refuse,
    drive: refuse,
    addSeat: refuse,
    leave: refuse,
    actAs: nothing,
    close: nothing,
  };
}
