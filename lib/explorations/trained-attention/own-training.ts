import type { CorpusName } from './corpus';
import type { Checkpoints } from './load-checkpoints';

/** What to train: a corpus, a number of heads and a seed. */
export interface TrainingChoice {
  readonly corpus: CorpusName;
  readonly heads: number;
  readonly seed: number;
}

/** What the page tells the worker that trains. */
export type TrainingOrder = TrainingChoice | 'pause' | 'resume';

/** What the worker tells the page: how far it is, with the losses since it last said so, or weights on the way. */
export type TrainingNews =
  | { readonly done: number; readonly losses: readonly number[] }
  | { readonly step: number; readonly weights: Float64Array };

/** A model that was trained on this page; it is gone with it. */
export interface TrainedHere extends TrainingChoice {
  readonly checkpoints: Checkpoints;
}
