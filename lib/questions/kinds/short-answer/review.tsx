import { keyMember } from '../../fields/field-text';
import { ModelResponse } from '../../fields/model-response';
import { SubjectText } from '../../fields/subject-text';
import { WrittenReview } from '../../fields/written-review';
import type { ReviewProps } from '../../widget';
import { Claim } from './claim';
import { messages } from './messages';
import type { ShortAnswerSpec } from './spec';

/** The text of each field with what the rubric found in it, and a model response to compare with. */
export function ShortAnswerReview(props: ReviewProps<ShortAnswerSpec>) {
  const { spec, response, submission, revealedKey, rubric, said } = props;
  if (typeof response === 'string' || spec.fields === null) {
    return (
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
        <WrittenReview
          text={typeof response === 'string' ? response : ''}
          submission={submission}
          rubric={rubric}
        />
        <Model text={keyMember(revealedKey, 'model')} />
      </div>
    );
  }
  const models = keyMember(revealedKey, 'fields') ?? null;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
      {spec.fields.map(({ id, label, echo }) => {
        const text = keyMember(response, id);
        const concepts = (submission.concepts ?? []).filter(({ field }) => field === id);
        return (
          <section key={id} className="grid grid-cols-[minmax(0,1fr)] gap-3">
            <h4 className="font-sans text-base font-semibold">
              <SubjectText question={label} said={said} />
            </h4>
            {echo !== null && (
              <p className="text-sm text-muted">
                <Claim partId={echo} words={said[echo] ?? []} isOwn={false} />
              </p>
            )}
            <WrittenReview
              text={typeof text === 'string' ? text : ''}
              submission={{ ...submission, concepts }}
              rubric={rubric.filter(({ field }) => field === id)}
            />
            <Model text={keyMember(models, id)} />
          </section>
        );
      })}
    </div>
  );
}

function Model({ text }: { text: ReturnType<typeof keyMember> }) {
  if (typeof text !== 'string') return null;
  return (
    <details className="text-sm">
      <summary className="cursor-pointer text-muted">{messages.compareModel}</summary>
      <div className="mt-3">
        <ModelResponse text={text} />
      </div>
    </details>
  );
}
