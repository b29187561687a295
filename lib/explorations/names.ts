/** Figures to play with that an author may place in a question; each is a widget of this name. */
export const explorationNames = [
  'temperature-lab',
  'sampling-bench',
  'code-reader',
  'trained-attention',
] as const;

export type ExplorationName = (typeof explorationNames)[number];
