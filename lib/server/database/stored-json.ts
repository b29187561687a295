import type { Prisma } from '@/lib/generated/sqlite/client';

/**
 * Any JSON but null, as a JSON column takes it. In such a column null could mean "no value" or JSON's null, so none is
 * stored.
 *
 * @throws TypeError for null; the schemas of the interface refuse it earlier.
 */
export function toStoredJson(value: unknown): Prisma.InputJsonValue {
  if (value === null || value === undefined) throw new TypeError('null is not stored in a JSON column');
  // The value was read from JSON or made by a kind's grader, so it is JSON; its static type is too wide to say so.
  return value as Prisma.InputJsonValue;
}
