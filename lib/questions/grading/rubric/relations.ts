import { type Bindable, type Binding, type BindingStyle, bind } from './binding';
import { isDenied, type Passage } from './clauses';
import type { Direction } from './direction-words';
import { type DirectionMention, type EffectMention, readDirections } from './directions';
import { mirrorRelations } from './mirrors';
import type { Evidence, Finder } from './phrase';
import type { AttributeMatcher, PreparedRubric, RelationMatcher } from './rubric';
import type { Mention } from './terms';

interface EntityMention extends Mention {
  entity: string;
}

const directionStyle: BindingStyle = {
  unbound: 9,
  targetBehind: 2,
  idleTarget: 6,
  longestCarry: 3.2,
  postfix: new Set(),
};
/** Where the direction is given, a statement needs none of its own, and the other one is often only a contrast. */
const givenDirectionStyle: BindingStyle = { ...directionStyle, unbound: 4, idleTarget: 2 };
/** A cue serves many entities, on either side of it, and may serve none. */
const cueStyle: BindingStyle = {
  unbound: 9,
  targetBehind: 0,
  idleTarget: 0,
  longestCarry: 9,
  postfix: new Set(['↑', '↓']),
};

/** What a passage says, read once for all relations and attributes of a rubric. */
export interface Statements {
  relations: Binding<EffectMention, DirectionMention>[];
  attributes: { entity: string; cue: string | null; isDenied: boolean; from: number; to: number }[];
  /** What effects are about that the passage binds to no direction. */
  givenDirection: Direction | null;
}

/** A binding that costs more than this is too doubtful to count as evidence. */
const mostCost = 8.5;

export function readStatements(
  passage: Passage,
  rubric: PreparedRubric,
  find: Finder,
  givenDirection: Direction | null,
): Statements {
  return {
    givenDirection,
    relations: rubric.variable === null ? [] : readRelations(passage, rubric, find, givenDirection),
    attributes: rubric.entities.size === 0 ? [] : readAttributes(passage, rubric, find),
  };
}

function readRelations(
  passage: Passage,
  rubric: PreparedRubric,
  find: Finder,
  givenDirection: Direction | null,
): Statements['relations'] {
  if (rubric.variable === null) return [];
  const { directions, effects } = readDirections(passage, rubric.variable, find);
  const style = givenDirection === null ? directionStyle : givenDirectionStyle;
  const relations = bind(passage, effects, directions, style);
  return [...relations, ...mirrorRelations(passage, rubric.variable, relations, directions)];
}

function readAttributes(passage: Passage, rubric: PreparedRubric, find: Finder): Statements['attributes'] {
  const entities: EntityMention[] = [];
  for (const [entity, terms] of rubric.entities) {
    for (const mention of find(terms)) entities.push({ ...mention, entity });
  }
  const all: Bindable[] = [];
  for (const [cue, { terms }] of rubric.cues) {
    for (const mention of find(terms)) all.push({ ...mention, className: cue });
  }
  const cues = all.filter(
    (cue) =>
      !all.some(
        (other) => other.from <= cue.from && other.to >= cue.to && other.to - other.from > cue.to - cue.from,
      ),
  );
  entities.sort((left, right) => left.from - right.from);
  cues.sort((left, right) => left.from - right.from);
  const spoken = entities.filter((entity) => !isCompared(passage, entity));
  return bind(passage, spoken, cues, cueStyle).map(({ item, target, cost }) => {
    const { entity } = item;
    if (target === null || cost > mostCost) {
      const { from, to } = item;
      return { entity, cue: null, isDenied: isDenied(passage, from, to), from, to };
    }
    // "Would not focus on spring": one negation covers both; "not happy: spring matters": it covers the entity alone.
    const negations = new Set([
      ...(passage.negatedBy[target.to] ?? []),
      ...(passage.negatedBy[item.to] ?? []),
    ]);
    for (const place of [...negations]) {
      if (place >= target.from && place <= target.to) negations.delete(place);
    }
    const isOpposed = negations.size % 2 === 1;
    const cue = isOpposed ? (rubric.cues.get(target.className)?.opposite ?? null) : target.className;
    return { entity, cue, isDenied: false, ...span(item, target) };
  });
}

/** Whether an entity is only what another one is compared with: "higher than for spring". */
function isCompared({ tokens, clauses }: Passage, { from }: Mention): boolean {
  for (let at = from - 1; at >= 0 && at >= from - 5 && clauses[at] === clauses[from]; at -= 1) {
    const word = tokens[at]?.word ?? '';
    if (word === 'than') return true;
    if (/^(is|are|gets|get|has|have)$/.test(word)) return false;
  }
  return false;
}

/** Where the passage binds this effect to the variable being high (low, either). */
export function findRelation(statements: Statements, matcher: RelationMatcher): Evidence[] {
  return statements.relations.flatMap(({ item, target, cost }) => {
    if (item.effect !== matcher.effect) return [];
    const bound = target !== null && cost <= mostCost ? target : null;
    const about = bound?.className ?? (matcher.bound ? null : statements.givenDirection);
    if (about === null || about === 'pivot') return [];
    if (matcher.when !== 'either' && about !== matcher.when) return [];
    return [{ ...span(item, bound ?? item), isDenied: false }];
  });
}

/** Where the passage says this of the entity. */
export function findAttribute(statements: Statements, matcher: AttributeMatcher): Evidence[] {
  return statements.attributes.filter(
    ({ entity, cue }) => entity === matcher.of && cue === (matcher.is === 'mentioned' ? null : matcher.is),
  );
}

function span(left: Mention, right: Mention): Mention {
  return { from: Math.min(left.from, right.from), to: Math.max(left.to, right.to) };
}
