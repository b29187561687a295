import { useState } from 'react';
import type { ExplorationProps } from '../exploration';

/** Where a reading is. */
export interface Reading {
  step: number;
  draws: number;
  temperature: number;
}

const start: Reading = { step: 0, draws: 1, temperature: 1 };

/**
 * Where the pair is in the program, the same on both devices; or where this person is, who reads alone or cannot store
 * anything here.
 */
export function usePairState(pairFields: ExplorationProps['pairFields']) {
  const [own, setOwn] = useState<Reading | null>(null);
  const read = (name: keyof Reading): number => {
    const value = pairFields?.values[name];
    return typeof value === 'number' ? value : start[name];
  };
  const shared: Reading = { step: read('step'), draws: read('draws'), temperature: read('temperature') };
  const isAlone = own !== null || pairFields === null;
  return {
    reading: own ?? shared,
    isAlone,
    canShare: pairFields !== null,
    move(changes: Partial<Reading>) {
      if (isAlone) setOwn({ ...(own ?? shared), ...changes });
      else pairFields.set(changes);
    },
    readAlone(alone: boolean) {
      setOwn(alone ? shared : null);
    },
  };
}
