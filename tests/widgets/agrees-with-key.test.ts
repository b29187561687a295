import { expect, test } from 'vitest';
import { agreesWithKey } from '@/lib/questions/kinds/matrix/agrees-with-key';

test.each([
  ['1/3', 1 / 3, true],
  ['.33', 1 / 3, true],
  ['33%', 1 / 3, true],
  ['0.3', 1 / 3, false],
  ['0.34', 1 / 3, false],
  ['.125', 1 / 8, true],
  ['.12', 1 / 8, true],
  ['.13', 1 / 8, true],
  ['0.5', 1 / 2, true],
  ['0', 0, true],
  ['', 0, false],
  ['two', 2, false],
  ['-inf', '-inf', true],
  ['-inf', 'inf', false],
  ['-inf', 0, false],
])('%j beside the key %j: %s', (text, key, agrees) => {
  expect(agreesWithKey(text, key, {})).toBe(agrees);
});
