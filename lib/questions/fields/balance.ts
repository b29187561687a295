/** What a row of attention adds up to, in whole percent. */
const whole = 100;

/**
 * Sets one weight and lets the unlocked others share the rest in the proportion they had, equally when all of them
 * were 0. Weights are whole percent and add up to 100 again, unless the locked ones exceed 100. Where every other weight
 * is locked, this one takes exactly what they leave.
 */
export function setWeight(
  weights: readonly number[],
  locked: ReadonlySet<number>,
  index: number,
  wanted: number,
): number[] {
  const held = sum(weights.filter((_, at) => at !== index && locked.has(at)));
  const open = weights.map((_, at) => at).filter((at) => at !== index && !locked.has(at));
  const most = Math.max(0, whole - held);
  const value = open.length === 0 ? most : Math.min(Math.max(Math.round(wanted), 0), most);
  const shared = shareOut(
    most - value,
    open.map((at) => weights[at] ?? 0),
  );
  return weights.map((weight, at) => {
    if (at === index) return value;
    const place = open.indexOf(at);
    return place < 0 ? weight : (shared[place] ?? 0);
  });
}

/**
 * Raises or lowers one weight by so many percent. A locked one stays. From a row that is empty the first step starts at
 * equal weights: from 0, raising a word a little would give nearly all to the others.
 */
export function stepWeight(
  weights: readonly number[],
  locked: ReadonlySet<number>,
  index: number,
  by: number,
): number[] {
  if (locked.has(index)) return [...weights];
  const from =
    sum(weights) > 0
      ? weights
      : shareOut(
          whole,
          weights.map(() => 1),
        );
  return setWeight(from, locked, index, (from[index] ?? 0) + by);
}

/** `total` in whole parts in proportion to `shares` (equally when all are 0), by largest remainder. */
export function shareOut(total: number, shares: readonly number[]): number[] {
  const all = sum(shares);
  const exact = shares.map((share) => (all > 0 ? (total * share) / all : total / shares.length));
  const parts = exact.map(Math.floor);
  const byRemainder = exact
    .map((value, at) => ({ at, remainder: value - Math.floor(value) }))
    .sort((a, b) => b.remainder - a.remainder || a.at - b.at);
  const left = Math.round(total - sum(parts));
  for (const { at } of byRemainder.slice(0, left)) parts[at] = (parts[at] ?? 0) + 1;
  return parts;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
