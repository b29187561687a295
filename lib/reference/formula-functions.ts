import { scaledDotProductAttention } from './attention';
import { causalMask, exclusiveMask } from './causal-mask';
import {
  combineCells,
  describeShape,
  type FormulaValue,
  isMatrix,
  isVector,
  mapCells,
  multiplyValues,
  refuseOverflow,
  toRows,
} from './formula-values';
import { transpose } from './matrix';
import { type EmptyRowRule, entropyBits, softmax, softmaxColumns, softmaxRows } from './softmax';
import { largestTemperature, rescaleByTemperature } from './temperature';

/** Most rows or columns a function of the language makes. */
const maxSize = 64;
const maxDecimals = 15;

export interface FormulaFunction {
  /** fewest and most arguments, the rule not counted */
  arity: readonly [number, number];
  /** whether `{emptyRow: x}` may follow the arguments */
  takesRule?: true;
  /** throws a RangeError for arguments of the wrong shape or without a result */
  apply(args: readonly FormulaValue[], rule: EmptyRowRule): FormulaValue;
}

/** The functions a formula may call, by name: nothing else can be reached from a formula. */
export const formulaFunctions: ReadonlyMap<string, FormulaFunction> = new Map<string, FormulaFunction>([
  ['softmax', { arity: [1, 1], takesRule: true, apply: ([z], rule) => softmax(list(z), rule) }],
  ['softmaxRows', { arity: [1, 1], takesRule: true, apply: ([m], rule) => softmaxRows(matrix(m), rule) }],
  [
    'softmaxColumns',
    { arity: [1, 1], takesRule: true, apply: ([m], rule) => softmaxColumns(matrix(m), rule) },
  ],
  ['entropyBits', { arity: [1, 1], apply: ([p]) => entropyBits(list(p)) }],
  ['rescale', { arity: [2, 2], apply: ([p, t]) => rescaleByTemperature(list(p), number(t)) }],
  [
    'largestTemperature',
    { arity: [2, 2], apply: ([p, target]) => largestTemperature(list(p), number(target)) },
  ],
  [
    'attentionWeights',
    {
      arity: [2, 3],
      apply: ([q, k, mask]) =>
        scaledDotProductAttention(matrix(q), matrix(k), matrix(k), optionalMatrix(mask)).weights,
    },
  ],
  [
    'attention',
    {
      arity: [3, 4],
      apply: ([q, k, v, mask]) =>
        scaledDotProductAttention(matrix(q), matrix(k), matrix(v), optionalMatrix(mask)).output,
    },
  ],
  ['causalMask', { arity: [1, 1], apply: ([n]) => causalMask(size(n)) }],
  ['exclusiveMask', { arity: [1, 1], apply: ([n]) => exclusiveMask(size(n)) }],
  ['zeros', { arity: [1, 2], apply: ([rows, columns]) => filled(rows, columns, () => 0) }],
  ['ones', { arity: [1, 2], apply: ([rows, columns]) => filled(rows, columns, () => 1) }],
  ['identity', { arity: [1, 1], apply: ([n]) => filled(n, n, (row, column) => (row === column ? 1 : 0)) }],
  ['rowNumbers', { arity: [1, 1], apply: ([n]) => filled(n, 1, (row) => row + 1) }],
  ['columnNumbers', { arity: [1, 1], apply: ([n]) => filled(1, n, (_, column) => column + 1) }],
  ['transpose', { arity: [1, 1], apply: ([m]) => transpose(toRows(some(m))) }],
  ['matmul', { arity: [2, 2], apply: ([a, b]) => multiplyValues(some(a), some(b)) }],
  ['multiply', { arity: [2, 2], apply: ([a, b]) => multiplyValues(some(a), some(b)) }],
  [
    'exp',
    { arity: [1, 1], apply: ([x]) => mapCells(some(x), (cell) => refuseOverflow(Math.exp(cell), cell)) },
  ],
  ['log', { arity: [1, 1], apply: ([x]) => mapCells(some(x), Math.log) }],
  ['ln', { arity: [1, 1], apply: ([x]) => mapCells(some(x), Math.log) }],
  ['log2', { arity: [1, 1], apply: ([x]) => mapCells(some(x), Math.log2) }],
  ['sqrt', { arity: [1, 1], apply: ([x]) => mapCells(some(x), Math.sqrt) }],
  ['abs', { arity: [1, 1], apply: ([x]) => mapCells(some(x), Math.abs) }],
  ['round', { arity: [1, 2], apply: ([x, decimals]) => roundTo(some(x), decimals) }],
  ['sum', { arity: [1, 1], apply: ([x]) => cells(x).reduce((total, cell) => total + cell, 0) }],
  ['max', { arity: [1, 2], apply: ([x, y]) => extreme(Math.max, x, y) }],
  ['min', { arity: [1, 2], apply: ([x, y]) => extreme(Math.min, x, y) }],
]);

