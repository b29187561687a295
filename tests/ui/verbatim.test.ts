import fc from 'fast-check';
import { expect, it } from 'vitest';
import { cutAtNames } from '@/lib/ui/verbatim';

it.each([
  ['Let Ada type', ['Ada'], 'Let |[Ada]| type'],
  ['Ada & Adam', ['Ada', 'Adam'], '[Ada]| & |[Adam]'],
  ['Adam', ['Ada'], 'Adam'],
  ['Ada Lovelace gave Ada a point.', ['Ada', 'Ada Lovelace'], '[Ada Lovelace]| gave |[Ada]| a point.'],
  ['Eve (eve@mail.test) joined.', ['Eve (eve@mail.test)'], '[Eve (eve@mail.test)]| joined.'],
  ['A+ is here', ['A+', ''], '[A+]| is here'],
  ['Jean-Pierre is here', ['Jean-Pierre'], '[Jean-Pierre]| is here'],
  ['李 is here', ['李'], '[李]| is here'],
  ['Nobody', [], 'Nobody'],
  ['', ['Ada'], ''],
])('%j with the names %j is cut into %j', (text, names, cut) => {
  const pieces = cutAtNames(text, names);
  expect(pieces.map(({ piece, isName }) => (isName ? `[${piece}]` : piece)).join('|')).toBe(cut);
  expect(pieces.map(({ piece }) => piece).join('')).toBe(text);
});

it('cuts at any name, and loses nothing', () => {
  fc.assert(
    fc.property(fc.string(), fc.array(fc.string()), fc.string(), (before, names, after) => {
      const text = `${before} ${names.join(' & ')} ${after}`;
      expect(
        cutAtNames(text, names)
          .map(({ piece }) => piece)
          .join(''),
      ).toBe(text);
    }),
  );
});
