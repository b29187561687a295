import { attentionMap } from './attention-map/kind';
import { choice } from './choice/kind';
import type { Kind } from './define-kind';
import { distribution } from './distribution/kind';
import { matrix } from './matrix/kind';
import { number } from './number/kind';
import { shortAnswer } from './short-answer/kind';

/** Every question kind by name. A new kind is a folder here and an entry in this list. */
export const kinds: ReadonlyMap<string, Kind> = new Map(
  [number, choice, matrix, distribution, attentionMap, shortAnswer].map((kind) => [kind.name, kind]),
);