function some(value: FormulaValue | undefined): FormulaValue {
  if (value === undefined) throw new RangeError('an argument is missing');
  return value;
}

function number(value: FormulaValue | undefined): number {
  if (typeof value === 'number') return value;
  throw new RangeError(`needs a number, not ${describeShape(some(value))}`);
}

function list(value: FormulaValue | undefined): number[] {
  if (value !== undefined && isVector(value)) return value;
  throw new RangeError(`needs a list like [1, 2, 3], not ${describeShape(some(value))}`);
}

function matrix(value: FormulaValue | undefined): number[][] {
  if (value !== undefined && isMatrix(value)) return value;
  throw new RangeError(`needs a matrix like [[1, 2], [3, 4]], not ${describeShape(some(value))}`);
}

function optionalMatrix(value: FormulaValue | undefined): number[][] | undefined {
  return value === undefined ? undefined : matrix(value);
}

function size(value: FormulaValue | undefined): number {
  const length = number(value);
  if (Number.isInteger(length) && length >= 1 && length <= maxSize) return length;
  throw new RangeError(`a size is a whole number from 1 to ${maxSize}, not ${length}`);
}

function cells(value: FormulaValue | undefined): number[] {
  const given = some(value);
  if (isMatrix(given)) return given.flat();
  return isVector(given) ? given : [given];
}

function filled(
  rows: FormulaValue | undefined,
  columns: FormulaValue | undefined,
  cell: (row: number, column: number) => number,
): FormulaValue {
  if (columns === undefined) return Array.from({ length: size(rows) }, (_, index) => cell(0, index));
  const width = size(columns);
  return Array.from({ length: size(rows) }, (_, row) =>
    Array.from({ length: width }, (_, column) => cell(row, column)),
  );
}

function roundTo(value: FormulaValue, decimals: FormulaValue = 0): FormulaValue {
  const places = number(decimals);
  if (!(Number.isInteger(places) && places >= 0 && places <= maxDecimals)) {
    throw new RangeError(`decimals are a whole number from 0 to ${maxDecimals}, not ${places}`);
  }
  // Shifting the decimal point in the text, not by a product, keeps 1.005 from becoming 100.49999999999999.
  return mapCells(value, (cell) => {
    if (!Number.isFinite(cell)) return cell;
    const [digits = '0', exponent = '0'] = Math.abs(cell).toExponential().split('e');
    const shifted = Math.round(Number(`${digits}e${Number(exponent) + places}`));
    return (
      Math.sign(cell) * (Number.isSafeInteger(shifted) ? Number(`${shifted}e-${places}`) : Math.abs(cell))
    );
  });
}

function extreme(
  choose: (...numbers: number[]) => number,
  left: FormulaValue | undefined,
  right: FormulaValue | undefined,
): FormulaValue {
  return right === undefined ? choose(...cells(left)) : combineCells(some(left), right, choose);
}
