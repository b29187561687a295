import { z } from 'zod';
import { type FormulaScope, formulaConstants } from '../reference/expression';
import { formulaFunctions } from '../reference/formula-functions';
import { seededRandom } from '../reference/sampling';

const mostOutcomes = 8;
const mostSteps = 100;
/** An author may except every set there is: then one of them is drawn all the same. */
const mostDraws = 50;

/** Least whole number that is the sum of `outcomes` different whole numbers above 0. */
const leastSteps = (outcomes: number) => (outcomes * (outcomes + 1)) / 2;

const distributionDraw = z
  .strictObject({
    outcomes: z.int().min(2).max(mostOutcomes),
    /** Every chance is a multiple of 1/steps. */
    steps: z.int().max(mostSteps),
    /** falling: the first outcome is the most probable, the last the least. */
    order: z.enum(['any', 'falling']).default('any'),
    /** Chances that no pair gets, in any order. */
    except: z.array(z.array(z.number()).min(2).max(mostOutcomes)).max(8).optional(),
  })
  // With one step more than the least there is but one set: the largest number takes it.
  .refine(({ outcomes, steps }) => steps >= leastSteps(outcomes) + 2, {
    path: ['steps'],
    error: 'There are too few steps for different sets of chances that are all different and not 0.',
  });

const integerDraw = z
  .strictObject({ from: z.int().min(-1e6).max(1e6), to: z.int().min(-1e6).max(1e6) })
  .refine(({ from, to }) => from < to, { path: ['to'], error: 'A range of whole numbers goes upwards.' });

const drawSchema = z
  .strictObject({
    /** Chances of a few outcomes: all different, none 0, summing to 1. */
    distribution: distributionDraw.optional(),
    /** A whole number, both ends included. */
    integer: integerDraw.optional(),
    /** One of these numbers. */
    oneOf: z.array(z.number()).min(2).max(64).optional(),
  })
  .refine((draw) => Object.values(draw).filter((way) => way !== undefined).length === 1, {
    error: 'A draw is one of: distribution, integer, oneOf.',
  });

type Draw = z.infer<typeof drawSchema>;

/** Values drawn for each pair anew, by the names that formulas and placeholders use. */
export const drawsSchema = z.record(z.string(), drawSchema).superRefine((draws, context) => {
  for (const name of Object.keys(draws)) {
    if (!/^[A-Za-z][A-Za-z0-9_]{0,19}$/.test(name)) {
      context.addIssue({
        code: 'custom',
        message: 'A name is a letter and up to 19 letters, digits or _.',
        path: [name],
      });
    } else if (formulaConstants.has(name) || formulaFunctions.has(name)) {
      context.addIssue({
        code: 'custom',
        message: 'The formula language uses this name already.',
        path: [name],
      });
    }
  }
});

export type Draws = z.infer<typeof drawsSchema>;

/**
 * The values of all draws for a seed: the same for the same seed, on every device. Each name has a stream of its own,
 * so that another draw beside it changes nothing.
 */
export function drawValues(draws: Draws, seed: string): FormulaScope {
  return Object.fromEntries(
    Object.entries(draws).map(([name, draw]) => [name, drawValue(draw, seededRandom(`${seed}/${name}`))]),
  );
}

function drawValue({ distribution, integer, oneOf = [] }: Draw, random: () => number): number | number[] {
  const below = (count: number) => Math.floor(random() * count);
  if (distribution) {
    const { outcomes, steps, order, except = [] } = distribution;
    const isExcepted = (units: readonly number[]) =>
      except.some((chances) => {
        const falling = [...chances].sort((a, b) => b - a);
        return units.every((unit, index) => Math.abs(unit / steps - (falling[index] ?? 0)) < 1e-9);
      });
    let units = drawDifferentParts(outcomes, steps, random);
    for (let tries = 1; isExcepted(units) && tries < mostDraws; tries += 1) {
      units = drawDifferentParts(outcomes, steps, random);
    }
    return (order === 'any' ? shuffle(units, below) : units).map((unit) => unit / steps);
  }
  if (integer) return integer.from + below(integer.to - integer.from + 1);
  return oneOf[below(oneOf.length)] ?? Number.NaN;
}

/**
 * `count` different whole numbers above 0 that sum to `sum`, largest first, every such set with the same chance.
 *
 * Taking 1 from every number leaves a set of the same count, or, where the smallest was 1, of one fewer; so the number
 * of sets is c(sum, count) = c(sum − count, count) + c(sum − count, count − 1), and each step is drawn in proportion.
 */
function drawDifferentParts(count: number, sum: number, random: () => number): number[] {
  const parts = new Array<number>(count).fill(0);
  let [left, rest] = [count, sum];
  while (left > 0) {
    for (let index = 0; index < left; index += 1) parts[index] = (parts[index] ?? 0) + 1;
    rest -= left;
    const same = countDifferentParts(left, rest);
    const fewer = countDifferentParts(left - 1, rest);
    if (random() * (same + fewer) >= same) left -= 1;
  }
  return parts;
}

const counted = new Map<number, number>();

/** How many sets of `count` different whole numbers above 0 sum to `sum`. */
function countDifferentParts(count: number, sum: number): number {
  if (count === 0) return sum === 0 ? 1 : 0;
  if (sum < leastSteps(count)) return 0;
  const key = sum * (mostOutcomes + 1) + count;
  const known = counted.get(key);
  if (known !== undefined) return known;
  const found = countDifferentParts(count, sum - count) + countDifferentParts(count - 1, sum - count);
  counted.set(key, found);
  return found;
}

/** Fisher and Yates: every order with the same chance. */
function shuffle(values: readonly number[], below: (count: number) => number): number[] {
  const shuffled = [...values];
  for (let last = shuffled.length - 1; last > 0; last -= 1) {
    const other = below(last + 1);
    [shuffled[last], shuffled[other]] = [shuffled[other] ?? 0, shuffled[last] ?? 0];
  }
  return shuffled;
}
