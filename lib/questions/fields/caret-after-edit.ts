/**
 * Where a caret belongs after somebody else changed the text: it stays beside the same letters. Inside a stretch that
 * was replaced it goes to the end of the new one.
 */
export function caretAfterEdit(before: string, after: string, caret: number): number {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start += 1;
  let tail = 0;
  while (tail < most - start && before[before.length - 1 - tail] === after[after.length - 1 - tail])
    tail += 1;
  if (caret <= start) return caret;
  return Math.max(start, after.length - Math.min(tail, before.length - caret));
}
