import type { PairView } from '@/lib/schemas/pair-view';
import { type PartSign, partProgress } from './part-progress';

/** What became of one part. */
export interface PartEnd {
  id: string;
  sign: PartSign;
  checks: number;
  isSolutionSeen: boolean;
}

interface PairEnd {
  /** Points that no person has to look at any more. */
  earned: number;
  /** Points that can still come, once an instructor has read the answers. */
  waiting: number;
  total: number;
  parts: PartEnd[];
  /** Parts worth another look: not right in the end, right only after many checks, or solved by looking. */
  shaky: PartEnd[];
}

/** As often as that a right answer may have been found by trying. */
const manyChecks = 4;

/** What a pair has reached when its scored parts are done. */
export function pairEnd(view: PairView): PairEnd {
  const scored = view.parts.filter(({ isScored, isPrediction }) => isScored && !isPrediction);
  const isOpen = (id: string) => {
    const score = view.scores[id];
    return Boolean(score && !score.overridden && (score.provisional || score.outcome === 'needs-review'));
  };
  const sum = (ids: typeof scored, pointsOf: (id: string, points: number) => number) =>
    ids.reduce((all, { id, points }) => all + pointsOf(id, points), 0);
  const parts = scored.map(({ id }): PartEnd => {
    const { sign } = partProgress(view, id);
    const checks = view.scores[id]?.attempts ?? 0;
    return { id, sign, checks, isSolutionSeen: view.revealed.includes(id) };
  });
  return {
    earned: sum(scored, (id) => (isOpen(id) ? 0 : (view.scores[id]?.earned ?? 0))),
    waiting: sum(scored, (id, points) => (isOpen(id) ? points : 0)),
    total: sum(scored, (_, points) => points),
    parts,
    shaky: parts.filter(
      ({ sign, checks, isSolutionSeen }) =>
        (sign !== 'correct' && sign !== 'needs-review') || checks >= manyChecks || isSolutionSeen,
    ),
  };
}
