import { z } from 'zod';
import { phase } from './pair-view';

/** Who is signed in, and the sections and assignments of that person. */
export const ownSections = z.object({
  user: z.object({ id: z.string(), name: z.string(), email: z.string() }),
  sections: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      role: z.enum(['STUDENT', 'ASSISTANT', 'INSTRUCTOR']),
      assignments: z.array(
        z.object({
          id: z.string(),
          state: phase,
          worksheet: z.object({ slug: z.string(), title: z.string() }),
          pairSessionId: z.string().nullable(),
        }),
      ),
    }),
  ),
});
