import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { keyMember } from '@/lib/questions/fields/field-text';
import { queueQuery } from '@/lib/schemas/review-queue';
import { getReviewRoom, type ReviewRoom } from '@/lib/server/classes/review-room';
import { requireViewer } from '@/lib/server/people/get-viewer';
import { CodeBlock } from '@/lib/ui/code-block';
import { Prose } from '@/lib/ui/prose';
import { Shell } from '@/lib/ui/shell';
import { SectionBar } from '../../_components/section-bar';
import { Room } from './_components/room';

const roomQuery = queueQuery.partial({ assignmentId: true });

export const metadata: Metadata = { title: 'Review a part' };

interface PageProps {
  params: Promise<{ id: string; partId: string }>;
  searchParams: Promise<{ assignment?: string; show?: string }>;
}

/** The room in which the responses to one part are read, without page loads. */
export default async function ReviewPage({ params, searchParams }: PageProps) {
  const { id, partId } = await params;
  const { assignment, show } = await searchParams;
  const viewer = await requireViewer(`/sections/${id}/review/${partId}`);
  const asked = roomQuery.safeParse({ assignmentId: assignment, partId, show });
  if (!asked.success) notFound();
  const found = await getReviewRoom(viewer, { ...asked.data, sectionId: id }, new Date());
  if (!found.ok) notFound();
  const room = found.value;
  const { assignmentId } = room;
  return (
    <Shell
      people={[viewer.name]}
      section={{ title: room.sectionTitle, href: `/sections/${id}` }}
      width="full"
      spacing="dense"
      bar={<SectionBar viewer={viewer} sectionId={id} current="review" assignmentId={assignmentId} />}
    >
      <Room
        key={asked.data.show}
        place={{ viewerId: viewer.userId, sectionId: id, assignmentId, partId, show: asked.data.show }}
        part={{
          kind: room.kind,
          spec: room.spec,
          rubric: room.rubric,
          points: room.points,
          title: room.title,
        }}
        first={room.first}
        comments={room.comments}
        otherParts={room.parts
          .filter((part) => part.id !== partId && part.waiting + part.changed > 0)
          .map((part) => ({ id: part.id, unread: part.waiting + part.changed }))}
        question={<Question room={room} />}
      />
    </Shell>
  );
}

/** What was asked, what a good response contains, and the author's own response. */
function Question({ room }: { room: ReviewRoom }) {
  const model = keyMember(room.revealedKey, 'model');
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4 text-sm">
      <details>
        <summary className="cursor-pointer text-muted pointer-coarse:min-h-11">Before this part</summary>
        <div className="mt-3 grid grid-cols-[minmax(0,1fr)] gap-3">
          {room.blocks.map((block, index) =>
            block.type === 'text' ? (
              // biome-ignore lint/suspicious/noArrayIndexKey: the blocks of a published worksheet never move
              <Prose key={index} markdown={block.markdown} spoken={room.spoken} />
            ) : block.type === 'code' ? (
              // biome-ignore lint/suspicious/noArrayIndexKey: the blocks of a published worksheet never move
              <CodeBlock key={index} code={block.code} language={block.language} />
            ) : null,
          )}
        </div>
      </details>
      <Prose markdown={room.prompt} spoken={room.spoken} />
      {room.rubric.length > 0 && (
        <div className="grid gap-1">
          <h2 className="text-base">A good answer says</h2>
          <ul className="list-disc ps-5">
            {[...new Set(room.rubric.map(({ label }) => label))].map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </div>
      )}
      {typeof model === 'string' && (
        <div className="grid gap-1">
          <h2 className="text-base">The author’s answer</h2>
          <p className="font-prose whitespace-pre-line">{model}</p>
        </div>
      )}
    </div>
  );
}
