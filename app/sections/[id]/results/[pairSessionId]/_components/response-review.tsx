import { ScrollRegion } from '@/app/_components/scroll-region';
import { findReview } from '@/lib/questions/reviews';
import type { ReviewProps } from '@/lib/questions/widget';

/** A response in the view of its kind; as it was stored, where the kind is not known any more. */
export function ResponseReview({ kind, ...props }: ReviewProps & { kind: string }) {
  const Review = findReview(kind);
  return (
    <ScrollRegion label="Response">
      {Review ? (
        <Review {...props} />
      ) : (
        <pre className="text-sm">{JSON.stringify(props.response, null, 2)}</pre>
      )}
    </ScrollRegion>
  );
}
