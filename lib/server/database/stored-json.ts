import type { Prisma } from '@/lib/generated/sqlite/client';

/**
 * Any JSON but null, as a JSON column takes it. A bare null has two meanings in SQL (no value, or JSON's null), so
 * columns hold it never.
 *
 * @throws TypeError for null, which the schemas of the interface refuse before.
 */
export function toStoredJson(value: unknown): Prisma.InputJsonValue {
  if (value === null || value === undefined) throw new TypeError('null is not kept in a JSON column');
  // What comes here was read from JSON or made by a kind's grader: JSON by construction.
  return value as Prisma.InputJsonValue;
}
