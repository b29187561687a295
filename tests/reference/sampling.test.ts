import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  expectedTally,
  murmurHash3,
  sampleCategorical,
  seededRandom,
  xoshiro128StarStar,
} from '@/lib/reference/sampling';

const worksheetChances = [0.5, 0.4, 0.1];

function tally(draws: readonly number[], outcomes: number): number[] {
  const counts = new Array<number>(outcomes).fill(0);
  for (const draw of draws) counts[draw] = (counts[draw] ?? 0) + 1;
  return counts;
}

describe('xoshiro128**', () => {
  it('gives the output of the reference C code for state 1, 2, 3, 4', () => {
    // xoshiro128starstar.c 1.1, as quoted in the tests of Rust's rand_xoshiro.
    const next = xoshiro128StarStar([1, 2, 3, 4]);
    expect(Array.from({ length: 10 }, next)).toEqual([
      11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597, 4258142804,
    ]);
  });

  it('refuses the state that only ever yields 0', () => {
    expect(() => xoshiro128StarStar([0, 0, 0, 0])).toThrow(RangeError);
  });
});

describe('MurmurHash3', () => {
  // The widely published vectors of MurmurHash3_x86_32.
  it.each([
    [[], 0, 0],
    [[], 1, 0x514e28b7],
    [[], 0xffffffff, 0x81f16f39],
    [[0xff, 0xff, 0xff, 0xff], 0, 0x76293b50],
    [[0x21, 0x43, 0x65, 0x87], 0, 0xf55b516b],
    [[0x21, 0x43, 0x65, 0x87], 0x5082edee, 0x2362f9de],
    [[0x21, 0x43, 0x65], 0, 0x7e4a8634],
    [[0x21, 0x43], 0, 0xa0f7b07a],
    [[0x21], 0, 0x72661cf4],
    [[0, 0, 0, 0], 0, 0x2362f9de],
    [[0], 0, 0x514e28b7],
  ])('of the bytes %j under seed %d is %d', (bytes, seed, expected) => {
    expect(murmurHash3(Uint8Array.from(bytes), seed)).toBe(expected);
  });

  it('of "Hello, world!" under seed 1234 is 0xfaf6cdb3', () => {
    expect(murmurHash3(new TextEncoder().encode('Hello, world!'), 1234)).toBe(0xfaf6cdb3);
  });
});

describe('seeded random numbers', () => {
  // Computed with an independent Python implementation that reproduces the published vectors above.
  it.each([
    ['duet', [208547683, 665971791, 1292492455, 2188181366, 403538180, 246778258]],
    ['42', [954516192, 4040039638, 2110512067, 54219130, 4080951092, 3705878687]],
    ['été ☀', [1597495815, 3219860448, 3138123110, 1584061654, 575225291, 1430073070]],
  ])('of the seed %s are the same on every device', (seed, words) => {
    const random = seededRandom(seed);
    expect(words.map(() => random() * 2 ** 32)).toEqual(words);
  });

  it('take a number and its decimal text for the same seed', () => {
    expect(seededRandom(42)()).toBe(seededRandom('42')());
  });

  it('lie in [0, 1), with the mean, the spread and the even tenths of chance', () => {
    const random = seededRandom('statistics');
    const count = 100_000;
    const values = Array.from({ length: count }, random);
    expect(values.every((value) => value >= 0 && value < 1)).toBe(true);
    const mean = values.reduce((a, b) => a + b, 0) / count;
    const variance = values.reduce((a, b) => a + (b - mean) ** 2, 0) / count;
    // Five standard errors: √(1/12/n) for the mean, √(1/180/n) for the variance.
    expect(Math.abs(mean - 1 / 2)).toBeLessThan(5 * Math.sqrt(1 / 12 / count));
    expect(Math.abs(variance - 1 / 12)).toBeLessThan(5 * Math.sqrt(1 / 180 / count));
    const tenths = tally(
      values.map((value) => Math.floor(value * 10)),
      10,
    );
    const chiSquare = tenths.reduce((sum, n) => sum + (n - count / 10) ** 2 / (count / 10), 0);
    // The 99.99 % quantile of chi-square with 9 degrees of freedom.
    expect(chiSquare).toBeLessThan(33.72);
  });

  it('differ between neighbouring seeds', () => {
    const first = Array.from({ length: 1000 }, (_, seed) => seededRandom(seed)());
    expect(new Set(first).size).toBe(1000);
    const mean = first.reduce((a, b) => a + b, 0) / 1000;
    expect(Math.abs(mean - 1 / 2)).toBeLessThan(5 * Math.sqrt(1 / 12 / 1000));
  });
});

