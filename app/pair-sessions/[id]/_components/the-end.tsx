'use client';

import { goToPart } from '@/lib/client/go-to';
import { type PartEnd, pairEnd } from '@/lib/pairing/pair-end';
import { Button } from '@/lib/ui/button';
import { formatPoints } from '@/lib/ui/format-number';
import { messages } from '../messages';
import { usePair } from './pair-context';

const words = messages.end;

function storyOf({ first, sign, cells, checks, isSolutionSeen }: PartEnd): string {
  const last = sign === 'open' ? words.blank : messages.states[sign];
  const result =
    cells !== null
      ? words.cells(last, cells.first, cells.last, cells.all)
      : first !== null
        ? words.change(messages.states[first], last)
        : last;
  const way = checks > 1 ? words.afterChecks(result, checks) : result;
  return isSolutionSeen ? words.withSolution(way) : way;
}

/** What became of the scored parts, once all of them are done: points, the way there, and what to practise. */
export function TheEnd({ practiceId, resultsHref }: { practiceId: string | null; resultsHref: string }) {
  const { view } = usePair().state;
  const { earned, standing, waiting, total, parts, shaky } = pairEnd(view);
  return (
    <section
      id="end"
      tabIndex={-1}
      aria-labelledby="end-title"
      className="grid gap-3 rounded-lg border border-accent bg-surface p-[clamp(1rem,3vw,1.75rem)] print:hidden"
    >
      <h2 id="end-title">{messages.dock.finished}</h2>
      <p className="text-lg tabular-nums">
        <strong>{words.counting(formatPoints(earned), formatPoints(total))}</strong>
        {standing > 0 && <span>{` ${words.standing(formatPoints(standing))}`}</span>}
        {waiting > 0 && <span>{` ${words.waiting(formatPoints(waiting))}`}</span>}
      </p>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
        {parts.map((part) => (
          <div key={part.id} className="contents">
            <dt className="font-medium">{part.id}</dt>
            <dd>{storyOf(part)}</dd>
          </div>
        ))}
      </dl>
      {shaky.length > 0 && (
        <>
          <h3>{words.shaky}</h3>
          <div className="flex flex-wrap gap-2">
            {shaky.map(({ id }) => (
              <Button key={id} size="small" onPress={() => goToPart(id)}>
                {words.lookAt(id)}
              </Button>
            ))}
          </div>
        </>
      )}
      <p className="flex flex-wrap gap-x-5 gap-y-1">
        {practiceId !== null && <a href={`#question-${practiceId}`}>{words.practise(practiceId)}</a>}
        <a href={resultsHref}>{words.results}</a>
      </p>
    </section>
  );
}
