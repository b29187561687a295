import type { ComponentType } from 'react';
import type { ExplorationName } from '../worksheets/explorations';
import type { ExplorationProps } from './exploration';

/** Fetches the browser half of an exploration: its code comes only once somebody opens it. */
export const explorations: Readonly<Record<ExplorationName, () => Promise<ComponentType<ExplorationProps>>>> =
  {
    'temperature-lab': () => import('./temperature-lab/lab').then(({ TemperatureLab }) => TemperatureLab),
    'sampling-bench': () => import('./sampling-bench/bench').then(({ SamplingBench }) => SamplingBench),
  };
