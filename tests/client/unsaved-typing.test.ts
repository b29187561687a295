import { describe, expect, it } from 'vitest';
import { hasTyped, rebaseTyped, textsOf, withoutTyped } from '@/lib/client/unsaved-typing';

const typed = {
  '2a/0/0': { text: '1/', before: '', base: 3 },
  '2a/0/1': { text: '0', before: '0', base: 5 },
};

describe('texts being typed', () => {
  it('would be lost only where they differ from what stood there', () => {
    expect(hasTyped(typed)).toBe(true);
    expect(hasTyped(withoutTyped(typed, '2a/0/0'))).toBe(false);
    expect(textsOf(typed)).toEqual({ '2a/0/0': '1/', '2a/0/1': '0' });
  });

  it('stand on the version of an own edit, and never on an older one', () => {
    const { '2a/0/0': first, '2a/0/1': second } = rebaseTyped(typed, { '2a/0/0': 4, '2a/0/1': 2 });
    expect([first?.base, second?.base]).toEqual([4, 5]);
  });
});
