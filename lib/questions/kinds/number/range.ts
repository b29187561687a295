import { z } from 'zod';
import type { FormulaScope } from '@/lib/reference/expression';
import type { Json } from '@/lib/schemas/json';
import { AuthoringError } from '../../define-kind';
import { authoredNumberSchema, evaluateNumber, toJsonNumber } from '../../grading/authored-values';
import { type Judgement, judgeNumber, type Tolerance, type TypedNumber } from '../../grading/tolerance';

/** The borders of a range as an author writes them: one below, one above, or one of the two. */
export const borderSchemas = {
  /** x > above */
  above: authoredNumberSchema.optional(),
  /** x ≥ atLeast */
  atLeast: authoredNumberSchema.optional(),
  /** x ≤ atMost */
  atMost: authoredNumberSchema.optional(),
  /** x < below */
  below: authoredNumberSchema.optional(),
};

const borderNames = ['above', 'atLeast', 'atMost', 'below'] as const;
type BorderName = (typeof borderNames)[number];

export type AuthoredBorders = { [Name in BorderName]?: string | number | undefined };

/** Numbers between two borders; without a border the range has no end on that side. */
export type Range = { readonly [Name in BorderName]?: number };

/** Whether an author has written any border. */
export function hasBorders(authored: AuthoredBorders): boolean {
  return borderNames.some((name) => authored[name] !== undefined);
}

/** Evaluates the borders. Throws an AuthoringError for two on one side, and when no number lies between them. */
export function prepareRange(
  authored: AuthoredBorders,
  names: FormulaScope,
  place: readonly (string | number)[] = [],
): Range {
  const range = Object.fromEntries(
    borderNames.flatMap((name) => {
      const border = authored[name];
      return border === undefined ? [] : [[name, evaluateNumber(border, names, [...place, name])]];
    }),
  ) as Range;
  const { above, atLeast, atMost, below } = range;
  if (above !== undefined && atLeast !== undefined) {
    throw new AuthoringError('A range begins at one border: above or atLeast.', [...place, 'atLeast']);
  }
  if (atMost !== undefined && below !== undefined) {
    throw new AuthoringError('A range ends at one border: atMost or below.', [...place, 'below']);
  }
  const from = above ?? atLeast ?? -Infinity;
  const to = atMost ?? below ?? Infinity;
  const isClosed = above === undefined && below === undefined;
  if (!(from < to || (from === to && isClosed))) {
    const last = atMost === undefined ? 'below' : 'atMost';
    throw new AuthoringError(`No number lies between ${from} and ${to}.`, [...place, last]);
  }
  return range;
}

/** Numbers of a range that an author has something to say about, though they are not right. */
export const remarksSchema = z
  .array(
    z.strictObject({
      code: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'Use small letters, digits and single hyphens.'),
      /** Says where to look, and never holds a value of the key. */
      feedback: z.string().trim().min(1),
      ...borderSchemas,
    }),
  )
  .max(20)
  .default([]);

/** A remark on wrong numbers of a range. */
export interface Remark {
  code: string;
  feedback: string;
  range: Range;
}

/** Evaluates the borders of remarks. Throws an AuthoringError for one without any, and as {@link prepareRange}. */
export function prepareRemarks(authored: z.infer<typeof remarksSchema>, names: FormulaScope): Remark[] {
  return authored.map(({ code, feedback, ...borders }, index) => {
    const place = ['remarks', index];
    if (!hasBorders(borders)) throw new AuthoringError('A remark is about the numbers of a range.', place);
    return { code, feedback, range: prepareRange(borders, names, place) };
  });
}

/** Whether a number lies in a range, exactly. */
export function isInRange(value: number, range: Range): boolean {
  const { above = -Infinity, atLeast = -Infinity, atMost = Infinity, below = Infinity } = range;
  const isFarEnough = range.above === undefined ? value >= atLeast : value > above;
  return isFarEnough && (range.below === undefined ? value <= atMost : value < below);
}

/** Whether a typed number lies in the range; at a border that belongs to it, within the tolerance of that border. */
export function judgeRange(typed: TypedNumber, range: Range, tolerance: Tolerance): Judgement {
  const { value } = typed;
  const { above = -Infinity, atLeast = -Infinity, atMost = Infinity, below = Infinity } = range;
  const isAt = (border: number) => judgeNumber(typed, border, tolerance) === 'correct';
  const isFarEnough = range.above === undefined ? value >= atLeast || isAt(atLeast) : value > above;
  const isNearEnough = range.below === undefined ? value <= atMost || isAt(atMost) : value < below;
  return isFarEnough && isNearEnough ? 'correct' : 'incorrect';
}

/** The range for the turned page: long decimals shortened inwards, so that what is shown is right itself. */
export function toRevealedRange(range: Range): { [name: string]: Json } {
  for (const digits of [3, 5, 8]) {
    const shown = mapBorders(range, (border, isLower) => roundInwards(border, digits, isLower));
    const { above, atLeast = above ?? -Infinity, atMost, below = atMost ?? Infinity } = shown;
    if (atLeast < below) return toJsonBorders(shown);
  }
  return toJsonBorders(range);
}

function mapBorders(range: Range, change: (border: number, isLower: boolean) => number): Range {
  return Object.fromEntries(
    borderNames.flatMap((name) => {
      const border = range[name];
      return border === undefined ? [] : [[name, change(border, name === 'above' || name === 'atLeast')]];
    }),
  );
}

function toJsonBorders(range: Range): { [name: string]: Json } {
  return Object.fromEntries(Object.entries(range).map(([name, border]) => [name, toJsonNumber(border)]));
}

/** `border` with at most `digits` significant digits, rounded up for a lower border, else down; short ones stay. */
function roundInwards(border: number, digits: number, isLower: boolean): number {
  const nearest = Number(border.toPrecision(digits));
  if (!Number.isFinite(border) || nearest === border || nearest > border === isLower) return nearest;
  const exponent = Number(border.toExponential().split('e')[1]) - digits + 1;
  return Number((nearest + (isLower ? 1 : -1) * 10 ** exponent).toPrecision(digits));
}
