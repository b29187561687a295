import dynamic from 'next/dynamic';
import type { ComponentType } from 'react';
import type { ExplorationName } from '../worksheets/explorations';
import type { ExplorationProps } from './exploration';

/** The browser halves of all explorations, each loaded when a worksheet has it. */
export const explorations = {
  'temperature-lab': dynamic(() =>
    import('./temperature-lab/lab').then(({ TemperatureLab }) => TemperatureLab),
  ),
  'sampling-bench': dynamic(() =>
    import('./sampling-bench/bench').then(({ SamplingBench }) => SamplingBench),
  ),
} satisfies Record<ExplorationName, ComponentType<ExplorationProps>>;
