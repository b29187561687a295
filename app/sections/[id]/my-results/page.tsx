import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { listOwnResults } from '@/lib/server/classes/own-results';
import { requireViewer } from '@/lib/server/people/get-viewer';
import { Card } from '@/lib/ui/card';
import { EmptyState } from '@/lib/ui/empty-state';
import { formatPoints } from '@/lib/ui/format-number';
import { PageHeading } from '@/lib/ui/page-heading';
import { Shell } from '@/lib/ui/shell';
import { cellText, cellTone } from './cell-words';

export const metadata: Metadata = { title: 'My results' };

/** A student's own results: so far where a worksheet is open, for good once it has closed. */
export default async function MyResultsPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const viewer = await requireViewer(`/sections/${id}/my-results`);
  const found = await listOwnResults(viewer, id, new Date());
  if (!found.ok) notFound();
  const { title, results } = found.value;
  return (
    <Shell people={[viewer.name]} section={{ title, href: `/sections/${id}` }}>
      <PageHeading title="My results" lead="Points of open worksheets can still change." />
      {results.length === 0 && <EmptyState title="You have not begun a worksheet yet" />}
      {results.map((result) => (
        <Card key={result.assignmentId} title={result.title}>
          <p className="text-lg tabular-nums">
            <span className="font-semibold">{formatPoints(result.total.earned)}</span>
            <span>{` of ${formatPoints(result.total.total)} points${result.isOpen ? ' so far' : ''}`}</span>
            {result.total.waiting > 0 && (
              <span className="text-caution">
                {`, ${formatPoints(result.total.waiting)} waiting for your instructor`}
              </span>
            )}
          </p>
          <ul className="grid gap-2">
            {result.cells.map((cell) => {
              const { sign, words, detail } = cellText(cell);
              const decision = result.decisions.find(({ partId }) => partId === cell.partId);
              return (
                <li
                  key={cell.partId}
                  className="grid grid-cols-[3rem_1fr] gap-x-3 border-t border-line pt-2 first:border-0"
                >
                  <span className="font-medium">{cell.partId}</span>
                  <span className="flex flex-wrap items-baseline gap-x-3">
                    <span className={`font-medium ${cellTone(cell)}`}>
                      <span aria-hidden="true">{`${sign} `}</span>
                      <span>{words}</span>
                    </span>
                    <span className="text-sm text-muted">
                      {[!cell.isScored && 'practice, no points', detail].filter(Boolean).join(', ')}
                    </span>
                  </span>
                  {decision && (
                    <p className="col-start-2 text-sm">
                      {[
                        decision.isForYouAlone ? 'Decided for you alone' : 'Decided for your pair',
                        cell.automatic === null ? '' : `, instead of ${formatPoints(cell.automatic)}`,
                        decision.comment === null ? '' : `: ${decision.comment}`,
                      ].join('')}
                    </p>
                  )}
                </li>
              );
            })}
          </ul>
        </Card>
      ))}
    </Shell>
  );
}
