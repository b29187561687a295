import { z } from 'zod';
import { presentState } from './decisions';

/** Why a verb refused; programs compare the code, people read the sentence. */
const refusalCode = z.enum([
  'not-found',
  'bad-request',
  'closed',
  'not-open',
  'revealed',
  'from-solution',
  'handed-in',
  'disagreeing',
  'not-disagreeing',
  'no-attempts-left',
  'waiting-for-partner',
  'token-reused',
  'numbers-changed',
  'already-paired',
  'spends',
  'changed',
  'declined',
  'no-return',
  'no-such-code',
  'removed',
  'wrong-password',
  'code-needed',
  'wrong-code',
  'sign-in-again',
  'not-your-seat',
  'too-much-history',
  'throttled',
  'too-fast',
  'busy',
  'unavailable',
]);

/** The body of every answer that is an error. */
export const problem = z
  .object({
    code: z.string().meta({ example: 'not-found' }),
    message: z.string().meta({ description: 'One sentence for people' }),
    pairSessionId: z
      .string()
      .optional()
      .meta({ description: 'With already-paired: where the viewer sits already' }),
    present: presentState
      .optional()
      .meta({ description: 'With changed: how the part stands that was decided on' }),
  })
  .meta({ id: 'Problem' });

export type RefusalCode = z.infer<typeof refusalCode>;
