import { predictionsInFields } from '@/lib/pairing/predictions';
import type { PairRoom } from './pair-room';
import type { FieldState, PredictionState } from './pair-state';

/** What of a pair its predictions are read from. */
type Predicted = Pick<PairRoom, 'worksheet' | 'predictions'> & {
  fields: readonly Pick<FieldState, 'path' | 'value' | 'bySeatId'>[];
  userIds: ReadonlyMap<string, string>;
};

/** All predictions of those who sit or sat here, one of each person and part. */
export function predictionsOf({ worksheet, fields, predictions, userIds }: Predicted): PredictionState[] {
  const partIds = [...worksheet.parts.values()].flatMap(({ id, isPrediction }) => (isPrediction ? [id] : []));
  const shared = predictionsInFields(partIds, fields).flatMap((one) => {
    const userId = userIds.get(one.seatId);
    return userId === undefined ? [] : [{ ...one, userId }];
  });
  const all = new Map<string, PredictionState>();
  // The first counts: nobody predicts again once they have seen what is true.
  for (const one of [...shared, ...predictions]) {
    const key = JSON.stringify([one.userId, one.partId]);
    if (!all.has(key)) all.set(key, one);
  }
  return [...all.values()];
}
