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

const head = 'px-2 py-1 text-xs font-medium text-muted';

/** Cells as they were typed, each with its verdict in sign, words and colour. */
export function ResponseTable(props: ResponseTableProps) {
  const { caption, rows, verdicts, keyRows, rowLabels, columnLabels } = props;
  const width = Math.max(0, ...rows.map((row) => row.length));
  const columns = Array.from({ length: width }, (_, column) => columnLabels?.[column] ?? `${column + 1}`);
  return (
    <ScrollRegion label={caption}>
      <table className="border-collapse text-sm tabular-nums">
        <caption className="pb-2 text-start text-muted">{caption}</caption>
        <thead>
          <tr>
            <td />
            {columns.map((label, column) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a column is its index; two may bear the same word
              <th key={column} scope="col" className={head}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a row is its index; two may bear the same word
            <tr key={index}>
              <th scope="row" className={`${head} text-start whitespace-nowrap`}>
                {rowLabels?.[index] ?? index + 1}
              </th>
              {columns.map((_, column) => (
                <ResponseCell
                  // biome-ignore lint/suspicious/noArrayIndexKey: a column is its index
                  key={column}
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
  value: unknown;
  verdict: CellVerdict | undefined;
  keyText: string | undefined;
}

function ResponseCell({ value, verdict, keyText }: ResponseCellProps) {
  const look = verdict && looks[verdict];
  return (
    <td className={`min-w-12 border border-line px-2 py-1 text-center align-top ${look?.tone ?? ''}`}>
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
