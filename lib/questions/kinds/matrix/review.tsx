import { formatNumber } from '@/lib/ui/format-number';
import { keyMember, keyText } from '../../fields/field-text';
import { ResponseTable } from '../../fields/response-table';
import type { ReviewProps } from '../../widget';
import type { MatrixSpec } from './kind';

/** Every cell as typed, with its verdict; the key where it is not right. */
export function MatrixReview({ spec, response, submission, revealedKey }: ReviewProps<MatrixSpec>) {
  const rows = Array.isArray(response) ? response.map((row) => (Array.isArray(row) ? row : [])) : [];
  const key = keyMember(revealedKey, 'value');
  return (
    <ResponseTable
      caption="As entered; below what is not right, the key"
      rows={rows}
      verdicts={submission.cells}
      keyRows={
        Array.isArray(key)
          ? key.map((row) => [row].flat().map((cell) => keyText(cell, (number) => formatNumber(number))))
          : undefined
      }
      rowLabels={spec.rowLabels}
      columnLabels={spec.columnLabels}
    />
  );
}
