import { expect, test } from 'vitest';
import { cellReason } from '@/lib/questions/kinds/matrix/cell-reason';
import { cellView } from '@/lib/questions/kinds/matrix/cell-view';
import { matrix } from '@/lib/questions/kinds/matrix/kind';
import type { FieldVerdict } from '@/lib/schemas/grading';

const part = matrix.preparePart(
  { rows: 1, columns: 3, shares: true },
  { value: [['1/3', '1/3', '1/3']], tolerance: { asTyped: { minDecimals: 2 } } },
);

function reasonOf(text: string, areShares = true): string | null {
  const verdict: FieldVerdict | null = part.checkField('0/0', text);
  const field = { value: text, version: 1, by: 'ada', ...(verdict && { verdict }) };
  return cellReason(
    cellView(field, null, { expressions: true, fractions: true, percent: true }),
    areShares,
    part.verdictHelp,
  );
}

test.each([
  ['', null],
  ['1/3', null],
  ['.33', null],
  ['.3', /use a fraction or two decimals/],
  ['-inf', /A probability cannot be −∞/],
  ['-1', /A probability cannot be −1/],
  ['33', /A probability cannot be 33/],
  ['1/4', /not right yet/],
  ['1/0', /1\/0/],
])('a cell with “%s” says at the cell what is the matter', (text, said) => {
  if (said === null) expect(reasonOf(text)).toBeNull();
  else expect(reasonOf(text)).toMatch(said);
});

test('a number of any size may stand where the rows are no shares', () => {
  expect(reasonOf('33', false)).toMatch(/not right yet/);
});

test('a reason says the same for every key: it gives none away', () => {
  const other = matrix.preparePart(
    { rows: 1, columns: 3, shares: true },
    { value: [[0.2, 0.3, 0.5]], tolerance: { asTyped: { minDecimals: 2 } } },
  );
  expect(other.verdictHelp).toEqual(part.verdictHelp);
});
