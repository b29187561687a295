import { expect, it } from 'vitest';
import {
  canonicalRecoveryCode,
  hashRecoveryCode,
  makeRecoveryCodes,
} from '@/lib/server/people/recovery-codes';

it('makes ten codes of six groups of four, no two the same', () => {
  const codes = Array.from({ length: 50 }, makeRecoveryCodes);
  expect(codes.every(({ length }) => length === 10)).toBe(true);
  expect(new Set(codes.flat()).size).toBe(500);
  for (const code of codes.flat()) {
    expect(code).toMatch(/^(?:[A-HJKMNP-Z2-9]{4}-){5}[A-HJKMNP-Z2-9]{4}$/);
    expect(canonicalRecoveryCode(code)).toBe(code);
    expect(hashRecoveryCode(code)).toMatch(/^[0-9a-f]{64}$/);
  }
});

it.each([
  [' abcd efgh-jkmn PQRS tuvw-xyz2 ', 'ABCD-EFGH-JKMN-PQRS-TUVW-XYZ2'],
  ['ABCDEFGHJKMNPQRSTUVWXYZ2', 'ABCD-EFGH-JKMN-PQRS-TUVW-XYZ2'],
  ['ABCDEFGHJKMNPQRSTUVWXYZ', null],
  ['ABCDEFGHJKMNPQRSTUVWXYZ22', null],
  // No I, L, O, 0 or 1.
  ['ABCDEFGHIKMNPQRSTUVWXYZ2', null],
  ['ABCDEFGHJKMNPQRSTUVWXYZ0', null],
  ['123456', null],
  ['', null],
])('what is typed as %j is the code %j', (typed, code) => {
  expect(canonicalRecoveryCode(typed)).toBe(code);
});
