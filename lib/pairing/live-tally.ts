import type { FieldVerdict } from '@/lib/schemas/grading';
import type { PairView } from '@/lib/schemas/pair-view';
import type { SubmissionView } from '@/lib/schemas/submission';
import { pathWithin } from './field-path';
import { uncountedPaths } from './uncounted';

/** How many cells of a part are what now; every cell is counted once. */
export interface LiveTally {
  correct: number;
  wrong: number;
  moreDigits: number;
  unreadable: number;
  empty: number;
  /** Filled, and not checked yet. */
  unchecked: number;
}

/** One cell as the tally sees it. */
interface TalliedCell {
  text: string;
  verdict: FieldVerdict | null;
}

const kinds = {
  correct: 'correct',
  incorrect: 'wrong',
  'more-digits': 'moreDigits',
  invalid: 'unreadable',
  blank: 'empty',
} as const satisfies Record<FieldVerdict, keyof LiveTally>;

/** Counts the cells of a part with `count` of them; cells that were never written are empty. */
export function tallyOf(cells: readonly TalliedCell[], count: number): LiveTally {
  const tally = { correct: 0, wrong: 0, moreDigits: 0, unreadable: 0, empty: 0, unchecked: 0 };
  for (const { text, verdict } of cells) {
    if (text.trim() === '') continue;
    tally[verdict === null ? 'unchecked' : kinds[verdict]] += 1;
  }
  const filled = Object.values(tally).reduce((sum, one) => sum + one, 0);
  // A text of blanks alone is a field that the server calls blank.
  return { ...tally, empty: tally.empty + Math.max(0, count - filled) };
}

/**
 * What the cells of a part say by themselves now; null where they are not checked as they are entered, and while the two
 * disagree, when no check is left to wait for.
 */
export function liveTally(
  view: Pick<PairView, 'parts' | 'fields' | 'disagreements' | 'scores' | 'seats'>,
  partId: string,
): { tally: LiveTally; count: number } | null {
  const part = view.parts.find(({ id }) => id === partId);
  const disagrees = view.disagreements.some((one) => one.partId === partId);
  if (!part?.hasInstantCheck || part.fieldCount === undefined || disagrees) return null;
  const uncounted = new Set(uncountedPaths(view, partId));
  const cells = Object.entries(view.fields).flatMap(([path, { value, verdict = null }]) =>
    pathWithin(partId, path) === null
      ? []
      : [{ text: String(value ?? ''), verdict: uncounted.has(path) ? null : verdict }],
  );
  return { tally: tallyOf(cells, part.fieldCount), count: part.fieldCount };
}

/** Whether every cell is right now. */
export function isAllRight(tally: LiveTally, count: number): boolean {
  return count > 0 && tally.correct === count;
}

/**
 * Whether the cells say something else than the last check did: after a reload nobody here has seen the change itself.
 * A part without any text was checked by a script, which writes no field.
 */
export function contradicts(
  tally: LiveTally,
  count: number,
  { outcome, cells }: Pick<SubmissionView, 'outcome' | 'cells'>,
): boolean {
  if (tally.empty >= count) return false;
  if (isAllRight(tally, count) !== (outcome === 'correct')) return true;
  const checked = cells?.flat().filter((verdict) => verdict === 'correct').length;
  return checked !== undefined && checked !== tally.correct;
}
