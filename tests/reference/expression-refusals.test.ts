import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluateFormula, FormulaError, type FormulaSource } from '@/lib/reference/expression';
import type { FormulaValue } from '@/lib/reference/formula-values';

/** Processor time, not wall time, so that a busy machine fails nothing. */
function processorMsOf(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
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
    'round(1, 16)',
    'round(1, 0.5)',
    '💥',
  ])('%s is refused', (formula) => {
    const spentMs = processorMsOf(() => expect(refusalOf(formula).message).not.toBe(''));
    expect(spentMs).toBeLessThan(500);
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
    const spentMs = processorMsOf(() => expect(() => evaluateFormula(formula)).toThrow(FormulaError));
    expect(spentMs).toBeLessThan(500);
  });

  it('the limits of length and nesting are exact', () => {
    expect(evaluateFormula('1'.padEnd(2000))).toBe(1);
    expect(() => evaluateFormula('1'.padEnd(2001))).toThrow(FormulaError);
    expect(evaluateFormula(`${'('.repeat(32)}1${')'.repeat(32)}`)).toBe(1);
    expect(() => evaluateFormula(`${'('.repeat(33)}1${')'.repeat(33)}`)).toThrow(FormulaError);
  });

  it('the most work that fits the limits is done within seconds', () => {
    const A = Array.from({ length: 64 }, () => new Array<number>(64).fill(1 / 64));
    const spentMs = processorMsOf(() =>
      expect(evaluateFormula(`${'matmul(A,A)+'.repeat(140)}A`, { A })).toEqual(
        A.map((row) => row.map(() => expect.closeTo(141 / 64, 10))),
      ),
    );
    expect(spentMs).toBeLessThan(5000);
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
    ['[1, 2] + [1, 2, 3]', 7, /a list of 2 and a list of 3 do not fit/],
  ])('of %s points at character %d', (formula, at, message) => {
    const error = refusalOf(formula);
    expect(error.at).toBe(at);
    expect(error.message).toMatch(message);
  });
});
