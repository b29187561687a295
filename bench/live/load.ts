import { setTimeout as pause } from 'node:timers/promises';

/** How one request went; times in milliseconds. */
export interface Sent {
  /** From the moment it was due until its answer. */
  tookMs: number;
  isDone: boolean;
}

/** Calls `act` for each entry of a list, `atOnce` at a time; results are in the order of the list. */
export async function forEachFew<T, R>(
  list: readonly T[],
  atOnce: number,
  act: (one: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  for (let start = 0; start < list.length; start += atOnce) {
    results.push(...(await Promise.all(list.slice(start, start + atOnce).map(act))));
  }
  return results;
}

/** Times a request. One that fails is no error of the benchmark but a figure of it. */
export async function timed(request: () => Promise<unknown>): Promise<Sent> {
  const startedAt = performance.now();
  const isDone = await request().then(
    () => true,
    () => false,
  );
  return { tookMs: performance.now() - startedAt, isDone };
}

/**
 * Each lane sends every `everyMs`, at its own moment of that time, whether its last request has been answered or not:
 * the pace never adapts to the server, so that a queue shows up as delay. Resolves when all are answered.
 */
export async function openLoop<Lane, R>(
  lanes: readonly Lane[],
  { everyMs, turns }: { everyMs: number; turns: number },
  send: (lane: Lane) => Promise<R>,
): Promise<R[]> {
  const startsAt = performance.now();
  const sent = await Promise.all(
    lanes.map(async (lane, index) => {
      const waiting: Promise<R>[] = [];
      for (let turn = 0; turn < turns; turn += 1) {
        const dueAt = startsAt + (turn + index / lanes.length) * everyMs;
        await pause(Math.max(0, dueAt - performance.now()));
        waiting.push(send(lane));
      }
      return Promise.all(waiting);
    }),
  );
  return sent.flat();
}

/** Each lane sends again as soon as it is answered, for so long: the server always has as many requests as lanes. */
export async function closedLoop<Lane, R>(
  lanes: readonly Lane[],
  forMs: number,
  send: (lane: Lane) => Promise<R>,
): Promise<R[]> {
  const endsAt = performance.now() + forMs;
  const sent = await Promise.all(
    lanes.map(async (lane) => {
      const results: R[] = [];
      while (performance.now() < endsAt) results.push(await send(lane));
      return results;
    }),
  );
  return sent.flat();
}
