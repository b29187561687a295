import { z } from 'zod';
import { type AuditKind, auditDetails, type DeedDetails, type SectionKind } from '@/lib/schemas/audit-record';
import { database } from '../database/db';
import type { Viewer } from '../people/viewer';
import { notFound, ok, type Result } from '../result';
import { taughtBy } from './sections';

/** How many entries one page shows. */
const PAGE = 50;

/** Which entries are asked for; what is left out does not matter. */
export interface HistoryFilter {
  kind?: SectionKind | undefined;
  /** Who did it, or to whom it was done. */
  personId?: string | undefined;
  from?: Date | undefined;
  /** Exclusive. */
  until?: Date | undefined;
  /** Where the page before ended. */
  after?: HistoryPlace | undefined;
}

/** A place among the entries: two of the same moment are in the order of their ids. */
export interface HistoryPlace {
  at: Date;
  id: string;
}

/** A person by the name of then; with the e-mail where others of the section have the same name. */
export interface NamedPerson {
  name: string;
  email: string | null;
}

/** One deed in a section. */
export interface HistoryEntry<Kind extends SectionKind = SectionKind> {
  id: string;
  at: Date;
  kind: Kind;
  details: DeedDetails<Kind>;
  /** Null for the operator of this installation. */
  actor: NamedPerson | null;
  subject: NamedPerson | null;
  pairSessionId: string | null;
  /** The title of the worksheet that it is about. */
  worksheet: string | null;
}

export interface SectionHistory {
  title: string;
  /** Newest first. */
  entries: HistoryEntry[];
  /** Everybody who did anything here or to whom it was done, by name. */
  people: (NamedPerson & { userId: string })[];
  /** Where the next, older page begins; null where there is none. */
  next: HistoryPlace | null;
}

function conditionOf(sectionId: string, { kind, personId, from, until, after }: HistoryFilter) {
  return {
    sectionId,
    ...(kind && { kind }),
    at: { ...(from && { gte: from }), ...(until && { lt: until }) },
    AND: [
      personId ? { OR: [{ actorId: personId }, { subjectId: personId }] } : {},
      after ? { OR: [{ at: { lt: after.at } }, { at: after.at, id: { lt: after.id } }] } : {},
    ],
  };
}

/** Everybody whom the records of a section name, with the e-mails that their accounts have now. */
async function listNamed(sectionId: string) {
  const actors = await database().auditRecord.groupBy({ by: ['actorId'], where: { sectionId } });
  const subjects = await database().auditRecord.groupBy({ by: ['subjectId'], where: { sectionId } });
  const ids = [...actors.map(({ actorId }) => actorId), ...subjects.map(({ subjectId }) => subjectId)];
  return database().user.findMany({
    where: { id: { in: ids.filter((id) => id !== null) } },
    orderBy: [{ name: 'asc' }, { email: 'asc' }],
    select: { id: true, name: true, email: true },
  });
}

type Named = Awaited<ReturnType<typeof listNamed>>;

/** A person of a record; null where it names none. */
function toNamed(named: Named, id: string | null, name: string | null): NamedPerson | null {
  if (id === null || name === null) return null;
  const isShared = named.some((other) => other.id !== id && other.name === name);
  return { name, email: isShared ? (named.find((person) => person.id === id)?.email ?? null) : null };
}

const kindOfRecord = z.enum(Object.keys(auditDetails) as [AuditKind, ...AuditKind[]]);
const aboutAssignment = z.object({ assignmentId: z.string().nullable() });

/** What was done in a section that the viewer teaches, newest first, a page at a time; to everybody else it is missing. */
export async function getSectionHistory(
  viewer: Viewer,
  input: { sectionId: string } & HistoryFilter,
): Promise<Result<SectionHistory>> {
  const { sectionId, ...filter } = input;
  const section = await database().section.findFirst({
    where: { id: sectionId, ...taughtBy(viewer) },
    select: {
      title: true,
      assignments: { select: { id: true, worksheetRevision: { select: { title: true } } } },
    },
  });
  if (!section) return notFound;
  const rows = await database().auditRecord.findMany({
    where: conditionOf(sectionId, filter),
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    take: PAGE + 1,
  });
  const named = await listNamed(sectionId);
  const shown = rows.slice(0, PAGE);
  const last = shown.at(-1);
  const titleOf = (details: unknown) => {
    const about = aboutAssignment.safeParse(details);
    const assignment = section.assignments.find(({ id }) => id === about.data?.assignmentId);
    return assignment?.worksheetRevision.title ?? null;
  };
  return ok({
    title: section.title,
    entries: shown.map((row) => {
      const kind = kindOfRecord.parse(row.kind);
      return {
        id: row.id,
        at: row.at,
        // A record with a section is of such a kind, and its details were checked by the kind when it was written.
        ...({ kind, details: auditDetails[kind].parse(row.details) } as Pick<
          HistoryEntry,
          'kind' | 'details'
        >),
        actor: toNamed(named, row.actorId, row.actorName),
        subject: toNamed(named, row.subjectId, row.subjectName),
        pairSessionId: row.pairSessionId,
        worksheet: titleOf(row.details),
      };
    }),
    people: named.map(({ id, name }) => ({
      userId: id,
      name,
      email: toNamed(named, id, name)?.email ?? null,
    })),
    next: rows.length > PAGE && last ? { at: last.at, id: last.id } : null,
  });
}
