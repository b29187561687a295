'use client';

import Link from 'next/link';
import { useState } from 'react';
import type { ClassCell, PartColumn } from '@/lib/schemas/class-results';
import { formatPoints } from '@/lib/ui/format-number';
import { ScrollRegion } from '@/lib/ui/scroll-region';
import { cellText, cellTone, filterRows, type RowFilter, type SortBy, sortRows, type TableRow } from './rows';

interface ClassTableProps {
  sectionId: string;
  columns: PartColumn[];
  rows: TableRow[];
  medians: (number | null)[];
}

const filters: { id: RowFilter; label: string }[] = [
  { id: 'all', label: 'All pairs' },
  { id: 'waiting', label: 'Waiting for review' },
  { id: 'disagreed', label: 'Partners disagree' },
  { id: 'unfinished', label: 'A part not started' },
];

/** Pairs by parts: score, attempts and state of each, in sign and words. */
export function ClassTable({ sectionId, columns, rows, medians }: ClassTableProps) {
  const [filter, setFilter] = useState<RowFilter>('all');
  const [sort, setSort] = useState<SortBy>('name');
  // The parts that count come before the total, so that a narrow screen shows both.
  const scored = columns.filter(({ isScored }) => isScored);
  const extra = columns.filter(({ isScored }) => !isScored);
  const medianOf = (column: PartColumn) => medians[columns.indexOf(column)] ?? null;
  const shown = sortRows(filterRows(rows, filter), sort);
  return (
    <div className="grid gap-4">
      <div className="flex flex-wrap items-center gap-x-6 gap-y-3 print:hidden">
        <fieldset className="flex flex-wrap gap-2">
          <legend className="sr-only">Show</legend>
          {filters.map(({ id, label }) => (
            <label
              key={id}
              className="inline-flex min-h-9 cursor-pointer items-center rounded-full border border-line-strong px-3 text-sm has-checked:border-accent has-checked:bg-accent-soft has-checked:font-medium forced-colors:has-checked:bg-[Highlight] forced-colors:has-checked:text-[HighlightText] forced-colors:has-checked:forced-color-adjust-none has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus"
            >
              <input
                type="radio"
                name="filter"
                className="sr-only"
                checked={filter === id}
                onChange={() => setFilter(id)}
              />
              <span>{`${label} (${filterRows(rows, id).length})`}</span>
            </label>
          ))}
        </fieldset>
        <label className="ms-auto inline-flex items-center gap-2 text-sm">
          Sort by
          <select
            value={sort}
            onChange={({ target }) => setSort(target.value as SortBy)}
            className="min-h-9 rounded-md border border-line-strong bg-surface px-2"
          >
            <option value="name">name</option>
            <option value="least">fewest points</option>
            <option value="most">most points</option>
            <option value="waiting">most waiting</option>
          </select>
        </label>
      </div>
      <ScrollRegion
        label="Results by pair and part"
        className="max-h-[80dvh] overflow-auto rounded-lg border border-line bg-surface print:max-h-none print:overflow-visible"
      >
        <table className="w-full border-collapse text-sm tabular-nums">
          <thead>
            <tr className="text-start">
              <th
                scope="col"
                className="sticky start-0 top-0 z-20 border-b border-line-strong bg-sunken px-4 py-3 text-start font-medium"
              >
                Pair
              </th>
              {scored.map((column) => (
                <PartHead key={column.id} column={column} median={medianOf(column)} />
              ))}
              <th
                scope="col"
                className="sticky top-0 z-10 border-b border-line-strong bg-sunken px-4 py-3 text-end font-medium"
              >
                Total
              </th>
              {extra.map((column) => (
                <PartHead key={column.id} column={column} median={medianOf(column)} />
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <tr key={row.pairSessionId} className="border-b border-line last:border-0 hover:bg-sunken/60">
                <th
                  scope="row"
                  className="sticky start-0 z-[5] max-w-44 bg-surface px-4 py-3 text-start align-top font-medium sm:max-w-72"
                >
                  <Link href={`/sections/${sectionId}/results/${row.pairSessionId}`} translate="no">
                    {row.names}
                  </Link>
                </th>
                <Cells row={row} columns={scored} />
                <td className="px-4 py-3 text-end align-top whitespace-nowrap">
                  <span className="font-semibold">{formatPoints(row.total.earned)}</span>
                  <span className="text-muted">{` of ${formatPoints(row.total.total)}`}</span>
                  {row.total.waiting > 0 && (
                    <span className="block text-xs text-caution">
                      {`${formatPoints(row.total.waiting)} waiting`}
                    </span>
                  )}
                </td>
                <Cells row={row} columns={extra} />
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      <p role="status" className="text-sm text-muted">
        {shown.length === rows.length
          ? `${rows.length} ${rows.length === 1 ? 'pair' : 'pairs'}`
          : `${shown.length} of ${rows.length} pairs`}
      </p>
    </div>
  );
}

function PartHead({ column, median }: { column: PartColumn; median: number | null }) {
  const { id, points, isScored } = column;
  return (
    <th
      scope="col"
      className="sticky top-0 z-10 border-b border-line-strong bg-sunken px-3 py-3 text-start font-medium"
    >
      <span>{id}</span>
      <span className="block text-xs font-normal whitespace-nowrap text-muted">
        {[
          `of ${formatPoints(points)}`,
          ...(isScored ? [] : ['unscored']),
          ...(median === null ? [] : [`median ${formatPoints(median)}`]),
        ].join(', ')}
      </span>
    </th>
  );
}

function Cells({ row, columns }: { row: TableRow; columns: readonly PartColumn[] }) {
  return columns.flatMap(({ id }) => {
    const cell = row.cells.find(({ partId }) => partId === id);
    return cell ? [<Cell key={id} cell={cell} forMembers={row.forMembers[id]} />] : [];
  });
}

function Cell({ cell, forMembers = [] }: { cell: ClassCell; forMembers?: readonly string[] | undefined }) {
  const { sign, words, detail } = cellText(cell);
  return (
    <td className="px-3 py-3 align-top">
      <span className={`font-medium whitespace-nowrap ${cellTone(cell)}`}>
        <span aria-hidden="true">{`${sign} `}</span>
        <span>{words}</span>
      </span>
      {detail && <span className="block text-xs text-muted">{detail}</span>}
      {forMembers.map((decision) => (
        <span key={decision} translate="no" className="block text-xs text-muted">
          {decision}
        </span>
      ))}
    </td>
  );
}
