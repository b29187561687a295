import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Card } from '@/app/_components/card';
import { EmptyState } from '@/app/_components/empty-state';
import { PageHeading } from '@/app/_components/page-heading';
import { Shell } from '@/app/_components/shell';
import { requireViewer } from '@/lib/server/get-viewer';
import { listOwnResults } from '@/lib/server/results';
import { cellText, cellTone } from '../results/_components/rows';

export const metadata: Metadata = { title: 'My results' };

/** A student's own results, once a worksheet has closed. */
export default async function MyResultsPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const viewer = await requireViewer(`/sections/${id}/my-results`);
  const found = await listOwnResults(viewer, id, new Date());
  if (!found.ok) notFound();
  const { title, results } = found.value;
  return (
    <Shell people={[viewer.name]} section={{ title, href: `/sections/${id}` }}>
      <PageHeading title="My results" lead="Results stand here when a worksheet has closed." />
      {results.length === 0 && <EmptyState title="Nothing has closed yet" />}
      {results.map((result) => (
        <Card key={result.assignmentId} title={result.title}>
          <p className="text-lg tabular-nums">
            <span className="font-semibold">{result.total.earned}</span> of {result.total.total} points
            {result.total.waiting > 0 && (
              <span className="text-caution">, {result.total.waiting} waiting for your instructor</span>
            )}
          </p>
          <ul className="grid gap-2">
            {result.cells.map((cell) => {
              const { sign, words, detail } = cellText(cell);
              return (
                <li
                  key={cell.partId}
                  className="flex flex-wrap gap-x-3 border-t border-line pt-2 first:border-0"
                >
                  <span className="w-12 font-medium">{cell.partId}</span>
                  <span className={`font-medium ${cellTone(cell)}`}>
                    <span aria-hidden="true">{sign} </span>
                    {words}
                  </span>
                  <span className="text-sm text-muted">{detail}</span>
                </li>
              );
            })}
          </ul>
        </Card>
      ))}
    </Shell>
  );
}
