import { readEvidence } from '@/lib/reading/evidence';
import type { ConceptVerdict, RubricLine } from '@/lib/schemas/grading';
import type { SubmissionView } from '@/lib/schemas/submission';
import { EvidenceViews } from './evidence-views';

const looks: Record<ConceptVerdict['verdict'], { sign: string; words: string; tone: string; mark: string }> =
  {
    found: { sign: '✓', words: 'found', tone: 'text-correct', mark: 'bg-correct-soft' },
    contradicted: { sign: '✗', words: 'contradicted', tone: 'text-wrong', mark: 'bg-wrong-soft' },
    conflict: { sign: '!', words: 'said and contradicted', tone: 'text-caution', mark: 'bg-caution-soft' },
    unknown: { sign: '·', words: 'not found', tone: 'text-muted', mark: '' },
  };

interface WrittenReviewProps {
  text: string;
  submission: SubmissionView;
  /** What the author says of the concepts. Those without words only help to read others: they are not listed. */
  rubric: readonly RubricLine[];
}

/**
 * A written response: marks the words that the rubric quotes, shows the evidence behind the text, and lists the rubric's
 * verdict on each concept.
 */
export function WrittenReview({ text, submission, rubric }: WrittenReviewProps) {
  const concepts = submission.concepts ?? [];
  const { prose, views } = readEvidence(text);
  const verdicts = rubric.flatMap(({ concept, label }) => {
    const found = concepts.find(({ id }) => id === concept);
    return found ? { concept, label: label.replace(/\.$/, ''), look: looks[found.verdict] } : [];
  });
  if (text.trim() === '') return <p className="text-muted">No text.</p>;
  return (
    <div className="grid gap-3">
      <blockquote className="max-w-prose border-s-4 border-line ps-4 font-prose whitespace-pre-wrap">
        {cutAtQuotes(prose, concepts).map(({ start, piece, verdict }) =>
          verdict === null ? (
            <span key={start}>{piece}</span>
          ) : (
            <mark key={start} className={`rounded-sm px-0.5 text-ink ${looks[verdict].mark}`}>
              {piece}
            </mark>
          ),
        )}
      </blockquote>
      <EvidenceViews views={views} onRemove={null} />
      {verdicts.length > 0 && (
        <ul className="grid gap-1 text-sm" aria-label="What the rubric asks for">
          {verdicts.map(({ concept, label, look }) => (
            <li key={concept} className={look.tone}>
              <span aria-hidden="true">{`${look.sign} `}</span>
              <span>{`${label}: ${look.words}`}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

interface Piece {
  start: number;
  piece: string;
  /** Null between quotes. */
  verdict: ConceptVerdict['verdict'] | null;
}

/** Cuts a text where it is quoted; where quotes overlap, the one that begins first wins. Joined, it is the text again. */
export function cutAtQuotes(text: string, concepts: readonly ConceptVerdict[]): Piece[] {
  const quotes = concepts
    .flatMap(({ quote, verdict }) => (quote ? [{ start: text.indexOf(quote), quote, verdict }] : []))
    .filter(({ start }) => start >= 0)
    .sort((a, b) => a.start - b.start);
  const pieces: Piece[] = [];
  let at = 0;
  for (const { start, quote, verdict } of quotes) {
    if (start < at) continue;
    if (start > at) pieces.push({ start: at, piece: text.slice(at, start), verdict: null });
    pieces.push({ start, piece: quote, verdict });
    at = start + quote.length;
  }
  if (at < text.length) pieces.push({ start: at, piece: text.slice(at), verdict: null });
  return pieces;
}
