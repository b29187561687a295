import { type Policy, policySchema } from '@/lib/schemas/policy';
import { database } from '@/lib/server/database/db';
import { newId } from '@/lib/server/database/ids';
import { write } from '@/lib/server/database/writer';
import { createPairSession, joinPairSession } from '@/lib/server/pair/seating';
import type { Viewer } from '@/lib/server/people/viewer';
import { now, type TestClass, value } from './pairs';

/** Gives a class the same worksheet once more, as another revision; returns the assignment's id. */
export async function assignAgain(
  { assignmentId, sectionId }: Pick<TestClass, 'assignmentId' | 'sectionId'>,
  policy: Partial<Policy> = {},
): Promise<string> {
  const { worksheetRevision } = await database().assignment.findUniqueOrThrow({
    where: { id: assignmentId },
    include: { worksheetRevision: true },
  });
  const { slug, title, source, revision } = worksheetRevision;
  return write(async (tx) => {
    const other = await tx.worksheetRevision.create({
      data: { id: newId(), slug, title, source, revision: revision + 1, contentHash: newId() },
    });
    const { id } = await tx.assignment.create({
      data: { id: newId(), sectionId, worksheetRevisionId: other.id, policy: policySchema.parse(policy) },
    });
    return id;
  });
}

/** The code of a pair session. */
export async function codeOf(pairSessionId: string): Promise<string> {
  return (await database().pairSession.findUniqueOrThrow({ where: { id: pairSessionId } })).code;
}

/** Makes a pair session; returns its id. */
export async function startPair(viewer: Viewer, assignmentId: string, at = now): Promise<string> {
  return value(await createPairSession(viewer, { assignmentId }, at)).id;
}

/** Asks to join; `waiting` where those who sit there have to agree. */
export async function askToJoin(viewer: Viewer, pairSessionId: string, at = now) {
  const asked = await joinPairSession(viewer, { code: await codeOf(pairSessionId) }, at);
  if (!asked.ok) return asked.code;
  return 'id' in asked.value ? 'joined' : 'waiting';
}
