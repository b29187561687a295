import type { Kind } from './define-kind';
import { attentionMap } from './kinds/attention-map/kind';
import { choice } from './kinds/choice/kind';
import { distribution } from './kinds/distribution/kind';
import { matrix } from './kinds/matrix/kind';
import { number } from './kinds/number/kind';
import { shortAnswer } from './kinds/short-answer/kind';

/** Every question kind by name. A new kind is a folder here and an entry in this list. */
export const kinds: ReadonlyMap<string, Kind> = new Map(
  [number, choice, matrix, distribution, attentionMap, shortAnswer].map((kind) => [kind.name, kind]),
);
