import { verdictSigns } from './verdict-signs';

export type Verdict = keyof typeof verdictSigns;

const tones: Record<Verdict, string> = {
  correct: 'text-correct',
  partial: 'text-caution',
  incorrect: 'text-wrong',
  invalid: 'text-caution',
  blank: 'text-muted',
  'more-digits': 'text-caution',
  'needs-review': 'text-info',
  ungradable: 'text-muted',
};

/** A verdict by colour, sign and words at once. The words are in `messages.verdict`, or the caller's own. */
export function VerdictMark({ verdict, label }: { verdict: Verdict; label: string }) {
  return (
    <span className={`inline-flex items-baseline gap-1.5 font-medium ${tones[verdict]}`}>
      <span aria-hidden="true">{verdictSigns[verdict]}</span>
      <span>{label}</span>
    </span>
  );
}
