'use client';

import { formatPoints } from '@/lib/ui/format-number';
import { messages } from '../messages';
import { asideLook } from './aside-look';
import { usePair } from './pair-context';
import { partState, scoreSoFar } from './part-slice';

const signs = {
  open: '',
  drafted: '·',
  correct: '✓',
  partial: '◐',
  incorrect: '✗',
  'needs-review': '◌',
  revealed: '↻',
  handedIn: '●',
} as const;

const partLook = [
  'flex min-h-10 min-w-13 items-center justify-center gap-1.5 rounded-md border border-line-strong bg-surface px-2.5',
  'font-medium text-ink no-underline [&>:empty]:hidden',
  'data-[state=correct]:border-correct data-[state=correct]:text-correct',
  'data-[state=incorrect]:border-wrong data-[state=incorrect]:text-wrong',
  'data-[state=partial]:border-caution data-[state=partial]:text-caution',
].join(' ');

/** Every part with its state, and what counts so far; a way to jump to each. */
export function Overview({ partIds }: { partIds: readonly string[] }) {
  const { view } = usePair().state;
  const { earned, total, isProvisional } = scoreSoFar(view);
  return (
    <nav aria-label={messages.page.parts} className="grid gap-3">
      <ol className="flex flex-wrap gap-1.5">
        {view.parts.map(({ id, isScored }) => {
          if (!partIds.includes(id)) return null;
          const state = partState(view, id);
          return (
            <li key={id} data-practice={isScored ? undefined : ''}>
              <a
                href={`#part-${id}`}
                data-state={state}
                className={partLook}
                aria-label={messages.page.toPart(id, messages.states[state])}
              >
                <span>{id}</span>
                <span aria-hidden="true">{signs[state]}</span>
              </a>
            </li>
          );
        })}
      </ol>
      <p className="font-medium tabular-nums">
        {messages.page.total(formatPoints(earned), formatPoints(total))}
        {isProvisional && <span className={`block ${asideLook}`}> {messages.page.waitingForReview}</span>}
      </p>
    </nav>
  );
}
