import type { WorkPart } from '@/lib/server/classes/pair-work';
import { ResponseReview } from './response-review';

/** The draft of a part, which nobody has submitted. */
export function DraftReview({ part: { part, draft, revealedKey } }: { part: WorkPart }) {
  return (
    <ResponseReview
      kind={part.kind}
      spec={part.spec}
      response={draft}
      revealedKey={revealedKey}
      submission={{
        id: null,
        partId: part.id,
        attempt: null,
        outcome: 'ungradable',
        earned: 0,
        total: part.points,
        feedback: [],
      }}
    />
  );
}
