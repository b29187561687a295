import { AttentionMapReview } from './kinds/attention-map/review';
import { ChoiceReview } from './kinds/choice/review';
import { DistributionReview } from './kinds/distribution/review';
import { MatrixReview } from './kinds/matrix/review';
import { NumberReview } from './kinds/number/review';
import { ShortAnswerReview } from './kinds/short-answer/review';
import type { ReviewView } from './widget';

/** The instructor's views of all kinds, by the kind's name. */
const reviewsByKind: Readonly<Record<string, ReviewView<never>>> = {
  'attention-map': AttentionMapReview,
  choice: ChoiceReview,
  distribution: DistributionReview,
  matrix: MatrixReview,
  number: NumberReview,
  'short-answer': ShortAnswerReview,
};

/** The instructor's view of a kind; null for a kind that is not known any more. */
export function findReview(kind: string): ReviewView | null {
  // Each view is written for the spec of its own kind, and the spec of a part was parsed by that kind.
  return (reviewsByKind[kind] as ReviewView | undefined) ?? null;
}
