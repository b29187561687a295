import { useState } from 'react';
import type { FieldVerdict } from '@/lib/schemas/grading';
import type { SubmissionView } from '@/lib/schemas/submission';

/**
 * The verdicts of the last check for cells that have not changed since. Parts with an instant check need
 * them only until the first edit; the others have no verdict of a cell besides these.
 */
export function useCheckedCells(
  submission: SubmissionView | null,
  texts: readonly (readonly string[])[],
): (row: number, column: number) => FieldVerdict | null {
  const id = submission?.id ?? null;
  const [checked, setChecked] = useState({ id, texts });
  if (checked.id !== id) setChecked({ id, texts });
  return (row, column) => {
    const isAsChecked = checked.texts[row]?.[column] === texts[row]?.[column];
    return isAsChecked ? (submission?.cells?.[row]?.[column] ?? null) : null;
  };
}
