import type { ComponentType } from 'react';
import type { ExplorationProps } from './exploration';
import type { ExplorationName } from './names';

/** Fetches the browser half of an exploration: its code comes only once somebody opens it. */
export const explorations: Readonly<Record<ExplorationName, () => Promise<ComponentType<ExplorationProps>>>> =
  {
    'temperature-lab': () => import('./temperature-lab/lab').then(({ TemperatureLab }) => TemperatureLab),
    'sampling-bench': () => import('./sampling-bench/bench').then(({ SamplingBench }) => SamplingBench),
  };
