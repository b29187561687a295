import type { Metadata } from 'next';
import { requireViewer } from '@/lib/server/people/get-viewer';
import { PageHeading } from '@/lib/ui/page-heading';
import { Shell } from '@/lib/ui/shell';
import { JoinPair } from './_components/join-pair';
import { messages } from './messages';

interface PageProps {
  params: Promise<{ code: string }>;
}

export const metadata: Metadata = { title: messages.title };

/** Where the picture of a pair's code leads; joining is a press of a button, never the mere opening of an address. */
export default async function JoinPairPage({ params }: PageProps) {
  const { code } = await params;
  const viewer = await requireViewer(`/pair-sessions/join/${encodeURIComponent(code)}`);
  return (
    <Shell people={[viewer.name]}>
      <PageHeading title={messages.title} lead={messages.body(code.slice(0, 12).toUpperCase())} />
      <JoinPair code={code} />
    </Shell>
  );
}
