import { lockSection } from '../database/locks';
import { recordEvent } from '../database/record-event';
import { type Tx, write } from '../database/writer';
import type { Viewer } from '../people/viewer';
import { notFound, ok, type Result, refuse } from '../result';
import { taughtBy, unusedJoinCode } from './sections';
import { isInSensibleYear } from './sensible-year';

const endIsOver = refuse('bad-request', 'This end is in the past. Please choose a later time, or none.');
const noSuchYear = refuse('bad-request', 'The end must be in the years 2000 to 9999. Please check it.');

/** How a section takes new people, as nobody else may change it until the transaction ends; null where it is not taught. */
async function lockJoining(tx: Tx, viewer: Viewer, id: string) {
  const find = () =>
    tx.section.findFirst({
      where: { id, ...taughtBy(viewer) },
      select: { joinCode: true, joinClosedAt: true, joinEndsAt: true },
    });
  if (!(await find())) return null;
  await lockSection(tx, id);
  return find();
}

/**
 * Gives a section that the viewer teaches a new join code; the old one opens nothing from now on.
 *
 * @param input.code the code to be replaced. Where the section has another one by now, it keeps that: so a repeated call
 *   changes nothing.
 */
export async function renewJoinCode(
  viewer: Viewer,
  input: { sectionId: string; code: string },
  now: Date,
): Promise<Result<{ code: string }>> {
  const { sectionId } = input;
  return write(async (tx): Promise<Result<{ code: string }>> => {
    const section = await lockJoining(tx, viewer, sectionId);
    if (!section) return notFound;
    if (section.joinCode !== input.code) return ok({ code: section.joinCode });
    const code = await unusedJoinCode(tx);
    await tx.section.update({ where: { id: sectionId }, data: { joinCode: code } });
    const actorId = viewer.userId;
    await recordEvent(tx, { kind: 'join-code-renewed', actorId, sectionId, details: {} }, now);
    return ok({ code });
  });
}

/**
 * Opens a section that the viewer teaches for new people, until a time or without end, or closes it. Who is in it stays
 * in it.
 */
export async function setJoining(
  viewer: Viewer,
  input: { sectionId: string; isOpen: boolean; endsAt: Date | null },
  now: Date,
): Promise<Result<null>> {
  const { sectionId, isOpen, endsAt } = input;
  return write(async (tx): Promise<Result<null>> => {
    const section = await lockJoining(tx, viewer, sectionId);
    if (!section) return notFound;
    if (!isInSensibleYear(endsAt)) return noSuchYear;
    if (isOpen && endsAt && endsAt <= now) return endIsOver;
    const wasOpen = section.joinClosedAt === null;
    const isSame = wasOpen === isOpen && section.joinEndsAt?.getTime() === endsAt?.getTime();
    if (isSame) return ok(null);
    const joinClosedAt = isOpen ? null : (section.joinClosedAt ?? now);
    await tx.section.update({ where: { id: sectionId }, data: { joinClosedAt, joinEndsAt: endsAt } });
    const details = { isOpen, endsAt: endsAt?.toISOString() ?? null };
    const actorId = viewer.userId;
    await recordEvent(tx, { kind: 'joining-changed', actorId, sectionId, details }, now);
    return ok(null);
  });
}
