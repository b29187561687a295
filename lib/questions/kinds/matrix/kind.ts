import { z } from 'zod';
import { cellOfPath, cellPath } from '@/lib/pairing/field-path';
import { AuthoringError, defineKind, ungradable, wrongShape } from '../../define-kind';
import { authoredRowsSchema, evaluateRows, toJsonNumber } from '../../grading/authored-values';
import {
  type CellInput,
  canonicalCell,
  cellFeedback,
  checkCell,
  isBlankCell,
  isCellInput,
  isFieldText,
  judgeCells,
  moreDigitsHelp,
  numberRulesSchema,
} from '../../grading/cells';
import { earnedPoints, type Weights } from '../../grading/credit';
import {
  findSignature,
  prepareSignature,
  type Signature,
  signatureFeedback,
  signaturesSchema,
} from '../../grading/signatures';
import { type Judgement, type Tolerance, toleranceSchema, toleranceWarnings } from '../../grading/tolerance';
import { cellWeights, creditSchema } from './credit';

const size = z.int().min(1).max(64);
const labelsSchema = z.array(z.string().max(60)).nullable().default(null);

const specSchema = z
  .strictObject({
    rows: size,
    columns: size,
    rowLabels: labelsSchema,
    columnLabels: labelsSchema,
    /** Ways of writing a number that are allowed. */
    reading: numberRulesSchema,
    /** Whether the grid offers to fill cells (zeros above the diagonal, repeat, copy the row above). */
    fillHelpers: z.boolean().default(true),
    /** Whether each row holds the shares of one whole, such as probabilities: no cell is beyond 0 and 1, each row sums to 1. */
    shares: z.boolean().default(false),
    /** Whether the grid adds up each row beside it. A table that asks for sums needs no others. */
    sums: z.boolean().default(true),
    /** The matrix that the pair works from, cell for cell: on a phone, where only one of them fits, it stands above. */
    given: z
      .strictObject({ label: z.string().min(1).max(20), value: authoredRowsSchema })
      .nullable()
      .default(null),
  })
  .refine(({ rows, rowLabels }) => rowLabels === null || rowLabels.length === rows, {
    path: ['rowLabels'],
    error: 'There must be as many row labels as rows.',
  })
  .refine(({ columns, columnLabels }) => columnLabels === null || columnLabels.length === columns, {
    path: ['columnLabels'],
    error: 'There must be as many column labels as columns.',
  })
  .transform(({ given, ...spec }, context) => ({
    ...spec,
    given: given && { label: given.label, rows: givenRows(given.value, spec, context) },
  }));

/** The cells of what is given as people write numbers; they are for the eye, nothing computes with them. */
function givenRows(
  value: z.infer<typeof authoredRowsSchema>,
  shape: { rows: number; columns: number },
  context: z.RefinementCtx,
): string[][] {
  try {
    return evaluateRows(value, {}, shape, ['given', 'value']).map((row) =>
      row.map((cell) => String(cell).replace('Infinity', '∞').replace('-', '−')),
    );
  } catch (error) {
    if (!(error instanceof AuthoringError)) throw error;
    context.addIssue({ code: 'custom', path: ['given', 'value'], message: error.message });
    return z.NEVER;
  }
}

export type MatrixSpec = z.infer<typeof specSchema>;

const keySchema = z.strictObject({
  value: authoredRowsSchema,
  tolerance: toleranceSchema.default({}),
  credit: creditSchema,
  signatures: signaturesSchema(authoredRowsSchema),
});

interface MatrixKey {
  /** Row by row. */
  values: number[];
  tolerance: Tolerance;
  /** What each cell is worth, in reading order; null: all or nothing. */
  weights: Weights | null;
  signatures: Signature[];
}

/** Rows of cells as typed, from the top left. */
export type MatrixResponse = CellInput[][];

function isMatrixResponse(value: unknown): value is MatrixResponse {
  return Array.isArray(value) && value.every((row) => Array.isArray(row) && row.every(isCellInput));
}

