import { findReview } from '@/lib/questions/reviews';
import type { ReviewProps } from '@/lib/questions/widget';

/** A response in the view of its kind; as JSON where the kind no longer exists. */
export function ResponseReview({ kind, ...props }: ReviewProps & { kind: string }) {
  const Review = findReview(kind);
  if (Review) return <Review {...props} />;
  return <pre className="overflow-x-auto text-sm">{JSON.stringify(props.response, null, 2)}</pre>;
}
