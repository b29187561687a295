import type { EndedSignIns } from '../live/bus';
import { mayHaveEnded } from './sign-in-notices';
import { type ProvedViewer, signInsOf } from './viewer';

/** How long an answer is remembered at most. */
const longestMs = 5_000;
const mostEntries = 10_000;
const mostCookieBytes = 4_096;

interface Entry {
  proved: ProvedViewer;
  /** When it began to be read. */
  readAtMs: number;
  /** From then on it is worth nothing. */
  untilMs: number;
}

/** Remembers for a moment who it was that sent certain cookies. What it does not know, it lets read. */
export interface ViewerMemory {
  /**
   * The viewer of a Cookie header.
   *
   * @param read asks the database. Only a viewer is remembered, never that there is none.
   */
  viewerOf(cookie: string, now: Date, read: () => Promise<ProvedViewer | null>): Promise<ProvedViewer | null>;
  /** Forgets everybody whose sign-in, own or of a seat, may have ended. */
  forget(ended: EndedSignIns): void;
  readonly size: number;
}

export function makeViewerMemory(): ViewerMemory {
  /** By Cookie header, in the order in which they came. */
  const entries = new Map<string, Entry>();
  let noticesHeard = 0;

  // A clock that was set back must not make an answer last longer.
  const isValid = ({ readAtMs, untilMs }: Entry, nowMs: number) => nowMs >= readAtMs && nowMs < untilMs;

  const remember = (cookie: string, entry: Entry, nowMs: number) => {
    entries.delete(cookie);
    entries.set(cookie, entry);
    for (const [oldestCookie, oldest] of entries) {
      if (entries.size <= mostEntries && isValid(oldest, nowMs)) return;
      entries.delete(oldestCookie);
    }
  };

  return {
    async viewerOf(cookie, now, read) {
      const nowMs = now.getTime();
      const known = entries.get(cookie);
      if (known && isValid(known, nowMs)) return known.proved;
      const heardBefore = noticesHeard;
      const proved = await read();
      if (!proved) return null;
      // Whatever ended while the database was read, this answer may come from before it.
      if (heardBefore === noticesHeard && cookie.length <= mostCookieBytes) {
        const untilMs = Math.min(nowMs + longestMs, proved.expiresAt.getTime());
        remember(cookie, { proved, readAtMs: nowMs, untilMs }, nowMs);
      }
      return proved;
    },
    forget(ended) {
      noticesHeard += 1;
      for (const [cookie, { proved }] of entries) {
        if (mayHaveEnded(signInsOf(proved.viewer), ended)) entries.delete(cookie);
      }
    },
    get size() {
      return entries.size;
    },
  };
}
