import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readNumber } from '@/lib/reading/number';

const finite = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);
const money = fc.integer({ min: -999_999_999, max: 999_999_999 });

function readValue(text: string): number | undefined {
  const read = readNumber(text);
  return read.ok ? read.value : undefined;
}

describe('reading what was printed gives the number back', () => {
  it('for every double as JavaScript prints it', () => {
    fc.assert(
      fc.property(finite, (value) => {
        expect(readValue(String(value))).toBe(value);
      }),
      { numRuns: 3000 },
    );
  });

  it('for every double in scientific form with enough digits', () => {
    fc.assert(
      fc.property(finite, (value) => {
        expect(readValue(value.toExponential(16))).toBe(value);
      }),
    );
  });

  it('for decimals with a fixed number of places, which are counted', () => {
    fc.assert(
      fc.property(fc.integer({ min: -(10 ** 9), max: 10 ** 9 }), fc.nat(12), (whole, places) => {
        const text = (whole / 1000).toFixed(places);
        expect(readNumber(text)).toMatchObject({ value: Number(text) + 0, decimals: places });
      }),
    );
  });

  it('for fractions of integers', () => {
    const denominator = fc.integer({ min: -9999, max: 9999 }).filter((n) => n !== 0);
    fc.assert(
      fc.property(fc.integer(), denominator, fc.constantFrom('/', ' / ', '⁄', '÷'), (top, bottom, slash) => {
        expect(readValue(`${top}${slash}${bottom}`)).toBe(top / bottom + 0);
      }),
    );
  });

  it('for percentages, to the nearest double', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999 }), (thousandths) => {
        expect(readValue(`${(thousandths / 1000).toFixed(3)}%`)).toBe(Number(`${thousandths}e-5`));
      }),
    );
  });

  it('for mantissa times a power of ten, however the times and the power are written', () => {
    const sign = fc.constantFrom('x', '×', '*', ' x ', ' × ', '·');
    const power = fc.constantFrom('^', '**');
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9999 }),
        fc.integer({ min: -300, max: 300 }),
        sign,
        power,
        (m, e, x, p) => {
          expect(readValue(`${m / 100}${x}10${p}${e}`)).toBe(Number(`${m / 100}e${e}`));
        },
      ),
    );
  });

  it.each(['en-US', 'de-DE', 'fr-FR', 'de-CH', 'sv-SE', 'pt-PT'])(
    'or refuses it as ambiguous, never another, as %s writes it',
    (locale) => {
      const format = new Intl.NumberFormat(locale, { maximumFractionDigits: 3 });
      fc.assert(
        fc.property(money, (thousandths) => {
          const text = format.format(thousandths / 1000);
          // A single dot is the decimal sign of this product, in every locale.
          fc.pre(!/^-?\d{1,3}\.\d{3}$/.test(text) || locale === 'en-US');
          const read = readNumber(text);
          if (read.ok) expect(read.value).toBe(thousandths / 1000 + 0);
          else expect(read.code).toBe('ambiguous');
        }),
      );
    },
  );
});

describe('expressions', () => {
  // The same tree written out for our parser and worked out here with plain arithmetic.
  const { tree } = fc.letrec<{ tree: [string, number]; leaf: [string, number]; node: [string, number] }>(
    (tie) => ({
      leaf: fc.integer({ min: 1, max: 99 }).map((n): [string, number] => [String(n), n]),
      node: fc
        .tuple(tie('tree'), fc.constantFrom('+', '-', '*', '/'), tie('tree'))
        .map(([[a, x], operator, [b, y]]): [string, number] => {
          const value =
            operator === '+' ? x + y : operator === '-' ? x - y : operator === '*' ? x * y : x / y;
          return [`(${a} ${operator} ${b})`, value];
        }),
      tree: fc.oneof({ maxDepth: 5 }, tie('leaf'), tie('node')),
    }),
  );

  it('in brackets have the value of their arithmetic', () => {
    fc.assert(
      fc.property(tree, ([text, value]) => {
        fc.pre(text.length <= 256);
        if (Number.isFinite(value)) expect(readValue(text)).toBe(value + 0);
        else expect(readNumber(text)).toMatchObject({ ok: false, code: 'undefined-value' });
      }),
    );
  });

  it('of a softmax row have its value', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 1, maxLength: 8 }), (scores) => {
        const sum = scores.map((score) => `exp(${score})`).join(' + ');
        const expected =
          Math.exp(scores[0] ?? 0) / scores.reduce((total, score) => total + Math.exp(score), 0);
        expect(readValue(`exp(${scores[0]})/(${sum})`)).toBeCloseTo(expected, 14);
      }),
    );
  });
});

describe('the same number typed in another way', () => {
  it('has the same value in full-width characters, with a minus sign, or with invisible characters inside', () => {
    const widen = (text: string) =>
      text.replace(/[!-~]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0));
    fc.assert(
      fc.property(finite, fc.nat(30), (value, at) => {
        const text = String(value);
        expect(readValue(widen(text))).toBe(value);
        expect(readValue(text.replaceAll('-', '−'))).toBe(value);
        expect(readValue(`${text.slice(0, at)}\u200b${text.slice(at)}`)).toBe(value);
      }),
    );
  });
});
