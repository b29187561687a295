import type { ReactNode } from 'react';
import type { ReviewProps } from '../widget';

/** The text with the words marked that the rubric went by. */
export function ShortAnswerReview({ response, submission }: ReviewProps) {
  const text = typeof response === 'string' ? response : '';
  const quotes = (submission.concepts ?? []).flatMap(({ quote }) => (quote ? [quote] : []));
  return (
    <div className="grid gap-3">
      <blockquote className="prose border-s-4 border-line ps-4 whitespace-pre-wrap">
        {markQuotes(text, quotes)}
      </blockquote>
      {submission.concepts && (
        <ul className="flex flex-wrap gap-x-4 gap-y-1 text-sm">
          {submission.concepts.map(({ id, verdict }) => (
            <li key={id} className={verdict === 'found' ? 'text-correct' : 'text-muted'}>
              <span aria-hidden="true">
                {verdict === 'found' ? '✓ ' : verdict === 'unknown' ? '· ' : '! '}
              </span>
              {id}: {verdict}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** Marks each stretch of the text that is quoted; where quotes overlap, the first one wins. */
function markQuotes(text: string, quotes: readonly string[]): ReactNode[] {
  const spans = quotes
    .map((quote) => ({ start: text.indexOf(quote), length: quote.length }))
    .filter(({ start }) => start >= 0)
    .sort((a, b) => a.start - b.start);
  const pieces: ReactNode[] = [];
  let at = 0;
  for (const { start, length } of spans) {
    if (start < at) continue;
    pieces.push(
      text.slice(at, start),
      <mark key={start} className="rounded-sm bg-correct-soft px-0.5 text-ink">
        {text.slice(start, start + length)}
      </mark>,
    );
    at = start + length;
  }
  pieces.push(text.slice(at));
  return pieces;
}
