import type { PairView } from '@/lib/schemas/pair-view';
import { type PartSign, partProgress } from './part-progress';
import { scoreState } from './score-state';

/** What became of one part. */
export interface PartEnd {
  id: string;
  /** What the first submission came to; null where there was none, or it came to what counts now. */
  first: PartSign | null;
  /** What counts. */
  sign: PartSign;
  /** Of a part that checks its cells: how many were right when first typed, and how many are now. */
  cells: { first: number; last: number; all: number } | null;
  checks: number;
  isSolutionSeen: boolean;
}

interface PairEnd {
  /** Points that count, for now or for good. */
  earned: number;
  /** Those of them that count until an instructor has read the answers. */
  standing: number;
  /** Points that can still come, once an instructor has read the answers. */
  waiting: number;
  total: number;
  parts: PartEnd[];
  /** Parts worth another look: not right in the end, right only after many checks, or solved by looking. */
  shaky: PartEnd[];
}

/** As often as that a right answer may have been found by trying. */
const manyChecks = 4;

const outcomes: ReadonlySet<string> = new Set<PartSign>(['correct', 'partial', 'incorrect', 'needs-review']);

function isOutcome(outcome: string | null | undefined): outcome is PartSign {
  return outcome != null && outcomes.has(outcome);
}

function cellsOf({ scores, submissions }: PairView, { id, fieldCount = 0 }: PairView['parts'][number]) {
  const first = scores[id]?.first?.cells;
  const checked = submissions[id]?.cells?.flat();
  if (first === undefined || checked === undefined || fieldCount < 2) return null;
  return { first, last: checked.filter((verdict) => verdict === 'correct').length, all: fieldCount };
}

function endOf(view: PairView, part: PairView['parts'][number]): PartEnd {
  const { id } = part;
  const { attempts = 0, first, outcome } = view.scores[id] ?? {};
  const sign = isOutcome(outcome) ? outcome : partProgress(view, id).sign;
  const began = isOutcome(first?.outcome) && first.outcome !== sign ? first.outcome : null;
  const isSolutionSeen = view.revealed.includes(id);
  return { id, first: began, sign, cells: cellsOf(view, part), checks: attempts, isSolutionSeen };
}

/** What a pair has reached when its scored parts are done. */
export function pairEnd(view: PairView): PairEnd {
  const scored = view.parts.filter(({ isScored, isPrediction }) => isScored && !isPrediction);
  const scores = scored.map(({ id, points }) => {
    const score = view.scores[id];
    return { state: score ? scoreState(score) : 'none', earned: score?.earned ?? 0, points };
  });
  const counting = scores.filter(({ state }) => state !== 'waiting');
  const sum = (numbers: readonly number[]) => numbers.reduce((all, points) => all + points, 0);
  const parts = scored.map((part) => endOf(view, part));
  return {
    earned: sum(counting.map(({ earned }) => earned)),
    standing: sum(counting.map(({ state, earned }) => (state === 'stands' ? earned : 0))),
    waiting: sum(scores.map(({ state, points }) => (state === 'waiting' ? points : 0))),
    total: sum(scored.map(({ points }) => points)),
    parts,
    shaky: parts.filter(
      ({ sign, checks, isSolutionSeen }) =>
        (sign !== 'correct' && sign !== 'needs-review') || checks >= manyChecks || isSolutionSeen,
    ),
  };
}
