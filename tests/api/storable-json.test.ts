import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isStorableJson, nestsTooDeeply } from '@/lib/api/storable-json';

function depthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}

const text = fc.string({ unit: fc.constantFrom('"', '\\', '[', ']', '{', '}', 'a', '\n') });
const { value: nested } = fc.letrec((again) => ({
  value: fc.oneof(
    { maxDepth: 24, withCrossShrink: true },
    text,
    fc.array(again('value'), { maxLength: 2, minLength: 1 }),
    fc.dictionary(text, again('value'), { maxKeys: 2, minKeys: 1 }),
  ),
}));

it('knows before parsing what nests too deeply, whatever brackets and quotation marks stand in texts', () => {
  let deep = 0;
  fc.assert(
    fc.property(nested, fc.nat(18), (inner, around) => {
      let value: unknown = inner;
      for (let at = 0; at < around; at += 1) value = at % 2 === 0 ? [value] : { '[': value };
      const isDeep = depthOf(value) > 16;
      if (isDeep) deep += 1;
      expect(nestsTooDeeply(JSON.stringify(value))).toBe(isDeep);
      if (isDeep) expect(isStorableJson(value)).toBe(false);
    }),
  );
  expect(deep).toBeGreaterThan(5);
});

it.each(['', '"', '"\\', ']]]]', '{"a', '['.repeat(16)])('reads %j to its end', (broken) => {
  expect(nestsTooDeeply(broken)).toBe(false);
});

it('reads no further than the bracket that is one too many', () => {
  expect(nestsTooDeeply(`${'['.repeat(17)}"`)).toBe(true);
});
