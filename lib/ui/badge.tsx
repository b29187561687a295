import type { ReactNode } from 'react';

export type BadgeTone = 'neutral' | 'accent' | 'correct' | 'wrong' | 'caution' | 'partner';

const looks: Record<BadgeTone, string> = {
  neutral: 'bg-sunken text-muted',
  accent: 'bg-accent-soft text-accent-strong',
  correct: 'bg-correct-soft text-correct',
  wrong: 'bg-wrong-soft text-wrong',
  caution: 'bg-caution-soft text-caution',
  partner: 'bg-partner-soft text-partner',
};

/** A word or two about the state of something. */
export function Badge({ tone = 'neutral', children }: { tone?: BadgeTone; children: ReactNode }) {
  return (
    <span
      className={`inline-flex items-center gap-1 rounded-full px-2.5 py-0.5 text-xs font-medium whitespace-nowrap ${looks[tone]}`}
    >
      {children}
    </span>
  );
}
