export type Verdict =
  | 'correct'
  | 'partial'
  | 'incorrect'
  | 'invalid'
  | 'blank'
  | 'more-digits'
  | 'needs-review'
  | 'ungradable';

const looks: Record<Verdict, { sign: string; words: string; tone: string }> = {
  correct: { sign: '✓', words: 'right', tone: 'text-correct' },
  partial: { sign: '◐', words: 'partly right', tone: 'text-caution' },
  incorrect: { sign: '✗', words: 'not right', tone: 'text-wrong' },
  invalid: { sign: '?', words: 'not readable', tone: 'text-caution' },
  blank: { sign: '·', words: 'blank', tone: 'text-muted' },
  'more-digits': { sign: '…', words: 'more digits, please', tone: 'text-caution' },
  'needs-review': { sign: '◌', words: 'waits for your instructor', tone: 'text-info' },
  ungradable: { sign: '–', words: 'not ready yet', tone: 'text-muted' },
};

/** A verdict by colour, sign and words at once. `label` replaces the words; they are read out even when not shown. */
export function VerdictMark({
  verdict,
  label,
  isCompact = false,
}: {
  verdict: Verdict;
  label?: string;
  isCompact?: boolean;
}) {
  const { sign, words, tone } = looks[verdict];
  return (
    <span className={`inline-flex items-baseline gap-1.5 font-medium ${tone}`}>
      <span aria-hidden="true">{sign}</span>
      <span className={isCompact ? 'sr-only' : undefined}>{label ?? words}</span>
    </span>
  );
}
