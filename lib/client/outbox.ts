import { createStore, del, get, set } from 'idb-keyval';
import type { TextOp, ValueOp } from '../pairing/pair-view';
import type { TypedTexts } from './typed-texts';

/** Ops that go to the server in one request: all or none when `atomic`. */
export interface Batch {
  ops: (ValueOp | TextOp)[];
  atomic: boolean;
  seatId: string;
}

/** What this device holds that the server has not acknowledged. */
export interface OutboxContent {
  batches: Batch[];
  /** Texts that are not edits yet. */
  typed: TypedTexts;
}

/** Keeps the outbox over reloads, crashes and sign-outs. */
export interface OutboxStore {
  load(): Promise<OutboxContent>;
  save(content: OutboxContent): Promise<void>;
}

const emptyOutbox = (): OutboxContent => ({ batches: [], typed: {} });

/**
 * An outbox in IndexedDB, one entry per pair session and person. Where the browser forbids storage it lives as long as
 * the page does, which `onUnavailable` tells once.
 */
export function openOutboxStore(key: string, onUnavailable: () => void): OutboxStore {
  let isAvailable = typeof indexedDB !== 'undefined';
  const store = isAvailable ? createStore('duet', 'outbox') : undefined;
  const giveUp = () => {
    if (isAvailable) onUnavailable();
    isAvailable = false;
  };
  let last: Promise<void> = Promise.resolve();
  return {
    async load() {
      if (!isAvailable) return emptyOutbox();
      try {
        return (await get<OutboxContent>(key, store)) ?? emptyOutbox();
      } catch {
        giveUp();
        return emptyOutbox();
      }
    },
    save(content) {
      const isEmpty = content.batches.length === 0 && Object.keys(content.typed).length === 0;
      // One after the other, so that an older content never lands on a newer one.
      last = last.then(async () => {
        if (!isAvailable) return;
        try {
          await (isEmpty ? del(key, store) : set(key, content, store));
        } catch {
          giveUp();
        }
      });
      return last;
    },
  };
}
