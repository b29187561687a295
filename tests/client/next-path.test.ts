import { expect, it } from 'vitest';
import { safeNextPath } from '@/lib/client/next-path';

it.each([
  ['/sections/abc', '/sections/abc'],
  ['/join/ABC234?x=1#y', '/join/ABC234?x=1#y'],
  [undefined, '/'],
  ['', '/'],
  ['https://evil.test/', '/'],
  ['//evil.test', '/'],
  ['/\\evil.test', '/'],
  ['/\t/evil.test', '/'],
  ['/../..//evil.test/x', '/'],
  ['javascript:alert(1)', '/'],
  ['sections', '/'],
])('after signing in, %j leads to %j', (asked, led) => {
  expect(safeNextPath(asked)).toBe(led);
});
