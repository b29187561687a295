import { expect, test } from 'vitest';
import { matrix } from '@/lib/questions/kinds/matrix/kind';

const key = { value: 'softmaxRows(causalMask(3))' };

test('what a pair works from is sent as people write numbers', () => {
  const given = { label: 'mask', value: 'causalMask(3)' };
  const part = matrix.preparePart({ rows: 3, columns: 3, given }, key);
  expect(part.spec).toMatchObject({
    given: {
      label: 'mask',
      rows: [
        ['0', '−∞', '−∞'],
        ['0', '0', '−∞'],
        ['0', '0', '0'],
      ],
    },
  });
});

test('an author hears where what is given has another shape than the matrix', () => {
  const given = { label: 'mask', value: 'causalMask(4)' };
  expect(() => matrix.preparePart({ rows: 3, columns: 3, given }, key)).toThrow(/4 × 4.*3 × 3/);
});
