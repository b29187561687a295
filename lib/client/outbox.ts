import { createStore, del, get, keys, set, type UseStore, update } from 'idb-keyval';
import type { TextOp, ValueOp } from '@/lib/schemas/ops';
import { randomId } from './random-id';
import type { UnsavedTyping } from './unsaved-typing';

/** Ops that go to the server in one request: all or none when `atomic`. */
export interface Batch {
  ops: (ValueOp | TextOp)[];
  atomic: boolean;
  seatId: string;
}

/** A check that was asked for and not answered; the same token makes sure that it is graded once. */
export interface UnfinishedCheck {
  partId: string;
  token: string;
}

/** What this device holds that the server has not acknowledged. */
export interface OutboxContent {
  batches: Batch[];
  /** Texts that are not edits yet. */
  typed: UnsavedTyping;
  /** Checks that come along from the pair session which an instructor has split. */
  checks?: UnfinishedCheck[];
}

/** Stores the outbox, which survives reloads, crashes and sign-outs. */
export interface OutboxStore {
  /** Returns what closed pages left behind; from then on it belongs to this page. */
  load(): Promise<OutboxContent>;
  save(content: OutboxContent): Promise<void>;
  /** Marks this page as closed: the next page that loads takes over what it holds. */
  close(): void;
}

interface Entry extends OutboxContent {
  savedAt: number;
  /** The page that is taking this over from one that is closed. */
  takenBy?: string;
}

/** Names the outbox of a person's seat in a pair session. */
export function outboxKey(pairSessionId: string, seatId: string): string {
  return `${pairSessionId}/${seatId}`;
}

/** How long other pages have to answer: most need a few milliseconds, one that is busy rendering more. */
const answerWithinMs = 300;

function merge(entries: readonly Entry[]): OutboxContent {
  const inOrder = [...entries].sort((a, b) => a.savedAt - b.savedAt);
  const checks = inOrder.flatMap((entry) => entry.checks ?? []);
  return {
    batches: inOrder.flatMap(({ batches }) => batches),
    typed: Object.fromEntries(inOrder.flatMap(({ typed }) => Object.entries(typed))),
    ...(checks.length > 0 && { checks }),
  };
}

/**
 * Finds out which of a person's pages on this device are open, by asking them. Web Locks would be quicker, but browsers
 * offer them only on https, and a classroom's server often uses plain http.
 */
function meetOtherPages(name: string, pageId: string) {
  if (typeof BroadcastChannel === 'undefined') {
    return { listOpen: () => Promise.resolve(new Set<string>()), close: () => {} };
  }
  const channel = new BroadcastChannel(name);
  let open: Set<string> | null = null;
  channel.onmessage = ({ data }: MessageEvent<{ askedBy?: string; isOpen?: string }>) => {
    if (data.askedBy !== undefined) channel.postMessage({ isOpen: pageId });
    if (data.isOpen !== undefined) open?.add(data.isOpen);
  };
  return {
    async listOpen(): Promise<Set<string>> {
      const answeredBy = new Set<string>();
      open = answeredBy;
      channel.postMessage({ askedBy: pageId });
      await new Promise((resolve) => setTimeout(resolve, answerWithinMs));
      open = null;
      return answeredBy;
    },
    close: () => channel.close(),
  };
}

async function keysOf(store: UseStore, key: string): Promise<string[]> {
  return (await keys<string>(store)).filter((other) => other.startsWith(`${key}/`));
}

/** Takes over the entries of pages that are closed. Of two pages that try at once, one gets an entry. */
async function takeOver(
  store: UseStore,
  key: string,
  pageId: string,
  open: ReadonlySet<string>,
): Promise<Entry[]> {
  const taken: Entry[] = [];
  for (const other of await keysOf(store, key)) {
    const otherPageId = other.slice(key.length + 1);
    const entry = await get<Entry>(other, store);
    if (!entry || otherPageId === pageId || open.has(otherPageId)) continue;
    let isMine = false;
    await update<Entry>(
      other,
      (now = entry) => {
        isMine = now.takenBy === undefined || !open.has(now.takenBy);
        return isMine ? { ...now, takenBy: pageId } : now;
      },
      store,
    );
    if (isMine) taken.push(entry);
  }
  return taken;
}

/**
 * An outbox in IndexedDB: one entry per pair session, person and open page, so that two pages never write over each
 * other. Where the browser forbids storage it lives as long as the page, and `onUnavailable` is called once.
 *
 * @param key names the pair session and the person.
 */
export function openOutboxStore(key: string, onUnavailable: () => void): OutboxStore {
  let isAvailable = typeof indexedDB !== 'undefined';
  const store = isAvailable ? createStore('duet', 'outbox') : undefined;
  const pageId = randomId();
  const own = `${key}/${pageId}`;
  const others = meetOtherPages(`duet outbox ${key}`, pageId);
  const giveUp = () => {
    if (isAvailable) onUnavailable();
    isAvailable = false;
  };
  let last: Promise<void> = Promise.resolve();

  function save(content: OutboxContent): Promise<void> {
    const { batches, typed, checks = [] } = content;
    const isEmpty = batches.length === 0 && checks.length === 0 && Object.keys(typed).length === 0;
    // One after the other, so that an older content never lands on a newer one.
    last = last.then(async () => {
      if (!isAvailable) return;
      try {
        await (isEmpty ? del(own, store) : set(own, { ...content, savedAt: Date.now() }, store));
      } catch {
        giveUp();
      }
    });
    return last;
  }

  return {
    save,
    async load() {
      if (!isAvailable || !store) return merge([]);
      try {
        const entryKeys = await keysOf(store, key);
        if (entryKeys.every((other) => other === own)) return merge([]);
        const taken = await takeOver(store, key, pageId, await others.listOpen());
        const mine = await get<Entry>(own, store);
        // Stored here before it is deleted there, so that a crash in between loses nothing.
        await save(merge(mine ? [...taken, mine] : taken));
        for (const other of entryKeys) {
          const entry = await get<Entry>(other, store);
          if (entry?.takenBy === pageId) await del(other, store);
        }
        return merge(taken);
      } catch {
        giveUp();
        return merge([]);
      }
    },
    close: others.close,
  };
}
