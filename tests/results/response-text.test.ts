import fc from 'fast-check';
import { expect, it, test } from 'vitest';
import { responseText } from '@/lib/results/response-text';
import type { Json } from '@/lib/schemas/json';

test.each<[Json, string]>([
  ['low', 'low'],
  [0.5, '0.5'],
  [null, '–'],
  ['', '–'],
  [['a', 'b'], 'a b'],
  [
    [
      [1, 0],
      [0.5, ''],
    ],
    '1 0 / 0.5 –',
  ],
  [{ weights: [[1, 0]], focus: ['river'] }, 'weights: 1 0; focus: river'],
])('%j is shown as “%s”', (response, text) => {
  expect(responseText(response)).toBe(text);
});

it('is never long', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      // What fast-check makes is JSON.
      expect(responseText(value as Json).length).toBeLessThanOrEqual(300);
    }),
  );
  expect(responseText('x'.repeat(400))).toHaveLength(300);
});
