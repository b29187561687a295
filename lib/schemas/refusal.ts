import { z } from 'zod';

/** Why a verb refused; programs compare the code, people read the sentence. */
const refusalCode = z.enum([
  'not-found',
  'bad-request',
  'closed',
  'not-open',
  'revealed',
  'handed-in',
  'no-attempts-left',
  'waiting-for-partner',
  'token-reused',
  'numbers-changed',
  'already-paired',
  'no-such-code',
  'wrong-password',
  'not-your-seat',
  'too-much-history',
  'throttled',
  'busy',
]);

/** The body of every answer that is an error. */
export const problem = z
  .object({
    code: z.string().meta({ example: 'not-found' }),
    message: z.string().meta({ description: 'One sentence for people' }),
  })
  .meta({ id: 'Problem' });

export type RefusalCode = z.infer<typeof refusalCode>;
