'use client';

import type { ReactNode } from 'react';
import type { Json } from '@/lib/schemas/json';
import type { SubmissionView } from '@/lib/schemas/submission';
import { formatNumber } from '@/lib/ui/format-number';
import { ScrollRegion } from '@/lib/ui/scroll-region';
import { keyMember, keyText } from '../../fields/field-text';
import { messages as fieldMessages } from '../../fields/messages';
import { tint } from '../../fields/tint';
import { agreesWithKey } from './agrees-with-key';
import styles from './grid.module.css';
import type { Place } from './grid-keys';
import type { MatrixSpec } from './kind';
import { messages } from './messages';
import { shortLabels } from './short-labels';
import { Title } from './title';

interface KeyBesideProps {
  spec: MatrixSpec;
  cells: readonly (readonly string[])[];
  submission: SubmissionView | null;
  revealedKey: Json | null;
  isTinted: boolean;
  children(isDiffering: (place: Place) => boolean): ReactNode;
}

/**
 * Every cell that neither says what the key says nor was graded as right, in reading order. What was graded is not
 * enough: the pair may correct its work beside the key.
 */
function differingPlaces({ spec, cells, submission }: KeyBesideProps, key: readonly Json[]): Place[] {
  const places: Place[] = [];
  for (let row = 0; row < spec.rows; row += 1) {
    const keyRow = key[row];
    for (let column = 0; column < spec.columns; column += 1) {
      if (submission?.cells?.[row]?.[column] === 'correct') continue;
      const keyCell = Array.isArray(keyRow) ? keyRow[column] : undefined;
      if (!agreesWithKey(cells[row]?.[column] ?? '', keyCell, spec.reading)) places.push({ row, column });
    }
  }
  return places;
}

/** The grid alone, or, once the page is turned, with the key beside it and the differing cells marked and listed. */
export function KeyBeside(props: KeyBesideProps) {
  const { spec, cells, revealedKey, children } = props;
  const value = keyMember(revealedKey, 'value');
  if (!Array.isArray(value)) return children(() => false);
  const keyRows = value.map((row) =>
    (Array.isArray(row) ? row : []).map((cell) => keyText(cell, (number) => formatNumber(number))),
  );
  const differing = differingPlaces(props, value);
  const isDiffering = ({ row, column }: Place) =>
    differing.some((place) => place.row === row && place.column === column);
  return (
    <>
      <div className={styles.pages}>
        <div className={styles.page}>
          <h4 className={styles.pageTitle}>{messages.key.own}</h4>
          {children(isDiffering)}
        </div>
        <div className={styles.page} data-solution="">
          <h4 className={styles.pageTitle}>{fieldMessages.key}</h4>
          <KeyTable spec={spec} rows={keyRows} isTinted={props.isTinted} isDiffering={isDiffering} />
        </div>
      </div>
      <details
        data-solution=""
        className={styles.differing}
        open={differing.length > 0 && differing.length <= 12}
      >
        <summary>{messages.key.differing(differing.length, spec.rows * spec.columns)}</summary>
        <ul>
          {differing.map(({ row, column }) => (
            <li key={`${row}/${column}`}>
              {messages.key.differingCell(
                messages.grid.placeStart(row, column),
                cells[row]?.[column]?.trim() || fieldMessages.empty,
                keyRows[row]?.[column] ?? '',
              )}
            </li>
          ))}
        </ul>
      </details>
    </>
  );
}

interface KeyTableProps {
  spec: MatrixSpec;
  rows: readonly (readonly string[])[];
  isTinted: boolean;
  isDiffering(place: Place): boolean;
}

function KeyTable({ spec, rows, isTinted, isDiffering }: KeyTableProps) {
  const columns = Array.from(
    { length: spec.columns },
    (_, column) => spec.columnLabels?.[column] ?? `${column + 1}`,
  );
  const short = shortLabels(columns);
  const shortRows = shortLabels(spec.rowLabels ?? rows.map((_, row) => `${row + 1}`));
  return (
    <ScrollRegion className={styles.scroller} label={fieldMessages.key}>
      <table className={styles.grid} data-key="">
        <thead>
          <tr>
            <td className={styles.corner} />
            {columns.map((title, column) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a column is its index
              <th key={column} scope="col" className={styles.columnHead}>
                <Title full={title} short={short[column]} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a row is its index
            <tr key={row} className={styles.row}>
              <th scope="row" className={styles.rowHead}>
                <Title full={spec.rowLabels?.[row] ?? `${row + 1}`} short={shortRows[row]} />
              </th>
              {cells.map((cell, column) => (
                <td
                  // biome-ignore lint/suspicious/noArrayIndexKey: a column is its index
                  key={column}
                  className={styles.cell}
                  style={isTinted ? tint(Number(cell) || 0) : undefined}
                  data-tinted={isTinted && Number.isFinite(Number(cell)) ? '' : undefined}
                  data-differs={isDiffering({ row, column }) || undefined}
                >
                  <span translate="no" className={styles.value} data-long={cell.length > 5 || undefined}>
                    {cell}
                  </span>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
