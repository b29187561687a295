import type { ValueOp } from '../pairing/pair-view';
import type { Json } from '../questions/define-kind';
import type { Batch } from './outbox';

/**
 * The edits that wait, in order. The first batch may be on its way; it is then left as it is, so that sending it again
 * means the same. Pure: each function returns a new list.
 */
export type Queue = readonly Batch[];

/** Adds a batch; a single edit of a field that waits unsent takes the older edit's place and keeps its base. */
export function enqueue(queue: Queue, batch: Batch, isFirstSent: boolean): Queue {
  const [only] = batch.ops;
  const target = batch.ops.length === 1 && only ? lastEditOf(queue, only.path, isFirstSent) : -1;
  const held = queue[target];
  if (!only || !held || held.atomic || held.seatId !== batch.seatId) return [...queue, batch];
  const ops = held.ops.map((op) => (op.path === only.path ? { ...op, value: only.value } : op));
  return queue.map((other, index) => (index === target ? { ...held, ops } : other));
}

/** Index of the last unsent batch that edits a path, provided no later batch does; -1 if none. */
function lastEditOf(queue: Queue, path: string, isFirstSent: boolean): number {
  for (let index = queue.length - 1; index >= (isFirstSent ? 1 : 0); index -= 1) {
    if (queue[index]?.ops.some((op) => op.path === path)) return index;
  }
  return -1;
}

/** After an op of ours was accepted, edits made on top of it here stand on its version. */
export function rebase(queue: Queue, versions: Readonly<Record<string, number>>): Queue {
  return queue.map((batch) => ({
    ...batch,
    ops: batch.ops.map((op) => ({ ...op, base: Math.max(op.base, versions[op.path] ?? 0) })),
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

/** What the waiting edits make of each field, by path. */
export function pendingValues(queue: Queue): Record<string, Json> {
  return Object.fromEntries(queue.flatMap((batch) => batch.ops.map((op: ValueOp) => [op.path, op.value])));
}
