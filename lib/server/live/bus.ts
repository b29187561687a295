import type { FieldVerdict } from '@/lib/schemas/grading';
import type { Json } from '@/lib/schemas/json';

/** Tells its listeners that something changed on a topic. What changed, they read from the database. */
export interface Bus {
  publish(topic: string, message: BusMessage): void;
  /** Returns the function that ends the subscription. */
  subscribe(topic: string, listener: (message: BusMessage) => void): () => void;
}

/** What happened besides edits: the streams name their events by it. */
export type PairNews = 'submitted' | 'revealed' | 'hand-in' | 'class' | 'seats' | 'decided' | 'numbers';

/** One accepted edit, read from the database or handed on by the request that stored it. */
export interface StoredOp {
  seq: number;
  opId: string;
  seatId: string;
  /** '' for a field that the pair shares; the seat's own id for one that only this seat sees. */
  ownerSeatId: string;
  path: string;
  value: Json;
  version: number;
  verdict: FieldVerdict | null;
  textUpdate: Uint8Array | null;
}

/** Where a person is on the page; `isHere` is false once the page was closed. */
export interface PresenceNews {
  seatId: string;
  path: string | null;
  typing: boolean;
  caret: string | null;
  /** What they are typing there and have not saved, of bounded length; null where that is not known. */
  text: string | null;
  isHere: boolean;
  /** The name, where it is somebody of the staff who reads along and has no seat. */
  reader?: string;
}

/** The sign-ins that have ended: these, or all of a person. Where notices may have been lost, nobody knows which. */
export type EndedSignIns = { signInIds: readonly string[] } | { userId: string } | 'unknown';

/** Holds ids, never content: listeners fetch content by sequence number or read the state. */
export type BusMessage =
  /** `stored` is set only inside the process that stored the edits: its streams need not read them. */
  | { type: 'ops'; stored?: readonly StoredOp[] }
  /** `isRemembered` is set only inside the process whose memory holds the change already. */
  | { type: 'state'; news: PairNews; partId?: string; isRemembered?: true }
  | ({ type: 'presence' } & PresenceNews)
  | { type: 'sign-ins-ended'; ended: EndedSignIns };

export function pairTopic(pairSessionId: string): string {
  return `pair:${pairSessionId}`;
}

/** The topic of all sign-ins. */
export const signInsTopic = 'sign-ins';

/** Makes a bus inside one process. */
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
