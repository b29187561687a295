/** Throws a RangeError unless `matrix` has at least one cell and rows of one length. Returns its shape. */
export function assertRectangular(matrix: readonly (readonly number[])[]): {
  rows: number;
  columns: number;
} {
  const columns = matrix[0]?.length ?? 0;
  if (columns === 0) throw new RangeError('a matrix needs at least one row and one column');
  matrix.forEach((row, index) => {
    if (row.length !== columns) {
      throw new RangeError(`row ${index + 1} has ${row.length} entries where row 1 has ${columns}`);
    }
  });
  return { rows: matrix.length, columns };
}

/** Mirrors a rows × columns matrix on its diagonal: columns × rows. Throws a RangeError when ragged. */
export function transpose(matrix: readonly (readonly number[])[]): number[][] {
  const { columns } = assertRectangular(matrix);
  return Array.from({ length: columns }, (_, column) => matrix.map((row) => row[column] ?? Number.NaN));
}

/**
 * Matrix product of an n × m and an m × k matrix: n × k. Throws a RangeError when the shapes do not fit.
 * Follows IEEE 754: 0 times an infinity is NaN, which the caller has to exclude where it matters.
 */
export function multiplyMatrices(
  left: readonly (readonly number[])[],
  right: readonly (readonly number[])[],
): number[][] {
  const a = assertRectangular(left);
  const b = assertRectangular(right);
  if (a.columns !== b.rows) {
    throw new RangeError(`cannot multiply ${a.rows}×${a.columns} by ${b.rows}×${b.columns}`);
  }
  const rightColumns = transpose(right);
  return left.map((row) => rightColumns.map((column) => dotProduct(row, column)));
}

function dotProduct(left: readonly number[], right: readonly number[]): number {
  return left.reduce((sum, entry, index) => sum + entry * (right[index] ?? Number.NaN), 0);
}
