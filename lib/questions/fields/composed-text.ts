import { simpleDiffString } from 'lib0/diff';
import { caretAfterEdit } from './caret-after-edit';

/** A text as it changed elsewhere while somebody composed, oldest first; the first is the one before. */
export type SharedTexts = readonly [string, ...string[]];

/**
 * The shared text with what was composed meanwhile: an input method turned the first of `shared` into `composed` while
 * the partner turned it into the last. What was composed goes beside the letters it was composed beside.
 */
export function withComposed(shared: SharedTexts, composed: string): string {
  const [before] = shared;
  const { index, remove, insert } = simpleDiffString(before, composed);
  let from = index;
  let to = index + remove;
  let text = before;
  for (const next of shared.slice(1)) {
    from = caretAfterEdit(text, next, from);
    to = Math.max(from, caretAfterEdit(text, next, to));
    text = next;
  }
  return text.slice(0, from) + insert + text.slice(to);
}
