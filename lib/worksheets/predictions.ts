import { readParts, readTexts } from '../explorations/settings';
import type { Worksheet } from './worksheet';

/** Ids of the parts whose predictions an author wants to see beside a later part: its explorations say so by `later`. */
export function predictionsFor({ questions }: Worksheet, partId: string): string[] {
  return questions.flatMap(({ body }) =>
    body.flatMap((block) =>
      block.type === 'exploration' && readTexts(block.with.later).includes(partId)
        ? Object.values(readParts(block.with))
        : [],
    ),
  );
}
