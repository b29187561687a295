import { describe, expect, it } from 'vitest';
import { canonicalTotpCode, findTotpStep, makeTotpKey, totpAddress } from '@/lib/server/people/totp';

/** The key of RFC 6238, appendix B: the ASCII text 12345678901234567890. */
const key = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const at = (seconds: number) => new Date(seconds * 1_000);

describe('a code of RFC 6238, by its last six digits', () => {
  it.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
    [20_000_000_000, '353130'],
  ])('at %d s is %s', (seconds, code) => {
    const step = Math.floor(seconds / 30);
    expect(findTotpStep(key, code, at(seconds))).toBe(step);
    // One step early and one step late it is taken, as of its own step; two are too far.
    const begin = step * 30;
    expect(findTotpStep(key, code, at(begin - 30))).toBe(step);
    expect(findTotpStep(key, code, at(begin + 59.999))).toBe(step);
    expect(findTotpStep(key, code, at(begin - 30.001))).toBeNull();
    expect(findTotpStep(key, code, at(begin + 60))).toBeNull();
    expect(findTotpStep(makeTotpKey(), code, at(seconds))).toBeNull();
  });
});

it.each([
  ['287082', '287082'],
  [' 287 082 ', '287082'],
  ['28708', null],
  ['2870822', null],
  ['28708a', null],
  ['２８７０８２', null],
  ['-87082', null],
  ['', null],
])('what is typed as %j is the code %j', (typed, code) => {
  expect(canonicalTotpCode(typed)).toBe(code);
});

it('makes keys of 160 bits, no two the same, and tells apps whose they are', () => {
  const keys = Array.from({ length: 100 }, makeTotpKey);
  expect(new Set(keys).size).toBe(100);
  for (const one of keys) expect(one).toMatch(/^[A-Z2-7]{32}$/);
  const address = new URL(totpAddress(key, 'grace+a@people.test'));
  expect(decodeURIComponent(address.pathname)).toBe('/Duet:grace+a@people.test');
  expect(Object.fromEntries(address.searchParams)).toEqual({
    issuer: 'Duet',
    secret: key,
    algorithm: 'SHA1',
    digits: '6',
    period: '30',
  });
});
