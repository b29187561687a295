import { auditDetails, type Deed } from '@/lib/schemas/audit-record';
import { newId } from './ids';
import { toStoredJson } from './stored-json';
import type { Tx } from './writer';

/** Who did what to whom, by ids. */
export type AuditEvent = Deed & {
  /** Null for the operator's commands, and where nobody knows who it was. */
  actorId: string | null;
  /** The section that the deed belongs to; left out where it concerns an account in all of them. */
  sectionId?: string | null;
  /** Whom it was done to. Nothing is stored where that is the actor. */
  subjectId?: string | undefined;
  pairSessionId?: string;
  submissionId?: string;
};

/**
 * Stores the audit record of a deed in the deed's own transaction: both are stored or neither. Call it where the deed is
 * written, after everything that may still refuse it. The names are those of now.
 *
 * @throws ZodError for details that are not of the kind's shape.
 */
export function recordEvent(tx: Tx, event: AuditEvent, now: Date): Promise<void> {
  return recordEvents(tx, [event], now);
}

/** The same for several deeds at once. */
export async function recordEvents(tx: Tx, events: readonly AuditEvent[], now: Date): Promise<void> {
  const subjectOf = ({ subjectId, actorId }: AuditEvent) =>
    subjectId === undefined || subjectId === actorId ? null : subjectId;
  const ids = new Set(
    events.flatMap((event) => [event.actorId, subjectOf(event)]).filter((id) => id !== null),
  );
  const people =
    ids.size === 0
      ? []
      : await tx.user.findMany({ where: { id: { in: [...ids] } }, select: { id: true, name: true } });
  const names = new Map(people.map(({ id, name }) => [id, name]));
  const nameOf = (id: string | null) => (id === null ? null : (names.get(id) ?? null));
  await tx.auditRecord.createMany({
    data: events.map((event) => {
      const { kind, actorId, sectionId = null, pairSessionId, submissionId } = event;
      const subjectId = subjectOf(event);
      return {
        id: newId(),
        at: now,
        kind,
        actorId,
        actorName: nameOf(actorId),
        sectionId,
        subjectId,
        subjectName: nameOf(subjectId),
        pairSessionId: pairSessionId ?? null,
        submissionId: submissionId ?? null,
        details: toStoredJson(auditDetails[kind].parse(event.details)),
      };
    }),
  });
}
