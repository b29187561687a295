import type { Json } from '@/lib/schemas/json';
import type { Batch } from './outbox';

/**
 * The edits that wait, in order. The first batch may be on its way; it is then left as it is, so that sending it again
 * means the same. Pure: each function returns a new list.
 */
export type Queue = readonly Batch[];

/** Adds a batch. A single new value replaces an unsent one of the same field and takes over its base. */
export function enqueue(queue: Queue, batch: Batch, isFirstSent: boolean): Queue {
  const [only] = batch.ops;
  if (batch.ops.length !== 1 || !only || !('value' in only)) return [...queue, batch];
  const target = lastEditOf(queue, only.path, isFirstSent);
  const held = queue[target];
  const takesPlace = held?.ops.some((op) => op.path === only.path && 'value' in op) ?? false;
  if (!held || !takesPlace || held.atomic || held.seatId !== batch.seatId) return [...queue, batch];
  const ops = held.ops.map((op) => (op.path === only.path ? { ...op, value: only.value } : op));
  return queue.map((other, index) => (index === target ? { ...held, ops } : other));
}

/** Index of the last unsent batch that edits a path; -1 if none. */
function lastEditOf(queue: Queue, path: string, isFirstSent: boolean): number {
  for (let index = queue.length - 1; index >= (isFirstSent ? 1 : 0); index -= 1) {
    if (queue[index]?.ops.some((op) => op.path === path)) return index;
  }
  return -1;
}

/**
 * Adds an edit inside a long text; one that waits unsent is merged with it.
 *
 * @param merge makes one edit of two.
 */
export function enqueueTextEdit(
  queue: Queue,
  edit: { opId: string; path: string; textUpdate: string; seatId: string },
  isFirstSent: boolean,
  merge: (first: string, second: string) => string,
): Queue {
  const { seatId, ...op } = edit;
  const target = lastEditOf(queue, op.path, isFirstSent);
  const held = queue[target];
  const [waiting] = held?.ops ?? [];
  if (!held || !waiting || !('textUpdate' in waiting) || held.seatId !== seatId) {
    return [...queue, { ops: [op], atomic: false, seatId }];
  }
  const merged = { ...waiting, textUpdate: merge(waiting.textUpdate, op.textUpdate) };
  return queue.map((other, index) => (index === target ? { ...held, ops: [merged] } : other));
}

/** After an own op was accepted, later edits of its field are based on its version. */
export function rebase(queue: Queue, versions: Readonly<Record<string, number>>): Queue {
  return queue.map((batch) => ({
    ...batch,
    ops: batch.ops.map((op) =>
      'base' in op ? { ...op, base: Math.max(op.base, versions[op.path] ?? 0) } : op,
    ),
  }));
}

/** Takes every waiting edit of a path out, as when a person decides for the other value. */
export function withoutPath(queue: Queue, path: string): Queue {
  return queue
    .map((batch) => ({ ...batch, ops: batch.ops.filter((op) => op.path !== path) }))
    .filter((batch) => batch.ops.length > 0);
}

export function countOps(queue: Queue): number {
  return queue.reduce((sum, batch) => sum + batch.ops.length, 0);
}

/** What the waiting new values make of each field, by path. */
export function pendingValues(queue: Queue): Record<string, Json> {
  return Object.fromEntries(
    queue.flatMap((batch) => batch.ops.flatMap((op) => ('value' in op ? [[op.path, op.value]] : []))),
  );
}
