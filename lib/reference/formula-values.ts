import { multiplyMatrices } from './matrix';

/** What a formula works on: a number, a list, or a matrix as a list of rows. */
export type FormulaValue = number | number[] | number[][];

/** Most cells one value may have: a 64 × 64 matrix. */
const maxCells = 64 * 64;

/**
 * A copy of `value` when it is a number, a list of numbers or a rectangular matrix of at most 4,096 cells
 * without NaN. Throws a RangeError otherwise.
 */
export function toFormulaValue(value: unknown): FormulaValue {
  if (typeof value === 'number') return toCell(value);
  if (!Array.isArray(value)) throw new RangeError(`${typeof value} is neither a number nor a list`);
  const entries: unknown[] = value;
  const [first] = entries;
  if (entries.length === 0) throw new RangeError('a list needs at least one entry');
  const columns = Array.isArray(first) ? first.length : 1;
  if (columns * entries.length > maxCells) throw new RangeError(`a value has at most ${maxCells} cells`);
  if (!entries.some(Array.isArray)) return entries.map(toCell);
  return entries.map((row: unknown, index) => {
    if (!Array.isArray(row)) throw new RangeError('mixes numbers and rows in one list');
    if (row.length !== columns || columns === 0) {
      throw new RangeError(`row ${index + 1} does not have as many entries as row 1`);
    }
    return row.map(toCell);
  });
}

function toCell(value: unknown): number {
  if (typeof value !== 'number') throw new RangeError(`a cell holds a number, not ${typeof value}`);
  if (Number.isNaN(value)) throw new RangeError('gives NaN, not a number (as in inf - inf or 0 * inf)');
  // Adding 0 turns −0 into 0, which no reader of a key should have to tell apart.
  return value + 0;
}

/** True for a list of rows, false for a number or a list. */
export function isMatrix(value: FormulaValue): value is number[][] {
  return Array.isArray(value) && Array.isArray(value[0]);
}

/** True for a list of numbers, false for a number or a matrix. */
export function isVector(value: FormulaValue): value is number[] {
  return Array.isArray(value) && !Array.isArray(value[0]);
}

/** `fn` of each cell, shape kept. */
export function mapCells(value: FormulaValue, fn: (cell: number) => number): FormulaValue {
  if (isMatrix(value)) return value.map((row) => row.map(fn));
  return isVector(value) ? value.map(fn) : fn(value);
}

/**
 * `fn` of the cells of two values at the same place, as NumPy broadcasts: a list counts as one row, and where
 * one side has a single row or column, that is repeated. Throws a RangeError when the shapes do not fit and
 * where finite cells become infinite.
 */
export function combineCells(
  left: FormulaValue,
  right: FormulaValue,
  fn: (left: number, right: number) => number,
): FormulaValue {
  if (typeof left === 'number') return mapCells(right, (cell) => refuseOverflow(fn(left, cell), left));
  if (typeof right === 'number') return mapCells(left, (cell) => refuseOverflow(fn(cell, right), right));
  const a = toRows(left);
  const b = toRows(right);
  const rows = commonLength(a.length, b.length);
  const columns = commonLength(a[0]?.length ?? 0, b[0]?.length ?? 0);
  if (rows === undefined || columns === undefined) {
    throw new RangeError(`${describeShape(left)} and ${describeShape(right)} do not fit together`);
  }
  if (rows * columns > maxCells) throw new RangeError(`a value has at most ${maxCells} cells`);
  const result = Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (_, column) => {
      const x = cellAt(a, row, column);
      const y = cellAt(b, row, column);
      return refuseOverflow(fn(x, y), x, y);
    }),
  );
  return isMatrix(left) || isMatrix(right) ? result : (result[0] ?? []);
}

/**
 * The matrix product; a list counts as a row on the left and as a column on the right, two lists give their
 * dot product. With a number on either side, each cell is multiplied. Throws a RangeError when shapes do not fit.
 */
export function multiplyValues(left: FormulaValue, right: FormulaValue): FormulaValue {
  if (typeof left === 'number' || typeof right === 'number') {
    return combineCells(left, right, (x, y) => x * y);
  }
  const product = multiplyMatrices(toRows(left), isMatrix(right) ? right : right.map((cell) => [cell]));
  if (isMatrix(left) && isMatrix(right)) return product;
  const cells = product.flat();
  const [only] = cells;
  return isVector(left) && isVector(right) && only !== undefined ? only : cells;
}

/** The shape in words: "a number", "a list of 3", "an 8×8 matrix" (as rows × columns). */
export function describeShape(value: FormulaValue): string {
  if (typeof value === 'number') return 'a number';
  return isMatrix(value) ? `a ${value.length}×${value[0]?.length ?? 0} matrix` : `a list of ${value.length}`;
}

/** A matrix as it is, a list as one row, a number as a single cell. */
export function toRows(value: FormulaValue): number[][] {
  if (isMatrix(value)) return value;
  return [isVector(value) ? value : [value]];
}

function commonLength(left: number, right: number): number | undefined {
  if (left === right || right === 1) return left;
  return left === 1 ? right : undefined;
}

function cellAt(matrix: readonly (readonly number[])[], row: number, column: number): number {
  const cells = matrix[matrix.length === 1 ? 0 : row] ?? [];
  return cells[cells.length === 1 ? 0 : column] ?? Number.NaN;
}

/** `result`, or a RangeError where it is infinite although every number it was computed `from` is finite. */
export function refuseOverflow(result: number, ...from: number[]): number {
  if (Math.abs(result) === Infinity && from.every(Number.isFinite)) {
    throw new RangeError('becomes infinite (a division by 0, or too large a number)');
  }
  return result;
}
