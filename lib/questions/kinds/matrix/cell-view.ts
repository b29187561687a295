import { readNumber } from '@/lib/reading/number';
import type { FieldVerdict } from '@/lib/schemas/grading';
import type { FieldView } from '@/lib/schemas/pair-view';
import { fieldText } from '../../fields/field-text';
import type { MatrixSpec } from './kind';

/** Everything that is shown of one cell. */
export interface CellView {
  text: string;
  /** The number that the cell holds; null where it holds none. */
  value: number | null;
  /** 0…1 where the cell holds a number: how strongly it is tinted. */
  share: number | null;
  /** A sentence when the cell holds no number. */
  problem: string | null;
  verdict: FieldVerdict | null;
}

/** Reads one cell; `verdict` is the server's, a text that is no number gets none but its problem. */
export function cellView(
  field: FieldView | undefined,
  checked: FieldVerdict | null,
  reading: MatrixSpec['reading'],
): CellView {
  const text = fieldText(field);
  const read = readNumber(text, reading);
  const isProblem = !read.ok && read.code !== 'empty';
  const verdict = field?.verdict ?? checked;
  return {
    text,
    value: read.ok ? read.value : null,
    share: read.ok ? Math.min(Math.max(read.value, 0), 1) : null,
    problem: isProblem ? read.message : null,
    verdict: verdict === 'blank' ? null : verdict,
  };
}
