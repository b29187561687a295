import { z } from 'zod';

const unreadable = 'This form could not be read. Please load the page again.';
const noTime = 'A time could not be read. Please enter date and time again.';
const noAttempts = 'Attempts are a number from 1 to 100, or nothing for no limit.';

const text = z.string(unreadable);

/** A moment in ISO 8601, or nothing for no time. */
const time = z.union(
  [z.literal('').transform(() => null), z.iso.datetime(noTime).pipe(z.coerce.date())],
  noTime,
);

const attempts = text
  .trim()
  .transform((typed) => (typed === '' ? null : Number(typed)))
  .pipe(z.int(noAttempts).min(1, noAttempts).max(100, noAttempts).nullable());

const times = { opensAt: time, closesAt: time };

/** What each form of this page sends. */
export const assignmentForm = z
  .object({
    sectionId: text,
    /** Of the assignment that it makes, so that the same form twice makes one. */
    id: text,
    worksheet: text,
    ...times,
    partners: z.enum(['pair', 'solo'], unreadable),
    maxSeats: z.enum(['1', '2', '3'], unreadable).transform(Number),
    attempts,
    counting: z.enum(['last', 'best'], unreadable),
    agreement: z.enum(['both', 'either'], unreadable),
    /** A box that is not ticked is not sent. */
    roles: z.literal('on', unreadable).optional(),
  })
  .transform(({ sectionId, id, worksheet, opensAt, closesAt, roles, ...policy }) => ({
    sectionId,
    id,
    worksheet,
    opensAt,
    closesAt,
    policy: { ...policy, roles: roles === 'on' },
  }));

export const timesForm = z.object({ sectionId: text, assignmentId: text, ...times });
/** Whether the section takes new people, and until when. */
export const joiningForm = z
  .object({ sectionId: text, joining: z.enum(['open', 'closed'], unreadable), endsAt: time })
  .transform(({ joining, ...input }) => ({ ...input, isOpen: joining === 'open' }));

export const codeForm = z.object({ sectionId: text, code: text });
export const personForm = z.object({ sectionId: text, userId: text });
