import { keyMember } from '../field-text';
import { ResponseTable } from '../response-table';
import type { ReviewProps } from '../widget';
import type { AttentionMapSpec } from './spec';

/** The weights of the rows that were filled, the words in focus, and the reason. */
export function AttentionMapReview({ spec, response, submission }: ReviewProps<AttentionMapSpec>) {
  const member = (name: string) => keyMember(response, name);
  const weights = member('weights');
  const focus = member('focus');
  const reason = member('reason');
  const rows = Array.isArray(weights) ? weights.map((row) => (Array.isArray(row) ? row : [])) : [];
  const filled = spec.words
    .map((word, index) => ({ word, index }))
    .filter(({ index }) => rows[index]?.some((cell) => String(cell).trim() !== ''));
  return (
    <div className="grid gap-3">
      {filled.length > 0 && (
        <ResponseTable
          caption="Weights as entered, by word"
          rows={filled.map(({ index }) => rows[index] ?? [])}
          verdicts={submission.cells && filled.map(({ index }) => submission.cells?.[index] ?? [])}
          rowLabels={filled.map(({ word }) => word)}
          columnLabels={spec.words}
        />
      )}
      <p>
        <span className="text-muted">In focus: </span>
        {Array.isArray(focus) && focus.length > 0
          ? focus.map((index) => spec.words[Number(index)] ?? '?').join(', ')
          : 'no word chosen'}
      </p>
      {typeof reason === 'string' && reason !== '' && (
        <blockquote className="prose border-s-4 border-line ps-4 whitespace-pre-wrap">{reason}</blockquote>
      )}
    </div>
  );
}
