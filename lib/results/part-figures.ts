import type { CardFigure } from '@/lib/schemas/class-page';
import type { PartReview } from '@/lib/schemas/part-review';
import { isAllRight } from './packed-cells';
import { isUnread } from './part-review';

/** What the figures of a card count; from a pair's summary of the part. */
export interface FigureFacts {
  review: PartReview;
  earned: number;
  /** A person's decision for the pair. */
  overriddenEarned: number | null;
  /** The verdicts of the first values, packed; nothing where the part does not check itself. */
  cellsFirst: string | null;
  firstOutcome: string | null;
}

/** What counts for the pair: a decision goes before the automatic score. */
export function countingPoints({ overriddenEarned, earned }: FigureFacts): number {
  return overriddenEarned ?? earned;
}

/** Whether a pair is counted in a figure of a card; the number on the card and the table behind it both ask here. */
export function isCounted(figure: CardFigure, facts: FigureFacts, points: number): boolean {
  const { review, cellsFirst, firstOutcome } = facts;
  switch (figure) {
    case 'done':
      return review !== 'none';
    case 'read':
      return review === 'settled' || review === 'decided';
    // The first values where they were checked at once, else the first submission.
    case 'right-first':
      return cellsFirst ? isAllRight(cellsFirst) : firstOutcome === 'correct';
    case 'right-now':
      return review !== 'none' && countingPoints(facts) >= points && !isUnread(review);
  }
}
