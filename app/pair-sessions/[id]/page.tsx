import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { notFound } from 'next/navigation';
import { getPairView, getPublicWorksheet } from '@/lib/server/pair/get-pair-view';
import { getSolution } from '@/lib/server/pair/get-solution';
import { requireViewer } from '@/lib/server/people/get-viewer';
import { askedOrigin, publicOrigin } from '@/lib/server/people/public-origin';
import { QrCode } from '@/lib/ui/qr-code';
import { Shell } from '@/lib/ui/shell';
import { SolutionSheet } from './_components/solution-sheet';
import { Worksheet } from './_components/worksheet';
import { worksheetQuestions } from './_components/worksheet-questions';
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
  const { title, credit, language, section } = worksheet.value;
  const solution = view.readOnly === 'staff' ? await getSolution(viewer, id, now) : null;
  const asked = await headers();
  const origin = publicOrigin(asked);
  const address = view.code !== null && origin && `${origin}/pair-sessions/join/${view.code}`;
  // Where only this machine is served, paper leads back on this machine.
  const start = origin ?? askedOrigin(asked);
  const here = `${start}/pair-sessions/${id}`;

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
        resultsHref={`/sections/${section.id}/my-results`}
        joining={
          address ? { address, picture: <QrCode text={address} label={messages.pair.qr(address)} /> } : null
        }
        openedAt={now.toISOString()}
        comeBack={{
          address: start.replace(/^https?:\/\//, ''),
          picture: <QrCode text={here} label={messages.print.picture(here)} />,
        }}
        questions={worksheetQuestions(worksheet.value, view.rounds)}
      />
      {solution?.ok && <SolutionSheet solution={solution.value} />}
    </Shell>
  );
}
