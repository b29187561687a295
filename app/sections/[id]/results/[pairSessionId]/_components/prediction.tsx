import type { WorkPart } from '@/lib/server/classes/pair-work';
import { Prose } from '@/lib/ui/prose';
import { Verbatim } from '@/lib/ui/verbatim';
import { DraftReview } from './draft-review';

/** What each person predicted before trying things out, to compare with the response below; never scored. */
export function Prediction({ parts }: { parts: readonly WorkPart[] }) {
  return (
    <section
      aria-label="Predicted before"
      className="grid grid-cols-[minmax(0,1fr)] gap-3 rounded-md border border-line bg-sunken p-4"
    >
      <p className="text-sm font-semibold">Predicted before, not scored</p>
      {parts.every(({ predicted }) => predicted.length === 0) ? (
        <p className="text-sm text-muted">Nobody of the pair has made a prediction.</p>
      ) : (
        <div className="grid grid-cols-[minmax(0,1fr)] gap-4 sm:grid-cols-2">
          {parts.map((part) => (
            <div key={part.part.id} className="grid grid-cols-[minmax(0,1fr)] content-start gap-2">
              <div className="text-sm text-muted">
                <Prose markdown={part.part.prompt} />
              </div>
              {part.predicted.map(({ seatId, name, response }) => (
                <div key={seatId} className="grid grid-cols-[minmax(0,1fr)] gap-1">
                  <p className="text-sm font-medium">
                    <Verbatim>{name}</Verbatim>
                  </p>
                  <DraftReview part={part} response={response} />
                </div>
              ))}
            </div>
          ))}
        </div>
      )}
    </section>
  );
}
