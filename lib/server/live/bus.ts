import type { Json } from '@/lib/schemas/json';

/** Tells that something changed on a topic; who listens reads the news itself. */
export interface Bus {
  publish(topic: string, message: BusMessage): void;
  /** Returns the function that ends the subscription. */
  subscribe(topic: string, listener: (message: BusMessage) => void): () => void;
}

/** What happened besides edits; tells the stream which event to name. */
export type PairNews = 'submitted' | 'revealed' | 'hand-in' | 'class' | 'seats' | 'decided' | 'numbers';

/** One accepted edit as its readers get it, whether from the database or from the request that stored it. */
export interface StoredOp {
  seq: number;
  opId: string;
  seatId: string;
  path: string;
  value: Json;
  version: number;
  verdict: string | null;
  textUpdate: Uint8Array | null;
}

/** Where a seat is on the page; `isHere` is false once the page was closed. */
export interface PresenceNews {
  seatId: string;
  path: string | null;
  typing: boolean;
  caret: string | null;
  isHere: boolean;
}

/** Small on purpose: never content, which readers fetch by sequence number or state. */
export type BusMessage =
  /** `stored` is there only inside the process that stored them, and spares its streams from reading them back. */
  | { type: 'ops'; stored?: readonly StoredOp[] }
  | { type: 'state'; news: PairNews; partId?: string }
  | ({ type: 'presence' } & PresenceNews);

export function pairTopic(pairSessionId: string): string {
  return `pair:${pairSessionId}`;
}

/** A bus inside one process. */
export function makeMemoryBus(): Bus {
  const listeners = new Map<string, Set<(message: BusMessage) => void>>();
  return {
    publish(topic, message) {
      for (const listener of listeners.get(topic) ?? []) listener(message);
    },
    subscribe(topic, listener) {
      const all = listeners.get(topic) ?? new Set();
      listeners.set(topic, all.add(listener));
      return () => {
        all.delete(listener);
        if (all.size === 0) listeners.delete(topic);
      };
    },
  };
}
