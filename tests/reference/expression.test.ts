import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluateFormula, FormulaError, type FormulaSource, toNumber } from '@/lib/reference/expression';
import type { FormulaValue } from '@/lib/reference/formula-values';

const inf = Infinity;

/** An 8 × 8 matrix, cell by cell; row and column counted from 1. */
function eightByEight(cell: (row: number, column: number) => number): number[][] {
  const numbers = [1, 2, 3, 4, 5, 6, 7, 8];
  return numbers.map((row) => numbers.map((column) => cell(row, column)));
}

function refusalOf(formula: FormulaSource, scope?: Record<string, FormulaValue>): FormulaError {
  try {
    evaluateFormula(formula, scope);
  } catch (error) {
    if (error instanceof FormulaError) return error;
    throw error;
  }
  throw new Error(`${String(formula).slice(0, 60)} was not refused`);
}

describe('the key and the known wrong ideas of part 2a', () => {
  it.each<[string, string, (row: number, column: number) => number]>([
    ['key', 'softmaxRows(causalMask(8))', (i, j) => (j <= i ? 1 / i : 0)],
    ['copied-mask', 'causalMask(8)', (i, j) => (j <= i ? 0 : -inf)],
    ['exp-not-normalised', 'exp(causalMask(8))', (i, j) => (j <= i ? 1 : 0)],
    ['mask-ignored', 'softmaxRows(zeros(8, 8))', () => 1 / 8],
    ['mask-inverted', 'softmaxRows(transpose(causalMask(8)))', (i, j) => (j >= i ? 1 / (9 - i) : 0)],
    ['column-softmax', 'softmaxColumns(causalMask(8))', (i, j) => (j <= i ? 1 / (9 - j) : 0)],
    ['self-excluded', 'softmaxRows(exclusiveMask(8), {emptyRow: 0})', (i, j) => (j < i ? 1 / (i - 1) : 0)],
    ['off-by-one, i + 1', 'exp(causalMask(8)) ./ (rowNumbers(8) + 1)', (i, j) => (j <= i ? 1 / (i + 1) : 0)],
    [
      'off-by-one, i − 1, first row left right',
      'exp(causalMask(8)) ./ max(rowNumbers(8) - 1, 1)',
      (i, j) => (j > i ? 0 : i === 1 ? 1 : 1 / (i - 1)),
    ],
    [
      'off-by-one, i − 1, first row 0',
      'exp(causalMask(8)) ./ max(rowNumbers(8) - 1, 1) .* min(rowNumbers(8) - 1, 1)',
      (i, j) => (j > i || i === 1 ? 0 : 1 / (i - 1)),
    ],
    [
      'rounded-too-far',
      'round(softmaxRows(causalMask(8)), 1)',
      (i, j) => (j <= i ? ([1, 0.5, 0.3, 0.3, 0.2, 0.2, 0.1, 0.1][i - 1] ?? 0) : 0),
    ],
  ])('%s is %s', (_, formula, cell) => {
    expect(evaluateFormula(formula)).toEqual(eightByEight(cell));
  });
});

