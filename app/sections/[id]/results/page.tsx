import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { countSignatures, medianEarned } from '@/lib/results/class-table';
import { getSectionResults } from '@/lib/server/classes/results';
import { requireViewer } from '@/lib/server/people/get-viewer';
import { Card } from '@/lib/ui/card';
import { EmptyState } from '@/lib/ui/empty-state';
import { formatPoints } from '@/lib/ui/format-number';
import { LinkButton } from '@/lib/ui/link-button';
import { PageHeading } from '@/lib/ui/page-heading';
import { Shell } from '@/lib/ui/shell';
import { SectionBar } from '../_components/section-bar';
import { ClassTable } from './_components/class-table';

export const metadata: Metadata = { title: 'Results' };

interface PageProps {
  params: Promise<{ id: string }>;
  searchParams: Promise<{ assignment?: string }>;
}

/** The class at a glance, for those who teach or assist it. */
export default async function ResultsPage({ params, searchParams }: PageProps) {
  const { id } = await params;
  const { assignment } = await searchParams;
  const viewer = await requireViewer(`/sections/${id}/results`);
  const found = await getSectionResults(viewer, { sectionId: id, assignmentId: assignment }, new Date());
  if (!found.ok) notFound();
  const { sectionTitle, assignments, assignmentId, columns, rows, unpaired } = found.value;
  const current = assignments.find((one) => one.id === assignmentId);
  const allCells = rows.flatMap(({ cells }) => cells);
  const signatures = countSignatures(allCells);
  const waiting = rows.filter(({ total }) => total.waiting > 0).length;

  return (
    <Shell
      people={[viewer.name]}
      section={{ title: sectionTitle, href: `/sections/${id}` }}
      width="wide"
      bar={<SectionBar viewer={viewer} sectionId={id} current="class" assignmentId={assignmentId} />}
    >
      <PageHeading
        title={current ? current.title : 'Results'}
        lead={
          current
            ? `${rows.length} ${rows.length === 1 ? 'pair' : 'pairs'}, ${waiting} with something to review. ${
                current.phase === 'closed' ? 'Closed.' : current.phase === 'open' ? 'Open.' : 'Not open yet.'
              }`
            : undefined
        }
        actions={
          current && (
            <LinkButton href={`/api/sections/${id}/results.csv?assignmentId=${current.id}`} isDownload>
              Export CSV
            </LinkButton>
          )
        }
      />
      {!current && (
        <EmptyState title="No assignment yet">
          <p>Assign a worksheet to this section, and its results appear here.</p>
          <LinkButton href={`/sections/${id}/manage`} variant="primary">
            Make an assignment
          </LinkButton>
        </EmptyState>
      )}
      {current && rows.length === 0 && (
        <EmptyState title="Nobody has started yet">
          <p>Pairs appear here as soon as somebody opens the worksheet.</p>
        </EmptyState>
      )}
      {rows.length > 0 && (
        <ClassTable
          sectionId={id}
          columns={columns}
          rows={rows.map(
            ({ pairSessionId, seats, formerSeats, cells, total, memberOverrides, kept, own }) => ({
              pairSessionId,
              names:
                seats
                  .filter(({ isPresent }) => isPresent)
                  .map(({ name }) => name)
                  .join(' & ') || `${[...seats, ...formerSeats].map(({ name }) => name).join(' & ')} (left)`,
              cells,
              total,
              forMembers: Object.fromEntries(
                columns.map(({ id: partId }) => [
                  partId,
                  seats.flatMap(({ id: seatId, name }) => {
                    const earned =
                      (kept[seatId]?.[partId] ?? own[seatId]?.[partId])?.earned ??
                      memberOverrides[seatId]?.[partId];
                    return earned === undefined ? [] : [`${name}: ${formatPoints(earned)}`];
                  }),
                ]),
              ),
            }),
          )}
          medians={columns.map((column) =>
            medianEarned(allCells.filter(({ partId }) => partId === column.id)),
          )}
        />
      )}
      {signatures.length > 0 && (
        <Card title="Likely mistakes behind wrong matrices">
          <ul className="grid gap-1">
            {signatures.map(({ code, count }) => (
              <li key={code}>
                <span className="font-medium">{code.replaceAll('-', ' ')}</span>
                <span className="text-muted">{`: ${count} ${count === 1 ? 'pair' : 'pairs'}`}</span>
              </li>
            ))}
          </ul>
        </Card>
      )}
      {unpaired.length > 0 && (
        <Card title="Not in a pair yet">
          <p translate="no">{unpaired.map(({ name }) => name).join(', ')}</p>
        </Card>
      )}
    </Shell>
  );
}
