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
export function prepareRange(authored: AuthoredBorders, names: FormulaScope): Range {
  const range = Object.fromEntries(
    borderNames.flatMap((name) => {
      const border = authored[name];
      return border === undefined ? [] : [[name, evaluateNumber(border, names, [name])]];
    }),
  ) as Range;
  const { above, atLeast, atMost, below } = range;
  if (above !== undefined && atLeast !== undefined) {
    throw new AuthoringError('A range begins at one border: above or atLeast.', ['atLeast']);
  }
  if (atMost !== undefined && below !== undefined) {
    throw new AuthoringError('A range ends at one border: atMost or below.', ['below']);
  }
  const from = above ?? atLeast ?? -Infinity;
  const to = atMost ?? below ?? Infinity;
  const isClosed = above === undefined && below === undefined;
  if (!(from < to || (from === to && isClosed))) {
    const last = atMost === undefined ? 'below' : 'atMost';
    throw new AuthoringError(`No number lies between ${from} and ${to}.`, [last]);
  }
  return range;
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
