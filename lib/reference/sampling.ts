import { toDistribution } from './weights';

/** Enough for any classroom experiment, few enough that a mistyped count cannot freeze a page. */
const maxDraws = 1_000_000;

export type XoshiroState = readonly [number, number, number, number];

/**
 * The generator xoshiro128** 1.1: each call returns the next whole number in [0, 2³²). Only 32-bit integer
 * operations, so every device gives the same sequence. The state is four 32-bit words, not all 0 (RangeError).
 *
 * Source: Blackman and Vigna, "Scrambled Linear Pseudorandom Number Generators", ACM TOMS 47 (2021);
 * public-domain reference code xoshiro128starstar.c at prng.di.unimi.it.
 */
export function xoshiro128StarStar(state: XoshiroState): () => number {
  let [a, b, c, d] = state;
  if ((a | b | c | d) === 0) throw new RangeError('the state of xoshiro128** may not be all 0');
  return () => {
    const word = Math.imul(rotateLeft(Math.imul(b, 5), 7), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotateLeft(d, 11);
    return word;
  };
}

/**
 * MurmurHash3_x86_32 of `bytes` under `seed`: a whole number in [0, 2³²). Not a secret, not a signature.
 *
 * Source: Appleby, SMHasher, MurmurHash3.cpp (public domain).
 */
export function murmurHash3(bytes: Uint8Array, seed: number): number {
  let hash = seed | 0;
  const bodyLength = bytes.length - (bytes.length % 4);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let offset = 0; offset < bodyLength; offset += 4) {
    hash = Math.imul(rotateLeft(hash ^ scramble(view.getInt32(offset, true)), 13), 5) + 0xe6546b64;
  }
  let tail = 0;
  for (let offset = bytes.length - 1; offset >= bodyLength; offset -= 1) {
    tail = (tail << 8) | view.getUint8(offset);
  }
  hash ^= scramble(tail) ^ bytes.length;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

function scramble(word: number): number {
  return Math.imul(rotateLeft(Math.imul(word, 0xcc9e2d51), 15), 0x1b873593);
}

function rotateLeft(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}

/**
 * A stream of pseudorandom numbers in [0, 1), the same on every device for the same seed: xoshiro128** whose
 * four state words are MurmurHash3 of the seed's UTF-8 text under 1, 2, 3 and 4; each number is one 32-bit
 * word / 2³². A number and its decimal text are the same seed. Not for secrets.
 */
export function seededRandom(seed: string | number): () => number {
  const bytes = new TextEncoder().encode(String(seed));
  const next = xoshiro128StarStar([
    murmurHash3(bytes, 1),
    murmurHash3(bytes, 2),
    murmurHash3(bytes, 3),
    murmurHash3(bytes, 4),
  ]);
  return () => next() / 2 ** 32;
}

/**
 * `count` independent draws: indices into `p`, each drawn in proportion to its chance by inverting the
 * cumulative sums, one number of {@link seededRandom} per draw. Draws are a prefix of any longer series from
 * the same seed. `p` need not sum to 1; an outcome of chance 0 is never drawn. Throws a RangeError for chances
 * that are negative, not finite or all 0, and unless count is a whole number from 0 to 1,000,000.
 */
export function sampleCategorical(p: readonly number[], count: number, seed: string | number): number[] {
  assertCount(count);
  const cumulative: number[] = [];
  let total = 0;
  for (const chance of toDistribution(p)) {
    total += chance;
    cumulative.push(total);
  }
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => {
    const point = random() * total;
    return cumulative.findIndex((border) => point < border);
  });
}

/**
 * How often each outcome is expected in `draws` draws: the binomial mean n·p, and n·p ± 2σ with
 * σ = √(n·p·(1 − p)), kept within 0 … n. Counts, not rounded. About 95 % of series fall inside the band of
 * one outcome. `p` need not sum to 1. The errors of {@link sampleCategorical}.
 */
export function expectedTally(
  p: readonly number[],
  draws: number,
): { expected: number; low: number; high: number }[] {
  assertCount(draws);
  return toDistribution(p).map((share) => {
    const expected = draws * share;
    const twoSigma = 2 * Math.sqrt(expected * (1 - share));
    return {
      expected,
      low: Math.max(0, expected - twoSigma),
      high: Math.min(draws, expected + twoSigma),
    };
  });
}

function assertCount(count: number): void {
  if (!(Number.isInteger(count) && count >= 0 && count <= maxDraws)) {
    throw new RangeError(`the number of draws is a whole number from 0 to ${maxDraws}, not ${count}`);
  }
}
