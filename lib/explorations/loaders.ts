import type { ComponentType } from 'react';
import type { ExplorationProps } from './exploration';
import type { ExplorationName } from './names';

/** Loads the browser code of an exploration when somebody opens it, not before. */
export const explorations: Readonly<Record<ExplorationName, () => Promise<ComponentType<ExplorationProps>>>> =
  {
    'temperature-lab': () => import('./temperature-lab/lab').then(({ TemperatureLab }) => TemperatureLab),
    'code-reader': () => import('./code-reader/code-reader').then(({ CodeReader }) => CodeReader),
    'trained-attention': () =>
      import('./trained-attention/trained-attention').then(({ TrainedAttention }) => TrainedAttention),
    'sampling-bench': () => import('./sampling-bench/bench').then(({ SamplingBench }) => SamplingBench),
  };
