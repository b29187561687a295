import { keyMember } from '../../fields/field-text';
import { ModelResponse } from '../../fields/model-response';
import { WrittenReview } from '../../fields/written-review';
import type { ReviewProps } from '../../widget';

/** The text with what the rubric found in it, and a model response to compare with. */
export function ShortAnswerReview({ response, submission, revealedKey }: ReviewProps) {
  const model = keyMember(revealedKey, 'model');
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <WrittenReview text={typeof response === 'string' ? response : ''} submission={submission} />
      {typeof model === 'string' && (
        <details className="text-sm">
          <summary className="cursor-pointer text-muted">Compare with the model</summary>
          <div className="mt-3">
            <ModelResponse text={model} />
          </div>
        </details>
      )}
    </div>
  );
}
