import type { Json } from '@/lib/schemas/json';
import type { Solution } from '@/lib/server/pair/get-solution';
import { messages } from '../messages';

/** The lines of a response: a list is one line, its rows one each, and of what has names each member follows the other. */
function linesOf(response: Json): string[] {
  if (response === null) return [];
  if (!Array.isArray(response)) {
    return typeof response === 'object' ? Object.values(response).flatMap(linesOf) : [String(response)];
  }
  if (response.some(Array.isArray)) return response.flatMap(linesOf);
  return response.length === 0 ? [] : [response.join('   ')];
}

/** On paper only, and only for those who teach: the solution, on a page of its own behind the pair's sheet. */
export function SolutionSheet({ solution }: { solution: Solution }) {
  return (
    <section className="hidden break-before-page print:block" aria-labelledby="solution-sheet">
      <h2 id="solution-sheet">{messages.print.solution}</h2>
      <p className="mt-1 text-muted">{messages.print.forInstructors}</p>
      <dl className="mt-3 grid grid-cols-[2.5rem_minmax(0,1fr)] gap-y-2">
        {solution.map(({ partId, response }) => (
          <div key={partId} className="contents">
            <dt className="font-bold">{partId}</dt>
            <dd className="whitespace-pre-wrap">
              {linesOf(response).map((line, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the lines of a solution never move
                <p key={index}>{line}</p>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
