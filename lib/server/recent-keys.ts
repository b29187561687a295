/** What is remembered of keys that anybody can make up, such as addresses: a bounded number of them. */
export interface RecentKeys<T> {
  get(key: string): T | undefined;
  store(key: string, remembered: T, nowMs: number): void;
  forget(key: string): void;
}

/** More keys than anybody can use in the time for which one is remembered. */
const mostKeys = 100_000;

/** Remembers the newest keys only, and lets go of what is worth nothing any more. */
export function makeRecentKeys<T>(isOver: (remembered: T, nowMs: number) => boolean): RecentKeys<T> {
  /** The key that was stored longest ago first. */
  const memory = new Map<string, T>();
  return {
    get: (key) => memory.get(key),
    forget: (key) => {
      memory.delete(key);
    },
    store(key, remembered, nowMs) {
      memory.delete(key);
      memory.set(key, remembered);
      for (const [oldestKey, oldest] of memory) {
        if (memory.size <= mostKeys && !isOver(oldest, nowMs)) return;
        memory.delete(oldestKey);
      }
    },
  };
}
