import type { Json } from '@/lib/schemas/json';
import { readTexts } from '../settings';
import { corpusOf } from './corpus';
import { block } from './model';
import { type StoredModelName, storedModels } from './stored-models';

/** What an author places: the words to read, the word to predict, and the stored model that is shown first. */
export interface TrainedAttentionSettings {
  words: string[];
  target: string;
  model: StoredModelName;
  /** The part whose map is compared, and after which the exploration opens; null where there is none. */
  part: string | null;
  /** The part whose solution the untrained model shows: it comes after that. */
  untrainedAfter: string | null;
}

const standard = {
  words: ['happy', 'spring', 'what', 'are', 'you', 'planning', 'for', 'the'],
  target: 'summer',
  model: 'seasons-4-heads',
} as const;

/** Whether there is a stored model of that name. */
export function isStored(name: Json | undefined): name is StoredModelName {
  return typeof name === 'string' && Object.hasOwn(storedModels, name);
}

/** Reads the settings of a worksheet; what is missing is the sentence of the first worksheet. */
export function readSettings(settings: { readonly [name: string]: Json }): TrainedAttentionSettings {
  const words = readTexts(settings.words);
  return {
    words: words.length === block ? words : [...standard.words],
    target: typeof settings.target === 'string' ? settings.target : standard.target,
    model: isStored(settings.checkpoints) ? settings.checkpoints : standard.model,
    part: typeof settings.after === 'string' ? settings.after : null,
    untrainedAfter: typeof settings.untrainedAfter === 'string' ? settings.untrainedAfter : null,
  };
}

/** What stands on a page: of explorations their name and settings. */
type Block =
  | { type: 'exploration'; name: string; with: { readonly [name: string]: Json } }
  | { type: string };

/** The stored model that is compared with the map of a part and reads the same words; null where there is none. */
export function modelBeside(
  blocks: readonly Block[],
  partId: string,
  words: readonly string[],
): StoredModelName | null {
  const found = blocks
    .flatMap((block) =>
      'name' in block && block.name === 'trained-attention' ? readSettings(block.with) : [],
    )
    .find(({ part }) => part === partId);
  return found && found.words.join(' ') === words.join(' ') ? found.model : null;
}

/** What an author wrote that this exploration cannot show: sentences, with the path to each setting. */
export function problemsOf(settings: { readonly [name: string]: Json }): {
  path: (string | number)[];
  message: string;
}[] {
  const { checkpoints = standard.model, words = [...standard.words], target = standard.target } = settings;
  if (!isStored(checkpoints)) {
    const known = Object.keys(storedModels).join(', ');
    return [{ path: ['checkpoints'], message: `There is no such model; there are: ${known}.` }];
  }
  const { vocabulary } = corpusOf(storedModels[checkpoints].corpus);
  const problems: ReturnType<typeof problemsOf> = [];
  const check = (word: Json, path: (string | number)[]) => {
    if (typeof word === 'string' && vocabulary.includes(word)) return;
    problems.push({ path, message: `The model does not know ${JSON.stringify(word)}.` });
  };
  if (!Array.isArray(words) || words.length !== block) {
    problems.push({ path: ['words'], message: `The model reads exactly ${block} words.` });
  } else {
    words.forEach((word, place) => {
      check(word, ['words', place]);
    });
  }
  check(target, ['target']);
  return problems;
}
