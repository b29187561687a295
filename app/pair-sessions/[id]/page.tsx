import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { notFound } from 'next/navigation';
import { getPairView, getPublicWorksheet } from '@/lib/server/pair/get-pair-view';
import { requireViewer } from '@/lib/server/people/get-viewer';
import { publicOrigin } from '@/lib/server/people/public-origin';
import { Prose } from '@/lib/ui/prose';
import { QrCode } from '@/lib/ui/qr-code';
import { Shell } from '@/lib/ui/shell';
import { QuestionBody } from './_components/question-body';
import { Worksheet } from './_components/worksheet';
import { messages } from './messages';

interface PageProps {
  params: Promise<{ id: string }>;
}

export const metadata: Metadata = { title: messages.page.title };

/** A pair's worksheet. What is missing and what belongs to others look the same. */
export default async function PairSessionPage({ params }: PageProps) {
  const { id } = await params;
  const viewer = await requireViewer(`/pair-sessions/${id}`);
  const now = new Date();
  const [found, worksheet] = await Promise.all([
    getPairView(viewer, id, now),
    getPublicWorksheet(viewer, id, now),
  ]);
  if (!found.ok || !worksheet.ok) notFound();
  const view = found.value;
  const { title, credit, language, spoken, questions, section } = worksheet.value;
  const origin = view.code === null ? null : publicOrigin(await headers());
  const address = origin && `${origin}/pair-sessions/join/${view.code}`;

  return (
    <Shell
      people={view.seats.flatMap(({ name, isYours }) => (isYours ? [name] : []))}
      section={{ title: section.title, href: `/sections/${section.id}` }}
      width="wide"
    >
      <Worksheet
        initial={view}
        title={title}
        credit={credit}
        language={language}
        joining={
          address ? { address, picture: <QrCode text={address} label={messages.pair.qr(address)} /> } : null
        }
        questions={questions.map((question) => ({
          id: question.id,
          title: question.title,
          isScored: question.isScored,
          round: view.rounds[question.id] ?? null,
          body: <QuestionBody spoken={spoken} blocks={question.body} />,
          parts: question.parts
            .filter(({ isPrediction }) => !isPrediction)
            .map((part) => ({ id: part.id, prompt: <Prose markdown={part.prompt} spoken={spoken} /> })),
        }))}
      />
    </Shell>
  );
}
