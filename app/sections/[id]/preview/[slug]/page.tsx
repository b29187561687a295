import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { notFound } from 'next/navigation';
import { Worksheet } from '@/app/pair-sessions/[id]/_components/worksheet';
import { worksheetQuestions } from '@/app/pair-sessions/[id]/_components/worksheet-questions';
import { findPreview } from '@/lib/server/classes/find-preview';
import { requireViewer } from '@/lib/server/people/get-viewer';
import { askedOrigin } from '@/lib/server/people/public-origin';
import { Notice } from '@/lib/ui/notice';
import { Shell } from '@/lib/ui/shell';
import { toPreviewView } from '@/lib/worksheets/preview-view';
import { SectionBar } from '../../_components/section-bar';

export const metadata: Metadata = { title: 'Preview' };

interface PageProps {
  params: Promise<{ id: string; slug: string }>;
}

/** A worksheet as a student sees it, before or after the class has it: to read, and nothing of it is stored. */
export default async function PreviewPage({ params }: PageProps) {
  const { id, slug } = await params;
  const viewer = await requireViewer(`/sections/${id}/preview/${slug}`);
  const found = await findPreview(viewer, { sectionId: id, of: slug });
  if (!found) notFound();
  const { section, worksheet } = found;
  const { title, credit, language } = worksheet;
  return (
    <Shell
      people={[viewer.name]}
      section={{ title: section.title, href: `/sections/${id}` }}
      width="wide"
      bar={<SectionBar viewer={viewer} sectionId={id} current={null} />}
    >
      <Notice tone="info" title="Preview" role="note">
        <p>
          This is the worksheet as your students see it. Nobody works on it here: nothing can be typed, and
          nothing is stored or counted.
        </p>
      </Notice>
      <Worksheet
        initial={toPreviewView(worksheet, viewer.name)}
        title={title}
        credit={credit}
        language={language}
        resultsHref={`/sections/${id}/results`}
        joining={null}
        openedAt={new Date().toISOString()}
        comeBack={{ address: askedOrigin(await headers()).replace(/^https?:\/\//, ''), picture: null }}
        questions={worksheetQuestions(worksheet, {})}
      />
    </Shell>
  );
}
