import type { Passage } from './clauses';

import { breaks, type Mention } from './terms';

/** A statement (an item), or what a statement may be about (a target). */
export interface Bindable extends Mention {
  /** Targets of one class mean the same; targets of different classes exclude each other. */
  className: string;
}

/** An item bound to a target; `target` is null where none is near enough. `cost` grows with doubt. */
export interface Binding<Item, Target> {
  item: Item;
  target: Target | null;
  cost: number;
}

/** "Flat for high T and …": the rest is less likely about the same T. */
const postposedCost = 1.5;

/** In which order items and targets usually come, and whether a target may have no item. */
export interface BindingStyle {
  /** Extra cost of a target that follows its item without a lead-in such as "for". */
  targetBehind: number;
  /** Cost of an item without a target; above any likely binding, so that only far targets are left out. */
  unbound: number;
  /** Cost of a target without any item. */
  idleTarget: number;
  /** The most that distance alone costs where the target comes first. */
  longestCarry: number;
  /** Targets that refer only to what comes before them: "spring ↑, happy ↓". */
  postfix: ReadonlySet<string>;
}

const mostOnEachSide = 24;
const contrasts = new Set([
  'but',
  'whereas',
  'while',
  'although',
  'though',
  'however',
  'conversely',
  'otherwise',
]);
const leadIns = new Set(['when', 'if', 'for', 'at', 'with', 'as', 'under', 'in', 'whenever', 'once', 'by']);

/**
 * Binds every item to the target that it is about in the sentence: "flat for high T, peaked for low", "the higher T the
 * flatter", "T small: the largest wins". The cheapest assignment that keeps the order of both is taken (dynamic
 * programming over items × targets); nearness, clause breaks, targets of another class between, and targets left
 * without any item all cost.
 */
export function bind<Item extends Mention, Target extends Bindable>(
  passage: Passage,
  allItems: readonly Item[],
  allTargets: readonly Target[],
  style: BindingStyle,
): Binding<Item, Target>[] {
  const items = allItems.slice(0, mostOnEachSide);
  const targets = allTargets.slice(0, mostOnEachSide);
  if (targets.length === 0) return items.map((item) => ({ item, target: null, cost: style.unbound }));

  const isPostposed = targets.map(
    (target) =>
      isLedIn(passage.tokens, target) &&
      items.some(
        (item) => item.to < target.from && passage.clauses[item.to] === passage.clauses[target.from],
      ),
  );

  // best[t]: cheapest so far with the latest target used being t - 1 (0: none yet).
  let best = [0, ...targets.map(() => Number.POSITIVE_INFINITY)];
  const choices: { from: number[]; bound: boolean[]; costs: number[] }[] = [];
  for (const item of items) {
    const next = best.map((cost) => cost + style.unbound);
    const from = best.map((_, index) => index);
    const bound = best.map(() => false);
    const costs = best.map(() => style.unbound);
    for (const [index, target] of targets.entries()) {
      const linkCost =
        linkingCost(passage, item, target, targets, style) +
        (isPostposed[index] && item.from > target.to ? postposedCost : 0);
      for (let earlier = 0; earlier <= index + 1; earlier += 1) {
        const skipped = Math.max(0, index - earlier) * style.idleTarget;
        const total = (best[earlier] ?? Number.POSITIVE_INFINITY) + skipped + linkCost;
        if (total < (next[index + 1] ?? Number.POSITIVE_INFINITY)) {
          next[index + 1] = total;
          from[index + 1] = earlier;
          bound[index + 1] = true;
          costs[index + 1] = linkCost;
        }
      }
    }
    choices.push({ from, bound, costs });
    best = next;
  }

  let state = 0;
  let cheapest = Number.POSITIVE_INFINITY;
  for (const [index, cost] of best.entries()) {
    const total = cost + (targets.length - index) * style.idleTarget;
    if (total < cheapest) {
      cheapest = total;
      state = index;
    }
  }
  const bindings: Binding<Item, Target>[] = [];
  for (let index = items.length - 1; index >= 0; index -= 1) {
    const item = items[index];
    const choice = choices[index];
    if (item === undefined || choice === undefined) continue;
    const isBound = choice.bound[state] === true;
    bindings.push({
      item,
      target: isBound ? (targets[state - 1] ?? null) : null,
      cost: choice.costs[state] ?? style.unbound,
    });
    state = choice.from[state] ?? 0;
  }
  return bindings.reverse();
}

function linkingCost(
  passage: Passage,
  item: Mention,
  target: Bindable,
  targets: readonly Bindable[],
  style: BindingStyle,
): number {
  const { tokens, clauses } = passage;
  const isAfter = target.from > item.to;
  const from = isAfter ? item.to : target.to;
  const to = isAfter ? target.from : item.from;
  if (to <= from) return 0;
  let distance = Math.min(to - from, 12) * 0.35;
  let contrast = 0;
  let sentences = 0;
  let hasStrongBreak = false;
  for (let index = from + 1; index <= to; index += 1) {
    const token = tokens[index];
    if (token === undefined) continue;
    if (token.breakBefore >= breaks.clause) hasStrongBreak = true;
    if (token.breakBefore === breaks.weak) distance += 0.3;
    else if (token.breakBefore === breaks.comma)
      distance += clauses[index] === clauses[index - 1] ? 0.2 : 1.5;
    else if (token.breakBefore === breaks.clause) distance += 4;
    else if (token.breakBefore === breaks.sentence) sentences += 1;
    if (contrasts.has(token.word)) contrast += 4;
    else if (token.word === 'and') distance += 2;
  }
  if (isAfter) {
    // "Flat for high T": a target after its item has a lead-in; without one it more likely belongs to what follows.
    const position = isLedIn(tokens, target) ? style.targetBehind / 4 : style.targetBehind;
    // "… equal; for small T …": a new statement begins with the target.
    return (
      distance +
      contrast +
      sentences * 6 +
      position +
      (hasStrongBreak ? 3 : 0) +
      opposed(item, target, targets)
    );
  }
  // The topic of a sentence holds until another one is named, so distance costs only up to a limit.
  const isPostfix = style.postfix.has(tokens[target.from]?.word ?? '');
  return (
    Math.min(distance, style.longestCarry) +
    contrast +
    Math.min(sentences, 3) * 2 +
    (isPostfix ? 5 : 0) +
    opposed(item, target, targets)
  );
}

function isLedIn(tokens: Passage['tokens'], target: Mention): boolean {
  return [1, 2, 3].some((back) => leadIns.has(tokens[target.from - back]?.word ?? ''));
}

/** Cost of the targets of another class that lie between the two. */
function opposed(item: Mention, target: Bindable, targets: readonly Bindable[]): number {
  const from = Math.min(item.to, target.to);
  const to = Math.max(item.from, target.from);
  let cost = 0;
  for (const other of targets) {
    if (other.className !== target.className && other.from > from && other.to < to) cost += 5;
  }
  return cost;
}