/** A matrix of numbers, every cell with a verdict of its own. Fields are `row/column`, from 0. */
export const matrix = defineKind<MatrixSpec, z.infer<typeof keySchema>, MatrixKey, MatrixResponse>({
  name: 'matrix',
  spec: specSchema,
  authoredKey: keySchema,
  response: z.custom<MatrixResponse>(isMatrixResponse),
  wantedShape,
  prepareKey(spec, { value, tolerance, credit, signatures }, names) {
    const { columns } = spec;
    const rows = evaluateRows(value, names, spec, ['value']);
    const values = rows.flat();
    const bound = { values, columns, tolerance };
    return {
      key: {
        values,
        tolerance,
        weights: cellWeights(rows, credit),
        signatures: signatures.map((signature, index) =>
          prepareSignature(signature, bound, (known) =>
            evaluateRows(known, names, spec, ['signatures', index, 'value']).flat(),
          ),
        ),
      },
      warnings: toleranceWarnings(values, tolerance),
    };
  },
  grade(spec, { values, tolerance, weights, signatures }, response, points) {
    const { rows, columns } = spec;
    if (response.length !== rows) {
      return wrongShape(points, wantedShape(spec), `${response.length} rows came`);
    }
    const odd = response.findIndex((row) => row.length !== columns);
    if (odd >= 0) {
      return wrongShape(points, wantedShape(spec), `row ${odd + 1} has ${response[odd]?.length ?? 0} cells`);
    }
    const judged = judgeCells(response, values, tolerance, spec.reading);
    const placeOf = (index: number) =>
      `Row ${Math.floor(index / columns) + 1}, column ${(index % columns) + 1}`;
    const remarks = cellFeedback(judged, tolerance, placeOf);
    const cells = judged.verdicts;
    if (judged.blank === values.length) {
      return { ...ungradable(points, 'blank', 'Nothing has been entered yet.'), cells };
    }
    if (judged.blank + judged.invalid === values.length) {
      return { outcome: 'ungradable', earned: 0, total: points, feedback: remarks, cells };
    }
    const graded = { total: points, provisional: false, cells };
    if (judged.correct === values.length) {
      return { ...graded, outcome: 'correct', earned: points, feedback: [] };
    }
    const earned =
      weights === null ? 0 : earnedPoints(points, unitsOf(judged.judgements, weights), weights.sum);
    const signature = findSignature(signatures, judged);
    return {
      ...graded,
      outcome: earned > 0 ? 'partial' : 'incorrect',
      earned,
      feedback: signature === null ? remarks : [signatureFeedback(signature), ...remarks],
      ...(signature !== null && { signature: signature.code }),
    };
  },
  toRevealedKey: (spec, key) => ({ value: toRows(key.values.map(toJsonNumber), spec.columns) }),
  fieldPaths({ rows, columns }) {
    const paths: string[] = [];
    for (let row = 0; row < rows; row += 1) {
      for (let column = 0; column < columns; column += 1) paths.push(cellPath(row, column));
    }
    return paths;
  },
  acceptsField: (_spec, _path, value) => isFieldText(value),
  responseFromFields: ({ rows, columns }, fields) =>
    Array.from({ length: rows }, (_, row) =>
      Array.from({ length: columns }, (_, column) => fields.get(cellPath(row, column)) ?? ''),
    ),
  canonical: (_spec, response) => response.map((row) => row.map(canonicalCell)),
  isBlank: (_spec, response) => response.every((row) => row.every(isBlankCell)),
  verdictHelp: (_spec, { tolerance }) => moreDigitsHelp(tolerance),
  checkField(spec, key, path, value) {
    const [row, column] = cellOfPath(path);
    const index = row * spec.columns + column;
    return checkCell(value, key.values[index] ?? Number.NaN, key.tolerance, spec.reading);
  },
});

function wantedShape({ rows, columns }: MatrixSpec): string {
  return `${rows} ${rows === 1 ? 'row' : 'rows'} of ${columns} ${columns === 1 ? 'cell' : 'cells'}`;
}

function unitsOf(judgements: readonly (Judgement | null)[], weights: Weights): number {
  let units = 0;
  for (let index = 0; index < judgements.length; index += 1) {
    if (judgements[index] === 'correct') units += weights.units[index] ?? 0;
  }
  return units;
}

function toRows<T>(cells: readonly T[], columns: number): T[][] {
  return Array.from({ length: cells.length / columns }, (_, row) =>
    cells.slice(row * columns, (row + 1) * columns),
  );
}
