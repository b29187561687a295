import type { ReviewProgress } from '@/lib/schemas/review-queue';
import { EmptyState } from '@/lib/ui/empty-state';
import { LinkButton } from '@/lib/ui/link-button';
import type { Place } from './use-review';

interface AllReadProps {
  place: Place;
  progress: ReviewProgress;
  /** Pairs that were decided here since the page was opened. */
  doneHere: number;
  otherParts: readonly { id: string; unread: number }[];
}

/** The end of a queue: what is done, and where to go on. */
export function AllRead({ place, progress, doneHere, otherParts }: AllReadProps) {
  const { sectionId, assignmentId, partId, show } = place;
  const here = `/sections/${sectionId}/review/${partId}?assignment=${assignmentId}`;
  const { settled, decided } = progress;
  const title = show === 'unread' ? `Nothing waits in part ${partId}.` : `These were all of part ${partId}.`;
  const done =
    doneHere > 0 ? `You have just decided for ${doneHere === 1 ? 'one pair' : `${doneHere} pairs`}. ` : '';
  const rest =
    decided > 0
      ? `${decided} ${decided === 1 ? 'is' : 'are'} decided so far.`
      : settled > 0
        ? 'The program was sure of its points everywhere.'
        : 'No pair has submitted anything here.';
  return (
    <EmptyState title={title}>
      <p>{done + rest}</p>
      <div className="flex flex-wrap justify-center gap-2">
        {otherParts.slice(0, 4).map(({ id, unread }) => (
          <LinkButton
            key={id}
            variant="primary"
            href={`/sections/${sectionId}/review/${id}?assignment=${assignmentId}`}
          >
            {`Read part ${id} (${unread})`}
          </LinkButton>
        ))}
        {settled > 0 && show !== 'settled' && (
          <LinkButton href={`${here}&show=settled`}>{`Look at ${settled} graded by the program`}</LinkButton>
        )}
        {decided + doneHere > 0 && show !== 'decided' && (
          <LinkButton href={`${here}&show=decided`}>Look at what is decided</LinkButton>
        )}
        <LinkButton href={`/sections/${sectionId}/results?assignment=${assignmentId}`}>
          Back to the class
        </LinkButton>
      </div>
    </EmptyState>
  );
}
