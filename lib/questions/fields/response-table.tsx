import type { CellVerdict } from '@/lib/schemas/grading';
import { messages as uiMessages } from '@/lib/ui/messages';
import { ScrollRegion } from '@/lib/ui/scroll-region';
import { messages } from './messages';

interface ResponseTableProps {
  caption: string;
  rows: readonly (readonly unknown[])[];
  verdicts?: readonly (readonly CellVerdict[])[] | undefined;
  /** What the key has in each cell; shown below what is not right. */
  keyRows?: readonly (readonly string[])[] | undefined;
  rowLabels?: readonly string[] | null | undefined;
  columnLabels?: readonly string[] | null | undefined;
}

const looks: Record<CellVerdict, { sign: string; tone: string }> = {
  correct: { sign: '✓', tone: 'text-correct' },
  incorrect: { sign: '✗', tone: 'bg-wrong-soft text-wrong' },
  invalid: { sign: '?', tone: 'bg-caution-soft text-caution' },
  blank: { sign: '·', tone: 'bg-sunken text-muted' },
};

const head = 'py-1 text-xs font-medium text-muted';
/** From so many columns on, cells are set tighter where there is little room. */
const many = 6;

/** Cells as they were typed, each with its verdict in sign, words and colour. */
export function ResponseTable(props: ResponseTableProps) {
  const { caption, rows, verdicts, keyRows, rowLabels, columnLabels } = props;
  const width = Math.max(0, ...rows.map((row) => row.length));
  const columns = Array.from({ length: width }, (_, column) => columnLabels?.[column] ?? `${column + 1}`);
  const isTight = width >= many;
  const room = isTight ? 'px-1 @3xl:px-2' : 'px-2';
  return (
    <ScrollRegion label={caption} className="@container overflow-x-auto">
      <table className={`border-collapse tabular-nums ${isTight ? 'text-xs @3xl:text-sm' : 'text-sm'}`}>
        <caption className="pb-2 text-start text-sm text-muted">
          {/* Stays where one sees it, however wide the table is. */}
          <span className="sticky start-0 inline-block max-w-[100cqw]">{caption}</span>
        </caption>
        <thead>
          <tr>
            <td />
            {columns.map((label, column) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a column is its index; two may bear the same word
              <th key={column} scope="col" className={`${head} ${room}`}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a row is its index; two may bear the same word
            <tr key={index}>
              <th
                scope="row"
                className={`${head} ${room} sticky start-0 bg-surface text-start whitespace-nowrap`}
              >
                {rowLabels?.[index] ?? index + 1}
              </th>
              {columns.map((_, column) => (
                <ResponseCell
                  // biome-ignore lint/suspicious/noArrayIndexKey: a column is its index
                  key={column}
                  room={room}
                  value={row[column]}
                  verdict={verdicts?.[index]?.[column]}
                  keyText={keyRows?.[index]?.[column]}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

interface ResponseCellProps {
  /** Left and right of the text. */
  room: string;
  value: unknown;
  verdict: CellVerdict | undefined;
  keyText: string | undefined;
}

function ResponseCell({ room, value, verdict, keyText }: ResponseCellProps) {
  const look = verdict && looks[verdict];
  return (
    <td className={`min-w-12 border border-line ${room} py-1 text-center align-top ${look?.tone ?? ''}`}>
      <span translate="no" className="font-mono">
        {String(value ?? '')}
      </span>
      {look && (
        <>
          <span aria-hidden="true" className="ms-1 text-xs">
            {look.sign}
          </span>
          <span className="sr-only">{`, ${uiMessages.verdict.field[verdict]}`}</span>
        </>
      )}
      {keyText !== undefined && verdict !== undefined && verdict !== 'correct' && (
        <span className="block text-xs text-muted">
          <span className="sr-only">{`, ${messages.key} `}</span>
          <span translate="no" className="font-mono">
            {keyText}
          </span>
        </span>
      )}
    </td>
  );
}
