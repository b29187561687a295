import type { CellVerdict } from './define-kind';

interface ResponseTableProps {
  caption: string;
  rows: readonly (readonly unknown[])[];
  verdicts?: readonly (readonly CellVerdict[])[] | undefined;
  rowLabels?: readonly string[] | null | undefined;
  columnLabels?: readonly string[] | null | undefined;
}

const signs: Record<CellVerdict, { sign: string; words: string; tone: string }> = {
  correct: { sign: '✓', words: 'right', tone: 'text-correct' },
  incorrect: { sign: '✗', words: 'not right', tone: 'bg-wrong-soft text-wrong' },
  invalid: { sign: '?', words: 'not readable', tone: 'bg-caution-soft text-caution' },
  blank: { sign: '·', words: 'blank', tone: 'text-muted' },
};

/** Cells as they were typed, each with its verdict in sign, words and colour. */
export function ResponseTable({ caption, rows, verdicts, rowLabels, columnLabels }: ResponseTableProps) {
  const width = Math.max(0, ...rows.map((row) => row.length));
  const columns = Array.from({ length: width }, (_, column) => columnLabels?.[column] ?? String(column + 1));
  return (
    <table className="border-collapse text-sm tabular-nums">
      <caption className="pb-2 text-start text-muted">{caption}</caption>
      <thead>
        <tr>
          <td />
          {columns.map((label) => (
            <th key={label} scope="col" className="px-2 py-1 text-xs font-medium text-muted">
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => {
          const label = rowLabels?.[index] ?? String(index + 1);
          return (
            <tr key={label}>
              <th scope="row" className="px-2 py-1 text-xs font-medium text-muted">
                {label}
              </th>
              {columns.map((column, at) => {
                const verdict = verdicts?.[index]?.[at];
                const look = verdict && signs[verdict];
                return (
                  <td key={column} className={`border border-line px-2 py-1 text-center ${look?.tone ?? ''}`}>
                    {String(row[at] ?? '')}
                    {look && (
                      <>
                        <span aria-hidden="true" className="ms-1 text-xs">
                          {look.sign}
                        </span>
                        <span className="sr-only">, {look.words}</span>
                      </>
                    )}
                  </td>
                );
              })}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
