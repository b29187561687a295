import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalEmail } from '@/lib/server/people/email';

describe('an e-mail address', () => {
  it.each([
    ['ada@people.test', 'ada@people.test'],
    [' Ada@People.Test\n', 'ada@people.test'],
    ['ａｄａ＠people.test', 'ada@people.test'],
    ['ada@PEOPLE。test', 'ada@people.test'],
    ['ada@müller.test', 'ada@xn--mller-kva.test'],
    ['ada@xn--mller-kva.test', 'ada@xn--mller-kva.test'],
    ['zoë@people.test', 'zoë@people.test'],
    ['zoe\u0308@people.test', 'zoë@people.test'],
    ['o’brien+duet@people.test', 'o’brien+duet@people.test'],
    ['root@localhost', 'root@localhost'],
  ])('%j is stored as %s', (typed, stored) => {
    expect(canonicalEmail(typed)).toBe(stored);
  });

  it.each([
    'nobody',
    '@people.test',
    'ada@',
    'a b@people.test',
    'ada@people@test',
    'mailto:ada@people.test',
    'MAILTO:ada@people.test',
    '<ada@people.test>',
    'Ada <ada@people.test>',
    'ada@people.test,eve@people.test',
    'ada\u200b@people.test',
    'ad\u00ada@people.test',
    'ada\u202e@people.test',
    'ada\0@people.test',
    'ada\u200d@people.test',
    'ada@peo\u2060ple.test',
    'ada@people.test.',
    'ada@.people.test',
    'ada@people..test',
    'ada@people.test/eve',
    `${'a'.repeat(250)}@people.test`,
  ])('is not %j', (typed) => {
    expect(canonicalEmail(typed)).toBeNull();
  });

  it('has one form, whatever was typed', () => {
    const typed = fc
      .tuple(fc.string({ unit: 'grapheme', minLength: 1 }), fc.string({ unit: 'grapheme', minLength: 1 }))
      .map(([local, domain]) => `${local}@${domain}`);
    fc.assert(
      fc.property(typed, (text) => {
        const email = canonicalEmail(text);
        fc.pre(email !== null);
        expect(canonicalEmail(email ?? '')).toBe(email);
      }),
      { numRuns: 2_000 },
    );
  });
});
