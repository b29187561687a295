import { z } from 'zod';

const nothing = z.strictObject({});
/** In ISO 8601; not checked, as times of any year were taken once. */
const time = z.string().max(32).nullable();
const count = z.number().int().min(0);

/**
 * What an audit record says besides who, when, where and whom, by its kind. Ids, figures, times and words of a list:
 * never what people wrote.
 */
export const auditDetails = {
  'signed-in': z.strictObject({ how: z.enum(['password', 'join', 'password-link', 'same-screen']) }),
  /** At most one for an account and hour: what a guesser does must not bury the other records. */
  'sign-in-failed': nothing,
  'signed-out': nothing,
  /** Sign-ins that ended otherwise than by signing out there. */
  'sign-ins-ended': z.strictObject({ signIns: count }),
  /** By its owner, who knew the present one. */
  'password-changed': nothing,
  /** An app that shows codes, by its owner, who confirmed it by a code. */
  'second-factor-added': nothing,
  /** By its owner, who knew the password and a code; or by the operator. */
  'second-factor-removed': nothing,
  'recovery-code-used': nothing,
  'recovery-codes-renewed': nothing,
  'password-link-made': nothing,
  'password-link-used': nothing,
  'section-made': nothing,
  'instructor-made': nothing,
  'join-code-renewed': nothing,
  /** Whether the section takes new people, and until when. */
  'joining-changed': z.strictObject({ isOpen: z.boolean(), endsAt: time }),
  /** Enrolled by the section's code. */
  joined: nothing,
  removed: z.strictObject({ seats: count }),
  'enrolled-again': z.strictObject({ seats: count }),
  'assignment-made': z.strictObject({ assignmentId: z.string().max(64), opensAt: time, closesAt: time }),
  'assignment-rescheduled': z.strictObject({
    assignmentId: z.string().max(64),
    opensAt: time,
    closesAt: time,
    /** When it was to close before this. */
    wasClosingAt: time,
  }),
  'pair-split': z.strictObject({ copies: z.array(z.string().max(64)).max(8) }),
  /** `earned` is null where a decision was taken back. */
  'points-decided': z.strictObject({
    partId: z.string().max(64),
    earned: z.number().nullable(),
    total: z.number(),
  }),
  /** The class table as a file, for one assignment or all; at most one for a person and minute. */
  'results-exported': z.strictObject({ assignmentId: z.string().max(64).nullable() }),
} as const satisfies Record<string, z.ZodType>;

export type AuditKind = keyof typeof auditDetails;

/** What belongs to a deed of one kind. */
export type DeedDetails<Kind extends AuditKind> = z.infer<(typeof auditDetails)[Kind]>;

/** Deeds that concern an account and no section: no instructor reads them. */
type AccountKind =
  | 'signed-in'
  | 'sign-in-failed'
  | 'signed-out'
  | 'sign-ins-ended'
  | 'password-changed'
  | 'second-factor-added'
  | 'second-factor-removed'
  | 'recovery-code-used'
  | 'recovery-codes-renewed';

/** Deeds in a section, which its instructors read. */
export type SectionKind = Exclude<AuditKind, AccountKind>;

/** A deed of any kind: the closed list of what is recorded. */
export type Deed = {
  [Kind in AuditKind]: { kind: Kind; details: DeedDetails<Kind> };
}[AuditKind];