describe('categorical sampling', () => {
  it('draws the recorded series', () => {
    // From the same Python implementation: a below 0.5, b below 0.9, else c.
    expect(sampleCategorical(worksheetChances, 20, 'duet')).toEqual([
      0, 0, 0, 1, 0, 0, 0, 0, 1, 1, 2, 1, 2, 2, 0, 0, 0, 1, 2, 0,
    ]);
  });

  it('continues a shorter series of the same seed', () => {
    const long = sampleCategorical(worksheetChances, 1000, 'pair 7');
    expect(sampleCategorical(worksheetChances, 10, 'pair 7')).toEqual(long.slice(0, 10));
  });

  it('draws in proportion to the chances', () => {
    const draws = 100_000;
    const counts = tally(sampleCategorical(worksheetChances, draws, 'proportion'), 3);
    const chiSquare = worksheetChances.reduce(
      (sum, chance, index) => sum + ((counts[index] ?? 0) - draws * chance) ** 2 / (draws * chance),
      0,
    );
    // The 99.99 % quantile of chi-square with 2 degrees of freedom.
    expect(chiSquare).toBeLessThan(18.43);
  });

  it('never draws an impossible outcome and always draws some outcome', () => {
    const chance = fc.oneof(fc.constant(0), fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }));
    const chances = fc.array(chance, { minLength: 1, maxLength: 8 }).filter((p) => p.some((x) => x > 0));
    fc.assert(
      fc.property(chances, fc.string(), (p, seed) => {
        for (const draw of sampleCategorical(p, 50, seed)) expect(p[draw]).toBeGreaterThan(0);
      }),
      {
        examples: [
          [[Number.MIN_VALUE], 'small'],
          [[Number.MAX_VALUE, Number.MAX_VALUE], 'large'],
        ],
      },
    );
  });

  it('draws only the certain outcome of [0, 1, 0]', () => {
    expect(new Set(sampleCategorical([0, 1, 0], 1000, 1))).toEqual(new Set([1]));
    expect(sampleCategorical([1], 0, 1)).toEqual([]);
  });

  it.each([-1, 1.5, Number.NaN, Infinity, 1_000_001])('refuses %d draws', (count) => {
    expect(() => sampleCategorical([1], count, 1)).toThrow(RangeError);
    expect(() => expectedTally([1], count)).toThrow(RangeError);
  });

  it.each([[[]], [[0]], [[-1, 2]], [[Number.NaN]]])('refuses the chances %j', (p) => {
    expect(() => sampleCategorical(p, 1, 1)).toThrow(RangeError);
    expect(() => expectedTally(p, 1)).toThrow(RangeError);
  });
});

describe('the expected tally', () => {
  it('is n·p with a band of two standard deviations', () => {
    // n = 100: p = 0.5 has σ = √25 = 5; p = 0.1 has σ = √9 = 3; p = 0.4 has σ = √24 = 4.89898.
    const [a, b, c] = expectedTally(worksheetChances, 100);
    expect([a?.expected, a?.low, a?.high]).toEqual([50, 40, 60]);
    expect(b?.low).toBeCloseTo(40 - 9.79796, 5);
    expect(b?.high).toBeCloseTo(40 + 9.79796, 5);
    expect(c?.low).toBeCloseTo(4, 12);
    expect(c?.high).toBeCloseTo(16, 12);
  });

  it('stays within what can be counted', () => {
    expect(expectedTally([0.9, 0.1], 1)).toEqual([
      { expected: expect.closeTo(0.9, 12), low: expect.closeTo(0.3, 12), high: 1 },
      { expected: expect.closeTo(0.1, 12), low: 0, high: expect.closeTo(0.7, 12) },
    ]);
    expect(expectedTally([1, 0], 10)).toEqual([
      { expected: 10, low: 10, high: 10 },
      { expected: 0, low: 0, high: 0 },
    ]);
  });

  it('holds about 95 % of real series', () => {
    const draws = 1000;
    const [band] = expectedTally([0.5, 0.5], draws);
    const inside = Array.from({ length: 400 }, (_, seed) => {
      const heads = tally(sampleCategorical([0.5, 0.5], draws, seed), 2)[0] ?? Number.NaN;
      return band !== undefined && heads >= band.low && heads <= band.high;
    }).filter(Boolean).length;
    // 400 series at 95.4 % (exact binomial, borders included 95.7 %): 382 ± four standard deviations of 4.2.
    expect(inside).toBeGreaterThan(364);
    expect(inside).toBeLessThan(400);
  });
});
