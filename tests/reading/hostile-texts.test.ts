import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMatrixText } from '@/lib/reading/matrix-text';
import { readNumber } from '@/lib/reading/number';

/** Pieces that mean something to one of the readers, and pieces that mean nothing to any. */
const pieces = [
  ...'0123456789.,;:\'"_+-*/^%()[]{}<>=&|\\$#@! \t\n\r',
  ...[
    'e',
    'x',
    'pi',
    'inf',
    '-inf',
    'nan',
    'exp(',
    'ln(',
    'sqrt',
    'np.',
    'float(',
    "'-inf'",
    '1e',
    '10^',
    '**',
    '...',
  ],
  ...[
    '1/3',
    '0.5',
    '1,000',
    ' 000',
    ', ',
    '; ',
    '], [',
    '[[',
    ']]',
    'tensor(',
    'tf.Tensor(',
    'array(',
    '<tf.',
    'numpy=',
  ],
  ...[
    'dtype=float32',
    ', shape=(2, 2))',
    'A = ',
    '>>> ',
    'Out[1]: ',
    '\\begin{bmatrix}',
    '\\end{bmatrix}',
    '\\\\',
    '\\frac',
  ],
  ...[
    '\\frac{',
    '\\sqrt{',
    '\\text{',
    '\\infty',
    '\\left[',
    '^{',
    '{1}',
    '*^',
    '`',
    '\\[Infinity]',
    'Parameter containing:',
  ],
  ...[
    '−',
    '–',
    '∞',
    '½',
    '√',
    'π',
    '×',
    '·',
    '⁻¹',
    '²',
    '１',
    '［',
    '，',
    '٣',
    '…',
    '\u200b',
    '\u00a0',
    '\u202f',
    '\ufeff',
  ],
  ...[
    '\u202e',
    '\u2028',
    '\ud800',
    '\udc00',
    '😀',
    'é',
    'e\u0301',
    'ﷺ',
    '\0',
    '⁻',
    '⅟',
    '₃',
    '۳/',
    '𝟓',
    '५',
    '×10−8',
    'e−2',
    '$',
    '//',
    'np.float64(',
    'Fraction(1, ',
    "Decimal('",
    'oo',
    '```',
    '|',
    '⎡',
    '⎦',
    '[1,]',
    '2×2 Matrix{Float64}:',
    '2×2 LowerTriangular{Float64}:\n',
    ' ⋅ ',
    '──',
    '--',
    '[   ]\n',
    '\n# ',
    '## ',
    '(%o1) ',
    '%e^',
    '<dbl>',
    'f64',
    '1) ',
    ' / ',
    '0.5f0',
    '10−3',
    '×108',
    '\\begin{tabular}{r}',
    '\\num{',
    'Out[1]//MatrixForm= ',
    '% ',
    'constructor',
    '__proto__',
    'toString',
  ],
];

/** A fixed pseudo-random sequence (mulberry32), so that a failure can be run again. */
function sequence(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function randomText(random: () => number, longest: number): string {
  const length = Math.floor(random() * longest);
  let text = '';
  for (let i = 0; i < length; i++) text += pieces[Math.floor(random() * pieces.length)];
  return text;
}

function checkNumber(text: string): void {
  const read = readNumber(text);
  if (read.ok) {
    if (Number.isNaN(read.value) || Object.is(read.value, -0))
      throw new Error(`bad value for ${JSON.stringify(text)}`);
  } else if (read.message === '' || (read.at !== undefined && (read.at < 0 || read.at > text.length))) {
    throw new Error(`bad refusal for ${JSON.stringify(text)}`);
  }
}

function checkMatrix(text: string): void {
  const read = readMatrixText(text);
  if (read.ok) {
    const width = read.rows[0]?.length ?? 0;
    if (width === 0 || read.rows.some((row) => row.length !== width))
      throw new Error(`ragged: ${JSON.stringify(text)}`);
  } else if (read.problem === '' || (read.at && (read.at.line < 1 || read.at.column < 1))) {
    throw new Error(`bad problem for ${JSON.stringify(text)}`);
  }
}

describe('no text makes reading throw', () => {
  it('of 100,000 short texts made of pieces that mean something', () => {
    const random = sequence(20_261_124);
    for (let i = 0; i < 100_000; i++) {
      const text = randomText(random, 10);
      checkNumber(text);
      checkMatrix(text);
    }
  });

  it('of longer texts', () => {
    const random = sequence(7);
    for (let i = 0; i < 1_000; i++) checkMatrix(randomText(random, 200));
  });

  it('of any UTF-16 units', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(0xffff)), (units) => {
        const text = String.fromCharCode(...units);
        checkNumber(text);
        checkMatrix(text);
      }),
      { numRuns: 2000 },
    );
  });

  it('of a value that reads well with one character changed', () => {
    const well = fc.constantFrom(
      '1,234,567.89',
      'exp(0)/(exp(0)+exp(0))',
      '[[1, 2], [3, 4]]',
      'tensor([[1., 0.]])',
      '3×10⁻⁸',
    );
    fc.assert(
      fc.property(well, fc.nat(30), fc.constantFrom(...pieces), (text, at, piece) => {
        checkNumber(text.slice(0, at) + piece + text.slice(at + 1));
        checkMatrix(text.slice(0, at) + piece + text.slice(at + 1));
      }),
      { numRuns: 2000 },
    );
  });
});

describe('a text of any length is answered', () => {
  const megabyte = 1_048_576;

  it.each(pieces)('a megabyte of %j is refused', (piece) => {
    const text = piece.repeat(Math.ceil(megabyte / piece.length));
    expect(readNumber(text).ok).toBe(false);
    expect(readMatrixText(text).ok).toBe(false);
  });

  it('a number has at most 256 characters, spaces around it aside', () => {
    expect(readNumber(`  ${'1+'.repeat(127)}10${' '.repeat(1000)}`)).toHaveProperty('value', 137);
    expect(readNumber(`${'1+'.repeat(128)}1`)).toHaveProperty('code', 'too-long');
  });

  it('a matrix text has at most 65,536 characters', () => {
    expect(readMatrixText('1 '.repeat(32_768)).ok).toBe(true);
    expect(readMatrixText(`${'1 '.repeat(32_768)}1`)).toMatchObject({
      ok: false,
      problem: expect.stringMatching('too long'),
    });
  });
});

describe('reading takes time in proportion to the length', () => {
  const before = ['', '[', '[[', '(', 'tensor([[1]], ', '\\begin{bmatrix} '];

  /** CPU milliseconds of this process, least of some runs. */
  function cost(text: string, runs: number): number {
    let least = Infinity;
    for (let run = 0; run < runs; run++) {
      const start = process.cpuUsage();
      readMatrixText(text);
      const { user, system } = process.cpuUsage(start);
      least = Math.min(least, (user + system) / 1000);
    }
    return least;
  }

  it.each(before)('for every piece repeated after %j', (opening) => {
    for (const piece of pieces) {
      const repeated = (length: number) => (opening + piece.repeat(length)).slice(0, length);
      if (cost(repeated(32_768), 1) < 15) continue;
      // Eight times the text: linear is a ratio of 8, quadratic one of 64. A millisecond of noise is allowed.
      const ratio = () => cost(repeated(32_768), 5) / (cost(repeated(4_096), 5) + 1);
      // A busy machine disturbs one measurement, and hardly three.
      const isLinear = [1, 2, 3].some(() => ratio() < 30);
      expect(isLinear, JSON.stringify(opening + piece)).toBe(true);
    }
  });
});
