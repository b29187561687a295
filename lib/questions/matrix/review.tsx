import { ResponseTable } from '../response-table';
import type { ReviewProps } from '../widget';
import type { MatrixSpec } from './kind';

/** Every cell as typed, with its verdict. */
export function MatrixReview({ spec, response, submission }: ReviewProps<MatrixSpec>) {
  const rows = Array.isArray(response) ? response.map((row) => (Array.isArray(row) ? row : [])) : [];
  return (
    <ResponseTable
      caption="As entered"
      rows={rows}
      verdicts={submission.cells}
      rowLabels={spec.rowLabels}
      columnLabels={spec.columnLabels}
    />
  );
}