describe('the formula language', () => {
  it.each<[string, FormulaValue]>([
    ['1/3', 1 / 3],
    ['-inf', -inf],
    ['−inf', -inf],
    ['+Infinity', inf],
    ['.5', 0.5],
    ['1e-2', 0.01],
    ['-2^2', -4],
    ['2^-1', 0.5],
    ['2^3^2', 512],
    ['10 - 2 - 3', 5],
    ['2 * (3 + 4) / 7', 2],
    ['e', Math.E],
    ['pi', Math.PI],
    ['-0', 0],
    ['[1, 2, 3]', [1, 2, 3]],
    [
      '[[1, 2], [3, 4]]',
      [
        [1, 2],
        [3, 4],
      ],
    ],
    [
      '[1, 2; 3, 4]',
      [
        [1, 2],
        [3, 4],
      ],
    ],
    [
      '[1, 2; 3, 4] * [5, 6; 7, 8]',
      [
        [19, 22],
        [43, 50],
      ],
    ],
    [
      '[1, 2; 3, 4] .* [5, 6; 7, 8]',
      [
        [5, 12],
        [21, 32],
      ],
    ],
    ['matmul([1, 2; 3, 4], [5, 6])', [17, 39]],
    ['multiply([5, 6], [1, 2; 3, 4])', [23, 34]],
    ['[1, 2, 3] * [4, 5, 6]', 32],
    ['[8, 4] / 2', [4, 2]],
    ['1 ./ [2, 4]', [0.5, 0.25]],
    ['[1, 2, 3] .^ 2', [1, 4, 9]],
    ['-[1, -2]', [-1, 2]],
    [
      'rowNumbers(2) + columnNumbers(3)',
      [
        [2, 3, 4],
        [3, 4, 5],
      ],
    ],
    [
      '[10, 20] + [1; 2]',
      [
        [11, 21],
        [12, 22],
      ],
    ],
    ['inf * [1, -1]', [inf, -inf]],
    ['zeros(2)', [0, 0]],
    [
      'ones(2, 3)',
      [
        [1, 1, 1],
        [1, 1, 1],
      ],
    ],
    [
      'identity(2)',
      [
        [1, 0],
        [0, 1],
      ],
    ],
    ['transpose([1, 2])', [[1], [2]]],
    ['sum([1, 2; 3, 4])', 10],
    ['max([3, 9, 4])', 9],
    ['min([3, 9], [5, 5])', [3, 5]],
    ['abs([-1, 2])', [1, 2]],
    ['sqrt(16)', 4],
    ['log2(8)', 3],
    ['ln(e)', 1],
    ['log(0)', -inf],
    ['exp(-inf)', 0],
    ['round(0.125, 2)', 0.13],
    ['round(1.005, 2)', 1.01],
    ['round([2.5, -2.5, 1e-20])', [3, -3, 0]],
    ['softmax([0, 0, -inf])', [0.5, 0.5, 0]],
    ['rescale([0.5, 0.4, 0.1], 0)', [1, 0, 0]],
    ['rescale([0.5, 0.4, 0.1], inf)', [1 / 3, 1 / 3, 1 / 3]],
    ['entropyBits([1/2, 1/4, 1/4])', 1.5],
    [
      'attentionWeights(zeros(2, 4), ones(2, 4), causalMask(2))',
      [
        [1, 0],
        [0.5, 0.5],
      ],
    ],
    ['attention(zeros(1, 4), ones(2, 4), [2; 4])', [[3]]],
  ])('reads %s', (formula, expected) => {
    expect(evaluateFormula(formula)).toEqual(expected);
  });

  it('knows the names of its scope and hands out copies of them', () => {
    const p = [0.5, 0.4, 0.1];
    const value = evaluateFormula('p', { p });
    expect(value).toEqual(p);
    expect(value).not.toBe(p);
    expect(evaluateFormula('rescale(p, t)', { p, t: 1 })).toEqual([
      expect.closeTo(0.5, 12),
      expect.closeTo(0.4, 12),
      expect.closeTo(0.1, 12),
    ]);
  });

  it('takes a number, or a list or rows of numbers and formulas for one', () => {
    expect(evaluateFormula(0.25)).toBe(0.25);
    expect(evaluateFormula(['1/2', 0.5])).toEqual([0.5, 0.5]);
    expect(
      evaluateFormula(
        [
          [0, '-inf'],
          ['exp(0)/2', 't'],
        ],
        { t: 2 },
      ),
    ).toEqual([
      [0, -inf],
      [0.5, 2],
    ]);
  });

  it('agrees with JavaScript on sums, products and quotients of numbers', () => {
    const n = fc.integer({ min: 1, max: 999 });
    fc.assert(
      fc.property(n, n, n, n, (a, b, c, d) => {
        expect(evaluateFormula(`${a} + ${b} * ${c} / ${d}`)).toBe(a + (b * c) / d);
        expect(evaluateFormula(`(${a} - ${b}) / -${c} - ${d}`)).toBe((a - b) / -c - d);
      }),
    );
  });
});

describe('a number in a key', () => {
  it.each<[number | string, number]>([
    [0.5, 0.5],
    ['1/3', 1 / 3],
    ['-inf', -inf],
    ['exp(0)/(exp(0)+exp(0))', 0.5],
    [-inf, -inf],
  ])('%j is %d', (text, expected) => {
    expect(toNumber(text)).toBe(expected);
  });

  it.each<[number | string]>([[''], ['x'], ['[1]'], ['inf - inf'], [Number.NaN], ['1,5'], ['33%']])(
    '%j is refused',
    (text) => {
      expect(() => toNumber(text)).toThrow(FormulaError);
    },
  );
});

