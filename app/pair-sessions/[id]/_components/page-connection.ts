import { openPairConnection, type PairConnection } from '@/lib/client/pair-connection';
import type { PairState } from '@/lib/client/pair-state';
import type { PairView } from '@/lib/schemas/pair-view';
import { stillConnection } from './still-connection';

/** The pair's connection as a page has it: one object from the first drawing on, before anything is open. */
export interface PageConnection extends PairConnection {
  /** What the page was drawn from on the server; parts that come alive later begin with it. */
  getFirstSnapshot(): PairState;
  /** Opens it in the browser; returns what closes it again. */
  open(): () => void;
}

/**
 * A connection that stands still until it is opened. It never becomes another object, so that opening it draws nothing
 * again and disturbs no part of the page that has yet to come alive.
 */
export function pageConnection(view: PairView): PageConnection {
  const still = stillConnection(view);
  let now: PairConnection = still;
  const listeners = new Set<() => void>();
  const tell = () => {
    for (const listener of listeners) listener();
  };
  return {
    open() {
      now = openPairConnection(view);
      const stopListening = now.subscribe(tell);
      tell();
      return () => {
        stopListening();
        now.close();
        now = still;
      };
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    getFirstSnapshot: still.getSnapshot,
    getSnapshot: () => now.getSnapshot(),
    draft: (...args) => now.draft(...args),
    commit: (...args) => now.commit(...args),
    resolve: (...args) => now.resolve(...args),
    focus: (...args) => now.focus(...args),
    joinText: (...args) => now.joinText(...args),
    check: (...args) => now.check(...args),
    reveal: (...args) => now.reveal(...args),
    handIn: (...args) => now.handIn(...args),
    cancelProposal: (...args) => now.cancelProposal(...args),
    disagree: (...args) => now.disagree(...args),
    newNumbers: (...args) => now.newNumbers(...args),
    drive: (...args) => now.drive(...args),
    addSeat: (...args) => now.addSeat(...args),
    leave: () => now.leave(),
    actAs: (...args) => now.actAs(...args),
    close: () => now.close(),
  };
}
