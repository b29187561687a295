import { describe, expect, it } from 'vitest';
import { distribution } from '@/lib/questions/kinds/distribution/kind';
import { matrix } from '@/lib/questions/kinds/matrix/kind';
import { number } from '@/lib/questions/kinds/number/kind';
import { readMatrixText } from '@/lib/reading/matrix-text';
import { readNumber } from '@/lib/reading/number';
import { acceptedNumbers, refusedNumbers } from '../reading/number-texts';

/** What is another text beside a tab: what spreadsheets quote, and the name of a matrix. */
const isOther = /["\t\n\r]|^\w+ =/;

function pastedCell(text: string): number | null {
  const read = readMatrixText(`${text}\t1`);
  if (!read.ok || read.rows[0]?.length !== 2) return null;
  const cell = readNumber(read.rows[0][0] ?? '');
  return cell.ok ? cell.value : null;
}

const cells = matrix.preparePart({ rows: 1, columns: 2 }, { value: [[0.123, 1]] });
const chances = distribution.preparePart({ outcomes: ['a', 'b'] }, { value: [0.123, 0.877] });

describe('a number field, a cell of a matrix, a chance of a distribution and a pasted cell', () => {
  it.each(acceptedNumbers)('read %j as the same number', (text, value) => {
    const key = Number.isFinite(value) ? value : value < 0 ? '-inf' : 'inf';
    const tolerance = { relative: 1e-12 };
    expect(number.preparePart({}, { value: key, tolerance }).grade(text, 1).outcome).toBe('correct');
    expect(cells.grade([[text, '1']], 1).cells?.[0]?.[0]).not.toBe('invalid');
    expect(chances.grade([text, '0.5'], 1).cells?.[0]?.[0]).not.toBe('invalid');
    // What could be an accountant's minus, or a table's column, is refused there.
    const pasted = isOther.test(text) ? null : pastedCell(text);
    if (pasted !== null && Number.isFinite(value)) expect(pasted).toBeCloseTo(value, 12);
    else if (pasted !== null) expect(pasted).toBe(value);
  });

  it.each(refusedNumbers)('refuse %j', (text) => {
    expect(number.preparePart({}, { value: 1 }).grade(text, 1).outcome).toBe('ungradable');
    const read = readNumber(text);
    if (!read.ok && read.code === 'empty') return;
    expect(cells.grade([[text, '1']], 1).cells?.[0]?.[0]).toBe('invalid');
    expect(chances.grade([text, '0.5'], 1).cells?.[0]?.[0]).toBe('invalid');
    if (!isOther.test(text)) expect(pastedCell(text)).toBeNull();
  });
});
