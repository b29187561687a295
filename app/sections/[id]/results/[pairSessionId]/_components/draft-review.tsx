import type { Json } from '@/lib/schemas/json';
import type { WorkPart } from '@/lib/server/classes/pair-work';
import { ResponseReview } from '../../../_components/response-review';

interface DraftReviewProps {
  part: WorkPart;
  /** The draft of the part where it is left out. */
  response?: Json;
}

/** A response to a part that nobody has submitted. */
export function DraftReview({ part: work, response = work.draft }: DraftReviewProps) {
  const { part, rubric, revealedKey, said } = work;
  return (
    <ResponseReview
      kind={part.kind}
      spec={part.spec}
      response={response}
      rubric={rubric}
      revealedKey={revealedKey}
      said={said}
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
