import { createHash } from 'node:crypto';
import { type Policy, policySchema } from '@/lib/schemas/policy';
import { type CatalogueEntry, findWorksheet } from '@/lib/worksheets/catalogue';
import { database } from '../database/db';
import { isId, newId } from '../database/ids';
import { lockAssignment } from '../database/locks';
import { recordEvent } from '../database/record-event';
import { toStoredJson } from '../database/stored-json';
import { type Tx, write } from '../database/writer';
import { pairTopic } from '../live/bus';
import { bus } from '../live/shared-bus';
import { lockPairSessions, sessionsOfStaff } from '../pair/person-facts';
import type { Viewer } from '../people/viewer';
import { notFound, ok, type Refusal, type Result, refuse } from '../result';
import { taughtBy } from './sections';
import { isInSensibleYear } from './sensible-year';

export interface AssignmentTimes {
  /** null: open from the start. */
  opensAt: Date | null;
  /** null: open for ever. */
  closesAt: Date | null;
}

const closesTooEarly = refuse('bad-request', 'It would close before it opens. Please check both times.');
const noSuchYear = refuse('bad-request', 'Times must be in the years 2000 to 9999. Please check both times.');

/** Why an assignment cannot have these times; null where it can. */
function refusalOfTimes({ opensAt, closesAt }: AssignmentTimes): Refusal | null {
  if (!isInSensibleYear(opensAt) || !isInSensibleYear(closesAt)) return noSuchYear;
  return opensAt !== null && closesAt !== null && closesAt <= opensAt ? closesTooEarly : null;
}

function isoTimes({ opensAt, closesAt }: AssignmentTimes) {
  return { opensAt: opensAt?.toISOString() ?? null, closesAt: closesAt?.toISOString() ?? null };
}

const usedForm = refuse(
  'token-reused',
  'This form was already sent with other entries. Please load the page again.',
);

/** What an assignment is made of. */
interface NewAssignment extends AssignmentTimes {
  sectionId: string;
  policy: Policy;
  /** The id that it gets: a form that is sent twice names the same one, and so makes one assignment. */
  id?: string | undefined;
}

/**
 * The assignment that a form made already, where it did.
 *
 * @returns null where it is new; a refusal where that id belongs to something else.
 */
async function findMade(
  tx: Tx,
  wanted: NewAssignment & { id: string; worksheetRevisionId: string },
): Promise<Result<{ id: string }> | null> {
  const { id, sectionId, worksheetRevisionId, policy } = wanted;
  const made = await tx.assignment.findUnique({ where: { id } });
  if (!made) return null;
  const isSame =
    made.sectionId === sectionId &&
    made.worksheetRevisionId === worksheetRevisionId &&
    JSON.stringify([policySchema.parse(made.policy), isoTimes(made)]) ===
      JSON.stringify([policySchema.parse(policy), isoTimes(wanted)]);
  return isSame ? ok({ id }) : usedForm;
}

/** Stores a worksheet as published, each source once; returns its id. The caller holds the key `worksheet SLUG`. */
async function storeWorksheetRevision(
  tx: Tx,
  published: { slug: string; revision: number; title: string; source: string },
): Promise<string> {
  const contentHash = createHash('sha256').update(published.source).digest('hex');
  const key = { slug: published.slug, contentHash };
  const stored = await tx.worksheetRevision.findUnique({
    where: { slug_contentHash: key },
    select: { id: true },
  });
  if (stored) return stored.id;
  const { id } = await tx.worksheetRevision.create({ data: { id: newId(), ...published, contentHash } });
  return id;
}

/** Gives a section that the viewer teaches a built-in worksheet to work on, as it is today. */
export async function createAssignment(
  viewer: Viewer,
  input: NewAssignment & { worksheetSlug: string },
  now: Date,
): Promise<Result<{ id: string }>> {
  const entry = findWorksheet(input.worksheetSlug);
  if (!entry) return refuse('bad-request', 'There is no such worksheet.');
  return assignWorksheet(viewer, entry, input, now);
}

