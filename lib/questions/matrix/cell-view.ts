import { readNumber } from '@/lib/reading/number';
import type { FieldView, SubmissionView } from '../../pairing/pair-view';
import type { FieldVerdict } from '../define-kind';
import type { MatrixSpec } from './kind';

/** Everything that is shown of one cell. */
export interface CellView {
  text: string;
  /** 0…1 where the cell holds a number: how strongly it is tinted. */
  share: number | null;
  /** A sentence when what stands there is no number. */
  problem: string | null;
  verdict: FieldVerdict | null;
}

/** The text of a field that holds a cell. */
export function cellText(field: FieldView | undefined): string {
  return typeof field?.value === 'string' ? field.value : '';
}

/** Reads one cell as it stands; `verdict` is the server's, a text that is no number gets none but its problem. */
export function cellView(
  field: FieldView | undefined,
  checked: FieldVerdict | null,
  reading: MatrixSpec['reading'],
): CellView {
  const text = cellText(field);
  const read = readNumber(text, reading);
  const isProblem = !read.ok && read.code !== 'empty';
  const verdict = field?.verdict ?? checked;
  return {
    text,
    share: read.ok ? Math.min(Math.max(read.value, 0), 1) : null,
    problem: isProblem ? read.message : null,
    verdict: verdict === 'blank' ? null : verdict,
  };
}

/** The verdict of the last check on a cell, where the cell has none of its own. */
export function checkedVerdict(
  submission: SubmissionView | null,
  row: number,
  column: number,
): FieldVerdict | null {
  return submission?.cells?.[row]?.[column] ?? null;
}