describe('what a formula may not do', () => {
  it.each([
    '1:1e8',
    'sum(1:1e8)',
    'ones(20000,20000)',
    'zeros(1e9)',
    'identity(65)',
    'causalMask(1e6)',
    'zeros(-1)',
    'zeros(1.5)',
    'import({a: 1}, {override: true})',
    'import("fs")',
    'createUnit("foo")',
    'createUnit(foo)',
    'evaluate("1")',
    'parse("1")',
    'parser()',
    'compile(1)',
    'simplify(1)',
    'derivative(1, x)',
    'resolve(1)',
    'config({})',
    'typed(1)',
    'reviver()',
    'chain(1)',
    'map([1], f)',
    'random()',
    '10000!',
    'factorial(200)',
    'combinations(1000, 500)',
    'cos.constructor',
    'cos.constructor("return process")()',
    'exp.constructor(1)',
    '[].constructor',
    'x.y',
    'x[1]',
    '[1, 2][1]',
    '{a: 1}.a',
    '{emptyRow: 0}',
    '{"__proto__": 1}',
    'softmax([1], {__proto__: 1})',
    'softmax([1], {constructor: 1})',
    'softmax([1], {emptyRow: 0, other: 1})',
    'softmax([1], {emptyRow: [1]})',
    'softmax([1], {})',
    'exp({emptyRow: 0})',
    '__proto__',
    'constructor',
    'constructor(1)',
    'hasOwnProperty(1)',
    'toString()',
    'valueOf',
    'f(x) = x',
    'f(x)=f(x)',
    'x = 1',
    'softmax = 1',
    '1; 2',
    '1\n2',
    '5 cm',
    '5 cm to inch',
    '2 pi',
    '(1)(2)',
    '1_000',
    '1 2',
    '1e999',
    'NaN',
    'i',
    'true',
    'null',
    'undefined',
    'end',
    '"text"',
    "'text'",
    '`text`',
    "[1]'",
    '5%',
    '5 mod 2',
    'not 1',
    '1 and 2',
    '1 < 2',
    '1 ? 2 : 3',
    '1 | 2',
    '~1',
    '1 << 30',
    '# comment',
    '1 # comment',
    '',
    '   ',
    '[]',
    '[[]]',
    '[1, [2]]',
    '[[1], 2]',
    '[[1, 2], [3]]',
    '[[[1]]]',
    '(1',
    '1)',
    '1 +',
    'softmax()',
    'softmax(1)',
    'softmax([1], 2)',
    'softmaxRows([1, 2])',
    'softmax([[1]])',
    'exp',
    'x',
    'unknown(1)',
    '[1, 2] + [1, 2, 3]',
    '[1, 2; 3, 4] * [1, 2, 3]',
    '[1, 2] ^ 2',
    '1 / [1, 2]',
    'round(1, 99)',
    '💥',
  ])('%s is refused', (formula) => {
    const startedAt = performance.now();
    expect(refusalOf(formula).message).not.toBe('');
    expect(performance.now() - startedAt).toBeLessThan(250);
  });

  it.each([
    'inf - inf',
    '0 * inf',
    'inf / inf',
    'log(-1)',
    'sqrt(-1)',
    '(-8) ^ (1/3)',
    'causalMask(2) * causalMask(2)',
    'softmaxRows(exclusiveMask(3))',
    'softmax([inf, 0])',
    'entropyBits([0.5, 0.4])',
    'rescale([1, 2], -1)',
    '0 / 0',
  ])('%s has no value and is refused', (formula) => {
    expect(() => evaluateFormula(formula)).toThrow(FormulaError);
  });

  it.each(['1 / 0', '[1, 2] ./ [1, 0]', 'exp(1000)', '10 ^ 400', '1e308 * 10', '1e308 + 1e308'])(
    '%s becomes infinite by accident and is refused',
    (formula) => {
      expect(() => evaluateFormula(formula)).toThrow(FormulaError);
    },
  );

  it.each<[string, string]>([
    ['too long', `${'1+'.repeat(1000)}1`],
    ['long chains', `${'1+'.repeat(990)}1`],
    ['signs without end', `${'-'.repeat(1990)}1`],
    ['towers of powers', `${'2^'.repeat(990)}1`],
    ['deep parentheses', `${'('.repeat(990)}1${')'.repeat(990)}`],
    ['deep lists', `${'['.repeat(990)}1${']'.repeat(990)}`],
    ['deep calls', `${'exp('.repeat(400)}0${')'.repeat(400)}`],
    ['deep objects', `${'{a:'.repeat(490)}1${'}'.repeat(490)}`],
    ['opened and never closed', '('.repeat(1999)],
    ['many signed entries', `[${'-1,'.repeat(660)}1]`],
    ['growth by repeated rows', `[${'1,'.repeat(220)}1] + [${'1;'.repeat(220)}1]`],
  ])('%s is refused quickly', (_, formula) => {
    const startedAt = performance.now();
    expect(() => evaluateFormula(formula)).toThrow(FormulaError);
    expect(performance.now() - startedAt).toBeLessThan(250);
  });

  it('the most work that fits the limits is done within seconds', () => {
    const A = Array.from({ length: 64 }, () => new Array<number>(64).fill(1 / 64));
    const startedAt = performance.now();
    expect(evaluateFormula(`${'matmul(A,A)+'.repeat(140)}A`, { A })).toEqual(
      A.map((row) => row.map(() => expect.closeTo(141 / 64, 10))),
    );
    expect(performance.now() - startedAt).toBeLessThan(5000);
  });

  it.each<[string, unknown]>([
    ['NaN', Number.NaN],
    ['text', 'abc'],
    ['a function', () => 1],
    ['an object', { a: 1 }],
    ['a ragged matrix', [[1, 2], [3]]],
    ['too many cells', new Array(5000).fill(0)],
    ['nothing', null],
  ])('%s in the scope is refused', (_, value) => {
    // What comes out of a YAML file has no checked type yet.
    const scope = { value } as Record<string, FormulaValue>;
    expect(() => evaluateFormula('value', scope)).toThrow(FormulaError);
  });

  it('inherited properties are no names', () => {
    const scope = Object.create({ hidden: 1 }) as Record<string, FormulaValue>;
    expect(() => evaluateFormula('hidden', scope)).toThrow(FormulaError);
  });

  it('a name of the scope does not replace a constant', () => {
    expect(evaluateFormula('pi', { pi: 3 })).toBe(Math.PI);
  });

  it('nothing changes a prototype', () => {
    const before = Object.getOwnPropertyNames(Object.prototype);
    for (const formula of ['softmax([1], {__proto__: 1})', '__proto__ = 1', 'constructor.prototype.x = 1']) {
      expect(() => evaluateFormula(formula)).toThrow(FormulaError);
    }
    expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before);
  });

  it('any text gives a value without NaN or a FormulaError', () => {
    const piece = fc.constantFrom(
      ...['softmax', 'exp', 'zeros', 'causalMask', 'inf', 'x', '1', '2.5', '(', ')', '[', ']', ',', ';', ':'],
      ...['+', '-', '*', '/', '^', '.*', './', '.', ' ', '{emptyRow: 0}', '"', '=', '\n', '8'],
    );
    const text = fc.oneof(
      fc.string({ maxLength: 60 }),
      fc.array(piece, { maxLength: 14 }).map((p) => p.join('')),
    );
    fc.assert(
      fc.property(text, (formula) => {
        let value: FormulaValue;
        try {
          value = evaluateFormula(formula, { x: [1, 2] });
        } catch (error) {
          expect(error).toBeInstanceOf(FormulaError);
          return;
        }
        expect([value].flat(2).some(Number.isNaN)).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('a refusal', () => {
  it.each<[string, number, RegExp]>([
    ['softmaxRows(zeroes(8, 8))', 12, /unknown function zeroes/],
    ['1 + probs', 4, /unknown name probs/],
    ['exp(expo)', 4, /unknown name expo/],
    ['softmax([1, 2]', 14, /\)/],
    ['1 = 2', 2, /=/],
    ['2 + softmax([-inf])', 4, /softmax/],
    ['1 + ones(100)', 4, /ones/],
    ['softmax([1], {x: 1})', 13, /emptyRow/],
  ])('of %s points at character %d', (formula, at, message) => {
    const error = refusalOf(formula);
    expect(error.at).toBe(at);
    expect(error.message).toMatch(message);
  });
});
