import { simpleDiffString } from 'lib0/diff';

/**
 * Where a caret belongs after somebody else changed the text: it stays beside the same letters. Inside a stretch that
 * was replaced it goes to the end of the new one.
 */
export function caretAfterEdit(before: string, after: string, caret: number): number {
  const { index, remove, insert } = simpleDiffString(before, after);
  if (caret <= index) return caret;
  return caret < index + remove ? index + insert.length : caret + insert.length - remove;
}
