import type { Binding } from './binding';
import type { Passage } from './clauses';
import type { DirectionMention, EffectMention } from './directions';
import type { PreparedVariable } from './rubric';

type Relation = Binding<EffectMention, DirectionMention>;

const endings = /^(is|holds|happens|applies|goes|for|with|at|when|if)$/;

/** Where the text says "the other way round", "vice versa", "the opposite happens". */
function isMirror({ tokens }: Passage, index: number): boolean {
  const word = tokens[index]?.word ?? '';
  const next = tokens[index + 1];
  if (word === 'vice') return next?.word === 'versa';
  if (word === 'other')
    return tokens[index - 1]?.word === 'the' && next?.word === 'way' && tokens[index - 2]?.word !== 'or';
  if (!/^(reverse|opposite|contrary)$/.test(word) || tokens[index - 1]?.word !== 'the') return false;
  return next === undefined || next.breakBefore > 0 || endings.test(next.word);
}

/**
 * What a passage says by turning round what it said before: "for a large T it is the other way round". Each effect that
 * it bound to one direction then belongs, as its opposite, to the other one.
 */
export function mirrorRelations(
  passage: Passage,
  variable: PreparedVariable,
  relations: readonly Relation[],
  directions: readonly DirectionMention[],
): Relation[] {
  const mirrored: Relation[] = [];
  for (let index = 0; index < passage.tokens.length; index += 1) {
    if (!isMirror(passage, index)) continue;
    const before = relations.filter(
      ({ item, target }) => target !== null && Math.max(item.to, target.to) < index,
    );
    const from = before.at(-1)?.target?.className;
    if (from !== 'high' && from !== 'low') continue;
    const isOther = ({ className }: DirectionMention) => className !== from && className !== 'pivot';
    const named = directions.find((place) => isOther(place) && isNear(passage, place.from, index));
    if (named === undefined && passage.tokens[index]?.word !== 'vice') continue;
    const className = from === 'high' ? 'low' : 'high';
    for (const { item, target } of before) {
      const opposite = variable.effects.get(item.effect)?.opposite ?? null;
      if (target?.className !== from || opposite === null) continue;
      const place = { from: named?.from ?? index, to: named?.to ?? index };
      mirrored.push({
        item: { from: index, to: index, effect: opposite },
        target: { ...place, className },
        cost: 0,
      });
    }
  }
  return mirrored;
}

function isNear({ sentences }: Passage, place: number, index: number): boolean {
  return sentences[place] === sentences[index] && Math.abs(place - index) < 14;
}
