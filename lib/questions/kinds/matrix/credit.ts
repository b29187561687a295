import { z } from 'zod';
import { addFractions, multiplyFractions, toFraction, toWeights, type Weights } from '../../grading/credit';

const share = z.number().nonnegative().max(1000);

/**
 * How points are shared among cells: `cell`, each the same; `all`, all or nothing; by `row`, each row the same, and in
 * a row `values` for the cells whose key is not 0 and `zeros` for the others (in this proportion, each group in equal
 * parts; a group that a row does not have leaves all to the other).
 */
export const creditSchema = z
  .union(
    [
      z.enum(['cell', 'all', 'row']),
      z.strictObject({ by: z.enum(['cell', 'all']) }),
      z
        .strictObject({ by: z.literal('row'), values: share.default(1), zeros: share.default(1) })
        .refine(({ values, zeros }) => values + zeros > 0, 'Values or zeros must be worth more than 0.'),
    ],
    { error: 'The credit is cell, all, row or {by: row, values: …, zeros: …}.' },
  )
  .default('cell');

export type AuthoredCredit = z.infer<typeof creditSchema>;

/** What each cell is worth, in reading order; null for all or nothing. */
export function cellWeights(rows: readonly (readonly number[])[], credit: AuthoredCredit): Weights | null {
  const by = typeof credit === 'string' ? credit : credit.by;
  if (by === 'all') return null;
  if (typeof credit === 'string' || credit.by !== 'row') {
    if (by === 'cell') return toWeights(rows.flat().map(() => toFraction(1)));
    return cellWeights(rows, { by: 'row', values: 1, zeros: 1 });
  }
  const [values, zeros] = [toFraction(credit.values), toFraction(credit.zeros)];
  return toWeights(
    rows.flatMap((row) => {
      const zeroCount = row.filter((cell) => cell === 0).length;
      const valueCount = row.length - zeroCount;
      const both = addFractions(values, zeros);
      return row.map((cell) => {
        if (zeroCount === 0 || valueCount === 0) return { over: 1n, under: BigInt(row.length) };
        const group = cell === 0 ? zeros : values;
        const count = cell === 0 ? zeroCount : valueCount;
        return multiplyFractions(group, { over: both.under, under: both.over * BigInt(count) });
      });
    }),
  );
}
