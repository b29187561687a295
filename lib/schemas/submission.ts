import { z } from 'zod';
import { cellVerdict, conceptVerdict, feedback } from './grading';

/** A graded response as its readers see it; one that could not be graded has neither id nor attempt. */
export const submissionView = z
  .object({
    id: z.string().nullable(),
    partId: z.string(),
    attempt: z.number().int().nullable(),
    outcome: z.enum(['correct', 'partial', 'incorrect', 'ungradable', 'needs-review']),
    earned: z.number(),
    total: z.number(),
    feedback: z.array(feedback),
    cells: z.array(z.array(cellVerdict)).optional(),
    signature: z.string().optional(),
    provisional: z.boolean().optional(),
    concepts: z.array(conceptVerdict).optional(),
    /** Never sent any more: a part whose page was turned takes no submission. */
    afterReveal: z.boolean().optional().meta({ deprecated: true }),
    /** Graded by the server from the draft, at reveal or closing. */
    automatic: z.boolean().optional(),
    /** The newest submission said the same already: this is that one, and no attempt was used. */
    repeated: z.literal(true).optional(),
    /** With `repeated`: who made that submission, and when. */
    checkedBy: z.string().optional(),
    checkedAt: z.string().optional(),
  })
  .meta({ id: 'Submission' });

export type SubmissionView = z.infer<typeof submissionView>;
