import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getSectionHistory } from '@/lib/server/classes/section-history';
import { requireViewer } from '@/lib/server/people/get-viewer';
import { Card } from '@/lib/ui/card';
import { EmptyState } from '@/lib/ui/empty-state';
import { LinkButton } from '@/lib/ui/link-button';
import { PageHeading } from '@/lib/ui/page-heading';
import { Shell } from '@/lib/ui/shell';
import { SectionBar } from '../_components/section-bar';
import { HistoryEntryRow } from './_components/history-entry';
import { HistoryFilterForm } from './_components/history-filter';
import { messages } from './messages';
import { addressOf, readAddress } from './read-address';

interface PageProps {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export const metadata: Metadata = { title: messages.title };

/** What was done in a section, for those who teach it. */
export default async function HistoryPage({ params, searchParams }: PageProps) {
  const { id } = await params;
  const filter = readAddress(await searchParams);
  const viewer = await requireViewer(addressOf(id, filter));
  const found = await getSectionHistory(viewer, { sectionId: id, ...filter });
  if (!found.ok) notFound();
  const { title, entries, people, next } = found.value;
  const { kind, personId, from, until, after } = filter;
  const isFiltered = Boolean(kind || personId || from || until || after);
  const empty = isFiltered ? messages.noneFound : messages.empty;
  return (
    <Shell
      people={[viewer.name]}
      section={{ title, href: `/sections/${id}` }}
      width="wide"
      bar={<SectionBar viewer={viewer} sectionId={id} current="history" />}
    >
      <PageHeading title={messages.title} lead={messages.lead} />
      <HistoryFilterForm sectionId={id} filter={filter} people={people} />
      {entries.length === 0 ? (
        <EmptyState title={empty.title}>
          <p>{empty.text}</p>
        </EmptyState>
      ) : (
        <Card>
          <ol>
            {entries.map((entry) => (
              <HistoryEntryRow key={entry.id} sectionId={id} entry={entry} />
            ))}
          </ol>
        </Card>
      )}
      {(after || next) && (
        <nav aria-label="Pages" className="flex flex-wrap gap-2 print:hidden">
          {after && (
            <LinkButton href={addressOf(id, { ...filter, after: undefined })}>{messages.newest}</LinkButton>
          )}
          {next && <LinkButton href={addressOf(id, { ...filter, after: next })}>{messages.older}</LinkButton>}
        </nav>
      )}
    </Shell>
  );
}
