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

describe('a text that could be a power without its raised digits', () => {
  const minus = fc.constantFrom('-', '−', '–', '－', '‑');
  const space = fc.constantFrom('', ' ', '\u00a0', '\u2009');
  const mantissa = fc.oneof(
    fc.integer({ min: 1, max: 9999 }).map(String),
    fc.integer({ min: 1, max: 9999 }).map((n) => (n / 100).toFixed(2)),
  );

  it('is refused with both ways to write it, however its signs and spaces are typed', () => {
    fc.assert(
      fc.property(
        mantissa,
        fc.constantFrom('×', 'x', 'X', '*', '·', '⋅', '∗', '＊'),
        minus,
        fc.array(space, { minLength: 4, maxLength: 4 }),
        fc.nat(20),
        (m, times, sign, [a, b, c, d], exponent) => {
          const read = readNumber(`${m}${a}${times}${b}10${c}${sign}${d}${exponent}`);
          expect(read).toMatchObject({ ok: false, code: 'ambiguous' });
          expect(read).toHaveProperty('message', expect.stringContaining('2.5*10^-3'));
        },
      ),
    );
  });

  it('is a power once it has ^ or e, and a difference once it has brackets', () => {
    fc.assert(
      fc.property(mantissa, fc.integer({ min: 1, max: 20 }), minus, (m, exponent, sign) => {
        expect(readValue(`${m}*10^${sign}${exponent}`)).toBe(Number(`${m}e-${exponent}`));
        expect(readValue(`${m}e${sign}${exponent}`)).toBe(Number(`${m}e-${exponent}`));
        expect(readValue(`${m}*10 ${sign} (${exponent})`)).toBeCloseTo(Number(m) * 10 - exponent, 9);
      }),
    );
  });

  it('is refused after a ten alone where the dash was copied, and a difference where it was typed or set off', () => {
    const copied = fc.constantFrom('−', '–', '—', '‐', '‑', '‒');
    const around = fc.constantFrom('_', '-_', '1+_', '(_)', 'sqrt(_)', '= _');
    fc.assert(
      fc.property(around, copied, fc.integer({ min: 1, max: 20 }), (text, sign, n) => {
        expect(readNumber(text.replace('_', `10${sign}${n}`))).toMatchObject({ code: 'ambiguous' });
        expect(readValue(`10-${n}`)).toBe(10 - n);
        expect(readValue(`10 ${sign} ${n}`)).toBe(10 - n);
      }),
    );
  });

  it('is refused after a copied times sign where the power is positive, unless no power is written so', () => {
    const times = fc.constantFrom('×', ' × ', '⋅', '∗');
    fc.assert(
      fc.property(mantissa, times, fc.integer({ min: 0, max: 99 }), (m, sign, n) => {
        const read = readNumber(`${m}${sign}10${n}`);
        if (n === 0) expect(read).toHaveProperty('value', Number(m) * 100);
        else expect(read).toMatchObject({ ok: false, code: 'ambiguous' });
        expect(readValue(`${m}*10${n}`)).toBeCloseTo(Number(m) * Number(`10${n}`), 6);
      }),
    );
  });

  it('is refused for e in every expression but a lone, spaced difference', () => {
    const around = fc.constantFrom('1/(1+_)', '2*_', '_+1', '_/2', 'sqrt(_)', '(_)/(_+1)', '-_');
    fc.assert(
      fc.property(around, minus, fc.integer({ min: 1, max: 9 }), (text, sign, n) => {
        expect(readNumber(text.replaceAll('_', `e${sign}${n}`))).toMatchObject({ code: 'ambiguous' });
        expect(readValue(`e ${sign} ${n}`)).toBe(Math.E - n);
      }),
    );
  });
});

describe('digits of every script', () => {
  const digits = Array.from({ length: 0x110000 }, (_, code) => code)
    .filter((code) => (code < 0xd800 || code > 0xdfff) && /\p{Nd}/u.test(String.fromCodePoint(code)))
    .map((code) => String.fromCodePoint(code));

  it('come in tens from 0 to 9', () => {
    expect(digits.length).toBeGreaterThan(600);
    digits.forEach((digit, index) => {
      expect(readValue(`1${digit}`), digit).toBe(10 + (index % 10));
    });
  });
});
