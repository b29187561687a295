import { keyMember } from '../../fields/field-text';
import { ResponseTable } from '../../fields/response-table';
import { SubjectText } from '../../fields/subject-text';
import { WrittenReview } from '../../fields/written-review';
import type { ReviewProps } from '../../widget';
import type { AttentionMapSpec } from './spec';

/** The weights of the rows that were filled, the words in focus, and the reason. */
export function AttentionMapReview({
  spec,
  response,
  submission,
  rubric,
  said,
}: ReviewProps<AttentionMapSpec>) {
  const weights = keyMember(response, 'weights');
  const focus = keyMember(response, 'focus');
  const reason = keyMember(response, 'reason');
  const rows = Array.isArray(weights) ? weights.map((row) => (Array.isArray(row) ? row : [])) : [];
  const chosen = Array.isArray(focus) ? focus.map((index) => spec.words[Number(index)] ?? '?') : [];
  // A response may hold only the rows that are asked for.
  const isWhole = rows.length === spec.words.length;
  const filled = rows
    .map((cells, at) => ({ word: spec.words[isWhole ? at : (spec.rows?.[at] ?? at)] ?? '?', cells }))
    .filter(({ cells }) => cells.some((cell) => String(cell ?? '').trim() !== ''));
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      {filled.length > 0 && (
        <ResponseTable
          caption="Weights as entered, by word"
          rows={filled.map(({ cells }) => cells)}
          rowLabels={filled.map(({ word }) => word)}
          columnLabels={spec.words}
        />
      )}
      {spec.focus !== null && (
        <p>
          <span className="text-muted">In focus: </span>
          <span>{chosen.length > 0 ? chosen.join(', ') : 'no word chosen'}</span>
        </p>
      )}
      {typeof spec.reason === 'object' && (
        <p className="text-muted">
          <SubjectText question={spec.reason.ask} said={{ ...said, focus: chosen }} />
        </p>
      )}
      {spec.reason && (
        <WrittenReview
          text={typeof reason === 'string' ? reason : ''}
          submission={submission}
          rubric={rubric}
        />
      )}
    </div>
  );
}
