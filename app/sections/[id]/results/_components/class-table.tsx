// Marked for the browser, so that a page carries a row once as text and once as data, and not twice as text.
'use client';

import Link from 'next/link';
import type { SharedRows } from '@/lib/results/class-row';
import { LocalTime } from '@/lib/ui/local-time';
import { ScrollRegion } from '@/lib/ui/scroll-region';
import { useInBrowser } from '@/lib/ui/use-in-browser';
import styles from './class-table.module.css';
import type { ColumnView, SortView } from './class-view';

interface ClassTableProps {
  sectionId: string;
  columns: readonly ColumnView[];
  shared: SharedRows;
  /** How the columns that are no parts are sorted. */
  byName: SortView;
  byTotal: SortView & { detail: string };
  byLast: SortView;
}

/**
 * Pairs by parts, a row of 32 pixels each: a sign and few characters in a cell, and the same in words for those who do
 * not see it.
 */
export function ClassTable({ sectionId, columns, shared, byName, byTotal, byLast }: ClassTableProps) {
  const scored = columns.filter(({ isScored }) => isScored);
  const isInBrowser = useInBrowser();
  // Hidden until somebody asks for them or prints: there is time to add them once the page is there.
  const extra = isInBrowser ? columns.filter(({ isScored }) => !isScored) : [];
  return (
    <div className={styles.frame}>
      <ScrollRegion
        label="Pairs and parts"
        className={`rounded-md border border-line bg-surface print:border-0 ${styles.region}`}
      >
        <table className={styles.table}>
          <caption className="sr-only">
            What counts for each pair, part by part. Each name leads to the pair’s work.
          </caption>
          <thead>
            <tr>
              <Head look={styles.names} label="Pair" {...byName} />
              {scored.map((column) => (
                <PartHead key={column.partId} column={column} />
              ))}
              <Head look={styles.number} label="Total" {...byTotal} />
              {extra.map((column) => (
                <PartHead key={column.partId} column={column} look={styles.extra} />
              ))}
              {isInBrowser && (
                <>
                  <th scope="col" className={`${styles.number} ${styles.extra}`}>
                    Attempts
                  </th>
                  <Head look={styles.extra} label="Last work" {...byLast} />
                </>
              )}
            </tr>
          </thead>
          <tbody>
            {shared.rows.map((row) => (
              <tr key={row.pairSessionId}>
                <RowHead sectionId={sectionId} row={row} />
                <Cells texts={shared.texts} row={row} columns={columns} of={scored} />
                <td data-number="">
                  <b>{row.total}</b>
                  {row.unread > 0 && <small>{`${row.unread} to read`}</small>}
                </td>
                <Cells texts={shared.texts} row={row} columns={columns} of={extra} isExtra />
                {isInBrowser && (
                  <>
                    <td data-number="" data-extra="">
                      {row.attempts}
                    </td>
                    <td data-extra="">{row.lastWorkAt && <LocalTime at={row.lastWorkAt} />}</td>
                  </>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      <label className="mt-2 inline-flex min-h-9 items-center gap-2 text-sm pointer-coarse:min-h-11 print:hidden">
        <input type="checkbox" data-extras className="size-4 accent-accent" />
        More columns: parts without points, attempts, last work
      </label>
    </div>
  );
}

type SharedRow = SharedRows['rows'][number];

function RowHead({ sectionId, row }: { sectionId: string; row: SharedRow }) {
  return (
    <th scope="row">
      <Link
        href={`/sections/${sectionId}/results/${row.pairSessionId}`}
        prefetch={false}
        title={row.fullNames ?? undefined}
        translate="no"
      >
        {row.lines.map(({ text, email }, line) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two of a pair may have one name
          <span key={line}>
            {line > 0 && <i className="sr-only">{'& '}</i>}
            <b>{text}</b>
            {email !== null && <small>{` ${email}`}</small>}
          </span>
        ))}
        {row.isLeft && <small>(left)</small>}
      </Link>
    </th>
  );
}

const arrows = { ascending: '▲', descending: '▼' } as const;

interface HeadProps extends SortView {
  label: string;
  look?: string | undefined;
  detail?: string;
  isShown?: boolean;
}

/** The head of a column; a press sorts by it. */
function Head({ label, look = '', detail, sorted, sortHref, isShown = false }: HeadProps) {
  return (
    <th scope="col" aria-sort={sorted ?? 'none'} className={look} data-shown={isShown ? '' : undefined}>
      <Link href={sortHref} prefetch={false} scroll={false} className={styles.sort}>
        <span>{label}</span>
        {sorted && <span aria-hidden="true">{arrows[sorted]}</span>}
      </Link>
      {detail && <span className={styles.detail}>{detail}</span>}
    </th>
  );
}

function PartHead({ column, look = '' }: { column: ColumnView; look?: string | undefined }) {
  const { partId, isScored: _known, ...head } = column;
  return <Head label={partId} look={`${styles.part} ${look}`} {...head} />;
}

interface CellsProps {
  texts: SharedRows['texts'];
  row: SharedRow;
  columns: readonly ColumnView[];
  of: readonly ColumnView[];
  isExtra?: boolean;
}

function Cells({ texts, row, columns, of, isExtra = false }: CellsProps) {
  return of.map((column) => {
    const cell = texts[row.cells[columns.indexOf(column)] ?? -1];
    return (
      <td
        key={column.partId}
        data-tone={cell?.tone}
        data-extra={isExtra ? '' : undefined}
        data-shown={column.isShown ? '' : undefined}
      >
        <i aria-hidden="true">{`${cell?.sign} ${cell?.text}`.trimEnd()}</i>
        <span>{cell?.sentence}</span>
      </td>
    );
  });
}
