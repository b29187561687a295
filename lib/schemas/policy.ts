import { z } from 'zod';

/** How pairs work on one assignment; stored with it as JSON. */
export const policySchema = z.strictObject({
  /** `pair`: submitting waits for a partner. `solo`: one person is enough, a partner may still join. */
  partners: z.enum(['pair', 'solo']).default('pair'),
  /** How many people may sit in one pair session. */
  maxSeats: z.number().int().min(1).max(3).default(2),
  /** Attempts per part unless the worksheet sets fewer; null is without limit. */
  attempts: z.number().int().min(1).max(100).nullable().default(null),
  /** Which submission counts. */
  counting: z.enum(['last', 'best']).default('last'),
  /** Whether handing in and turning the page need both partners. */
  agreement: z.enum(['both', 'either']).default('both'),
  /** Whether the page suggests driver and navigator and asks to swap. */
  roles: z.boolean().default(true),
});

export type Policy = z.infer<typeof policySchema>;
