import type { PartCard } from '@/lib/schemas/class-page';
import { responseText } from './response-text';

type Answer = PartCard['answers'][number];

/** A pair's weights. A tuple: a class has hundreds, and names of members would be half of what is sent. */
type WeightLine = readonly [pairSessionId: string, names: string, weights: readonly (number | null)[]];

/** A card as the class page shows it. */
export interface CardView extends Omit<PartCard, 'answers' | 'weights'> {
  weights: { words: string[]; model: string | null; lines: WeightLine[] } | null;
  /** Only where there are no options, which say the same. */
  answers: (Omit<Answer, 'response'> & { text: string })[];
}

/** Makes a card small enough to be sent to a browser: answers as the texts that stand there, weights to three places. */
export function toCardView({ answers, weights, ...card }: PartCard): CardView {
  return {
    ...card,
    answers: card.options
      ? []
      : answers.map(({ response, ...answer }) => ({
          ...answer,
          text: response === null ? 'no longer stored as it was typed' : responseText(response),
        })),
    weights: weights && {
      words: weights.words,
      model: weights.model,
      lines: weights.lines.map(
        (line): WeightLine => [line.pairSessionId, line.names.join(' & '), line.weights.map(toThreePlaces)],
      ),
    },
  };
}

function toThreePlaces(weight: number | null): number | null {
  return weight === null ? null : Math.round(weight * 1000) / 1000;
}
