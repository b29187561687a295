import { useState } from 'react';
import type { WidgetEdit } from '@/lib/client/field-edits';
import { readNumber } from '@/lib/reading/number';
import type { ExplorationProps } from '../exploration';
import type { Prediction } from './prediction';

/** What a prediction is stored as, by the names that the settings give its two parts. */
export function editsOf({ level, percents }: Prediction): Record<'bars' | 'level', WidgetEdit[]> {
  return {
    bars: percents.map((percent, index) => ({ path: `${index}`, value: `${percent / 100}` })),
    level: [{ path: '', value: level }],
  };
}

/**
 * The pair's prediction, null until it is locked in. It is stored in the fields of the two parts that the settings name
 * (`level`, a choice of low and high, and `bars`, a distribution): so both devices have it, and the instructor. Where
 * no such parts are named it lasts as long as the page.
 */
export function usePrediction(
  parts: ExplorationProps['parts'],
  outcomes: readonly string[],
): { prediction: Prediction | null; isReadOnly: boolean; lockIn(prediction: Prediction): void } {
  const [own, setOwn] = useState<Prediction | null>(null);
  const { level, bars } = parts;
  const kept = level?.fields['']?.value;
  const percents = outcomes.map((_, index) => {
    const text = bars?.fields[`${index}`]?.value;
    const read = readNumber(typeof text === 'string' ? text : '');
    return read.ok ? Math.round(read.value * 100) : 0;
  });
  return {
    prediction: kept === 'low' || kept === 'high' ? { level: kept, percents } : own,
    isReadOnly: level?.isReadOnly ?? false,
    lockIn(prediction) {
      setOwn(prediction);
      // The sketch first, because setting the level opens the slider, on the partner's device too.
      const edits = editsOf(prediction);
      bars?.commit(edits.bars);
      level?.commit(edits.level);
    },
  };
}
