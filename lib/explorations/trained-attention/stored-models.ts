import type { CorpusName } from './corpus';

/** A model that was trained by `npm run train-tiny`, and is stored at several steps. */
export interface StoredModel {
  readonly corpus: CorpusName;
  readonly heads: number;
  readonly seed: number;
}

/** All stored models, by the name that worksheets and files know them by. */
export const storedModels = {
  'seasons-4-heads': { corpus: 'seasons', heads: 4, seed: 1 },
  'seasons-4-heads-seed-2': { corpus: 'seasons', heads: 4, seed: 2 },
  'seasons-4-heads-seed-3': { corpus: 'seasons', heads: 4, seed: 3 },
  'seasons-1-head': { corpus: 'seasons', heads: 1, seed: 1 },
  'shortcut-4-heads': { corpus: 'shortcut', heads: 4, seed: 6 },
} as const satisfies Readonly<Record<string, StoredModel>>;

export type StoredModelName = keyof typeof storedModels;
