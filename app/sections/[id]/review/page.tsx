import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getReviewIndex, type PartToReview } from '@/lib/server/classes/review-room';
import { requireViewer } from '@/lib/server/people/get-viewer';
import { Badge } from '@/lib/ui/badge';
import { count } from '@/lib/ui/count';
import { EmptyState } from '@/lib/ui/empty-state';
import { LinkButton } from '@/lib/ui/link-button';
import { PageHeading } from '@/lib/ui/page-heading';
import { Shell } from '@/lib/ui/shell';
import { SectionBar } from '../_components/section-bar';

export const metadata: Metadata = { title: 'Review' };

interface PageProps {
  params: Promise<{ id: string }>;
  searchParams: Promise<{ assignment?: string }>;
}

/** The parts of an assignment, with how much of each waits to be read. */
export default async function ReviewIndexPage({ params, searchParams }: PageProps) {
  const { id } = await params;
  const { assignment } = await searchParams;
  const viewer = await requireViewer(`/sections/${id}/review`);
  const found = await getReviewIndex(viewer, { sectionId: id, assignmentId: assignment });
  if (!found.ok) notFound();
  const { sectionTitle, assignmentId, title, parts } = found.value;
  const total = parts.reduce((sum, { waiting, changed }) => sum + waiting + changed, 0);
  return (
    <Shell
      people={[viewer.name]}
      section={{ title: sectionTitle, href: `/sections/${id}` }}
      width="wide"
      bar={<SectionBar viewer={viewer} sectionId={id} current="review" assignmentId={assignmentId} />}
    >
      <PageHeading
        title="Review"
        lead={
          assignmentId === null
            ? 'Here you read what pairs have written, part by part.'
            : total === 0
              ? `${title}. Nothing waits for you.`
              : `${title}. Choose a part: you read its answers one after the other.`
        }
      />
      {assignmentId === null ? (
        <EmptyState title="No worksheet has been given to this class yet.">
          <LinkButton href={`/sections/${id}/manage`} variant="primary">
            Give one to the class
          </LinkButton>
        </EmptyState>
      ) : (
        <ul className="grid gap-3">
          {parts.map((part) => (
            <li key={part.id}>
              <PartRow part={part} href={`/sections/${id}/review/${part.id}?assignment=${assignmentId}`} />
            </li>
          ))}
        </ul>
      )}
    </Shell>
  );
}

/** A part as one link: what waits is the loudest. */
function PartRow({ part, href }: { part: PartToReview; href: string }) {
  const { id, question, points, isScored, waiting, changed, settled, decided } = part;
  const unread = waiting + changed;
  const show = unread > 0 ? '' : settled > 0 ? '&show=settled' : decided > 0 ? '&show=decided' : '';
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 rounded-lg border border-line bg-surface px-5 py-3">
      <h2 className="text-lg">
        <a
          href={`${href}${show}`}
          className="inline-block leading-6 pointer-coarse:leading-[2.75rem]"
        >{`Part ${id}`}</a>
      </h2>
      <span className="text-sm text-muted">
        {[question, isScored ? count(points, 'point', 'points') : 'practice'].filter(Boolean).join(' · ')}
      </span>
      <span className="flex flex-wrap gap-2 sm:ms-auto">
        {waiting > 0 && <Badge tone="caution">{`${waiting} waiting`}</Badge>}
        {changed > 0 && <Badge tone="wrong">{`${changed} changed`}</Badge>}
        {decided > 0 && <Badge tone="accent">{`${decided} decided`}</Badge>}
        {settled > 0 && <Badge>{`${settled} graded by the program`}</Badge>}
        {unread + decided + settled === 0 && <Badge>nothing yet</Badge>}
      </span>
    </div>
  );
}
