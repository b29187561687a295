import type { Json } from '@/lib/schemas/json';
import { splitFieldPath } from './field-path';

/** What a person predicted in one part. */
interface OwnPrediction {
  userId: string;
  partId: string;
}

/**
 * Whether everybody who sits there has predicted in a part. Until then nobody reads what another one predicted: who has
 * read it can no longer think for themselves.
 */
export function haveAllPredicted(
  predictions: readonly OwnPrediction[],
  partId: string,
  userIds: readonly string[],
): boolean {
  return userIds.every((userId) => predictions.some((one) => one.userId === userId && one.partId === partId));
}

/** A value in a field of a pair, and the seat that wrote it. */
interface WrittenField {
  path: string;
  value: Json;
  bySeatId: string;
}

/**
 * Predictions of before each person had one: a pair shared one, in the fields of its part. It counts as that of the person
 * who wrote it.
 */
export function predictionsInFields(
  partIds: readonly string[],
  fields: readonly WrittenField[],
): { seatId: string; partId: string; response: Json }[] {
  // One look at each field: it is asked for with every state that a pair's open pages get.
  const fieldsOf = new Map(partIds.map((id): [string, (WrittenField & { within: string })[]] => [id, []]));
  for (const field of fields) {
    const { partId, within } = splitFieldPath(field.path);
    fieldsOf.get(partId)?.push({ ...field, within });
  }
  return [...fieldsOf].flatMap(([partId, unsorted]) => {
    const own = unsorted.sort((a, b) => Number(a.within) - Number(b.within));
    const [first] = own;
    if (!first) return [];
    const response = first.within === '' ? first.value : own.map(({ value }) => value);
    return [{ seatId: first.bySeatId, partId, response }];
  });
}
