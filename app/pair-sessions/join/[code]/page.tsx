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

/** The page behind a pair's QR code. Joining takes a button, because opening an address must not take a seat. */
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
