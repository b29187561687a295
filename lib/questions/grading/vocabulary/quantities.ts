import { terms } from './terms';

/** Quantities come close to each other. */
const together = terms(`
  close together, closer together, close to each other, closer to each other, near each other, closer,
  removes them, remove them, wipe* out, erase*, disappear, shrinks them, shrink them, makes them ~
  small, closes the, close the, iron* out, dampen*, damp, nearer, brings ~ together, bring ~ together,
  push* together, hardly distinguishable, barely distinguishable, compress*, squash*, squeez*, matter
  less, logit ~ zero, logit ~ 0, score ~ zero, score ~ 0, exponent ~ zero, exponent ~ 0, number ~ zero,
  number ~ 0, everything ~ zero, everything ~ 0, they ~ zero, they ~ 0, all ~ zero, all ~ 0, / t ~ zero,
  / t ~ 0, over t ~ zero, over t ~ 0, / temperature ~ zero, / temperature ~ 0, by t ~ zero, by t ~ 0,
  power ~ 0, power ~ zero, ^ 0, to the zero, zeroth power, exp ~ 1, exponential ~ 1, ratio ~ 1, less
  pronounced, scaled down, scales down, divides them down, washed together, brings ~ closer, negligible
  difference, do not matter, does not matter, hardly differ, hardly differs, barely differ, barely
  differs, ratio ~ one, exponential ~ close to one, pulled together, pull ~ together, push ~ together, draws ~ together,
  move ~ together, come ~ together, removes the, no longer differ, do not differ, does not differ,
  differ little, differ less, almost identical, nearly identical
`);

/** Quantities move away from each other. */
const apart = terms(`
  amplif*, blows them, boosts the, drives them apart, enlarg*, blown out, spreads them, spread them,
  spreads the, multiplies the, scaled up, scales up, push* apart, magnif*, exaggerat*, stretch*, widen*,
  inflat*, explod*, blow up, blows up, blown up, far apart, further apart, farther apart, pull* apart,
  drive* apart, going apart, far from each other, accentuat*, emphasi*, huge compared, bigger than the
  rest, larger than the rest, bigger than the other, larger than the other, much bigger, much larger,
  way bigger, way larger, enormous compared, without bound, separate, separates, pronounced, intensif*,
  further out, matter more, far away from each other, pull ~ apart, blow ~ up, far above, far ahead of, far beyond, pulls ~ apart, push ~ apart, drive ~
  apart, driven ~ apart, drives ~ apart, pulled ~ apart, far from one another, away from each other,
  away from one another, away from the others, blown out of proportion
`);

/** How far quantities are apart. */
const differences = terms(`
  difference, gap, contrast, distance, lead, advantage, disparity, separation, spacing, spread, step
`);

/** A temperature is high. */
const hot = terms(`
  hot, hotter, warm, warmer, heat, heats, heating, heated, warm it, by more than one, by more than 1,
  more than 1, greater than 1, greater than one, larger than 1, larger than one, bigger than 1, above 1,
  above one
`);

/** A temperature is low. */
const cold = terms(`
  cold, colder, cool, cooler, freez*, chill*, cooling, cooled, cools, cool it, by less than one, by less
  than 1, less than 1, less than one, smaller than 1, smaller than one, lower than 1, below 1, below
  one, by a fraction
`);

/** One thing is divided by another. */
const divided = terms(`
  divide, division, divisor, quotient, /, split, parted, =part, over, fraction line, denominator, shared
  by, =div
`);

/** One thing is multiplied by another. */
const multiplied = terms(`
  multipl*, times, product, *
`);

/** Something is added or taken away. */
const subtracted = terms(`
  subtract*, minus, adds, add, added
`);

/** Something is changed in size. */
const rescaled = terms(`
  rescale*, scale*, adjust*, modif*, change, changed, takes into account
`);

/** A logarithm. */
const logarithm = terms(`
  log, logarithm, logarithmus, logit, ln
`);

/** The exponential function. */
const exponential = terms(`
  exp, exponential, exponentiate, e
`);

/** A sum, or the division by it. */
const sum = terms(`
  sum, normali*, denominator, numerator, fraction, add up, adds up, added up, total, =all of them, of
  all, all of these
`);

/** Something becomes larger. */
const grow = terms(`
  large, larger, big, bigger, huge, enormous, gigantic, increase, grow, grows, grew, widen*, magnif*,
  amplif*, stretch*, exaggerat*, inflat*, explod*, blow*, blown, apart, far, further, towers, boost*, ↑,
  *, x100, negative, dominat*, more, multiplied, accentuat*, far away, away, multiplies, tenfold
`);

/** Something becomes smaller. */
const shrink = terms(`
  small, smaller, tiny, shrink, shrinks, shrank, shrunk, vanish*, disappear*, fade, fades, decrease,
  reduce, less, compress*, squash*, squeez*, flatten*, close, closer, similar, alike, equal, drop, same,
  hardly, do not matter, does not matter, negligible, irrelevant, insignificant, differs, vanishes,
  nothing, identical, erase*, remov*
`);

/** Something makes no difference. */
const cancelled = terms(`
  cancel*, no effect, no influence, does not change, not affect, does not matter, makes no difference,
  not matter
`);

export const quantities = {
  together,
  apart,
  differences,
  hot,
  cold,
  divided,
  multiplied,
  subtracted,
  rescaled,
  logarithm,
  exponential,
  sum,
  grow,
  shrink,
  cancelled,
};
