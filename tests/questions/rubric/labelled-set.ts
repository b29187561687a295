import { readFileSync } from 'node:fs';
import type { WrittenPart } from './worksheet-rubrics';

/**
 * A response with what each part has to explain in it. All were written for the purpose and labelled by their one
 * writer, by the gold rule of each part: no second reader has looked. The rubrics were made on the voices of `fit` and
 * `fresh`; the errors on the voices of `held-out` and `fresh-held-out` have never been looked at: only they say how the
 * rubrics fare with people who are new to them. Keep it so.
 */
export interface Labelled {
  part: WrittenPart;
  voice: string;
  gold: 0 | 0.5 | 1;
  /** The concepts that it states, where they were labelled. */
  concepts?: string[];
  /** The focus words chosen beside it, in 2b. */
  chips?: number[];
  tags?: string[];
  text: string;
}

/** A text that uses the right words and deserves nothing, or, in another language, a person. */
export interface Trick {
  part: WrittenPart;
  kind: string;
  gold: 0 | 1;
  chips?: number[];
  text: string;
}

function readLines<Line>(name: string): Line[] {
  return readFileSync(`${import.meta.dirname}/labelled/${name}.jsonl`, 'utf8')
    .trim()
    .split('\n')
    .map((line): Line => JSON.parse(line));
}

export const labelled = {
  fit: readLines<Labelled>('fit'),
  fresh: readLines<Labelled>('fresh'),
  'held-out': readLines<Labelled>('held-out'),
  'fresh-held-out': readLines<Labelled>('fresh-held-out'),
};

/** The voices whose errors have never been looked at. */
export const unseen: readonly Labelled[] = [...labelled['held-out'], ...labelled['fresh-held-out']];

export const tricks: readonly Trick[] = readLines<Trick>('tricks');