/** As {@link createAssignment}, with a worksheet that need not be a built-in one. */
export async function assignWorksheet(
  viewer: Viewer,
  entry: Pick<CatalogueEntry, 'worksheet' | 'source'>,
  input: NewAssignment,
  now: Date,
): Promise<Result<{ id: string }>> {
  const refusal = refusalOfTimes(input);
  if (refusal) return refusal;
  const { id = newId() } = input;
  if (!isId(id)) return refuse('bad-request', 'This form could not be read. Please load the page again.');
  const { slug, revision, title } = entry.worksheet;
  return write(
    async (tx): Promise<Result<{ id: string }>> => {
      const section = await tx.section.findFirst({
        where: { id: input.sectionId, ...taughtBy(viewer) },
        select: { id: true },
      });
      if (!section) return notFound;
      const worksheetRevisionId = await storeWorksheetRevision(tx, {
        slug,
        revision,
        title,
        source: entry.source,
      });
      const made = await findMade(tx, { ...input, id, worksheetRevisionId });
      if (made) return made;
      await tx.assignment.create({
        data: {
          id,
          sectionId: section.id,
          worksheetRevisionId,
          policy: toStoredJson(policySchema.parse(input.policy)),
          opensAt: input.opensAt,
          closesAt: input.closesAt,
        },
      });
      // Who teaches here may see the keys from now on, also one who sits in a pair of another class.
      await lockPairSessions(tx, await sessionsOfStaff(tx, section.id, slug));
      await recordEvent(
        tx,
        {
          kind: 'assignment-made',
          actorId: viewer.userId,
          sectionId: section.id,
          details: { assignmentId: id, ...isoTimes(input) },
        },
        now,
      );
      return ok({ id });
    },
    { key: `worksheet ${slug}` },
  );
}

/**
 * Changes when an assignment of a section that the viewer teaches opens and closes; the pairs' open pages show it at
 * once. An assignment that is opened again is graded again at its new closing time.
 */
export async function rescheduleAssignment(
  viewer: Viewer,
  input: { assignmentId: string } & AssignmentTimes,
  now: Date,
): Promise<Result<{ sectionId: string }>> {
  const { assignmentId, opensAt, closesAt } = input;
  const refusal = refusalOfTimes(input);
  if (refusal) return refusal;
  const changed = await write(async (tx): Promise<Result<{ sectionId: string }>> => {
    const taught = { id: assignmentId, section: taughtBy(viewer) };
    if (!(await tx.assignment.findFirst({ where: taught, select: { id: true } }))) return notFound;
    await lockAssignment(tx, assignmentId);
    const before = await tx.assignment.findUniqueOrThrow({
      where: { id: assignmentId },
      select: { sectionId: true, opensAt: true, closesAt: true },
    });
    const { sectionId } = before;
    const data = { opensAt, closesAt, settledAt: null };
    await tx.assignment.update({ where: { id: assignmentId }, data });
    await tx.pairSession.updateMany({ where: { assignmentId }, data: { settledAt: null } });
    const [was, is] = [isoTimes(before), isoTimes(input)];
    if (was.opensAt !== is.opensAt || was.closesAt !== is.closesAt) {
      await recordEvent(
        tx,
        {
          kind: 'assignment-rescheduled',
          actorId: viewer.userId,
          sectionId,
          details: { assignmentId, ...is, wasClosingAt: was.closesAt },
        },
        now,
      );
    }
    return ok({ sectionId });
  });
  if (changed.ok) await tellNewTimes(assignmentId);
  return changed;
}

/** Tells every open page of an assignment's pairs to read its times again. */
async function tellNewTimes(assignmentId: string): Promise<void> {
  const sessions = await database().pairSession.findMany({ where: { assignmentId }, select: { id: true } });
  for (const { id } of sessions) bus().publish(pairTopic(id), { type: 'state', news: 'class' });
}
