import { attemptLimit } from '@/lib/pairing/counting';
import type { FieldVerdict } from '@/lib/schemas/grading';
import type { Json } from '@/lib/schemas/json';
import type { CurrentScore, PairView } from '@/lib/schemas/pair-view';
import { type PublicWorksheet, toPublicWorksheet } from '@/lib/worksheets/worksheet';
import { database } from '../database/db';
import { hasLeft, isPresent, noteSeen } from '../live/presence';
import type { Viewer } from '../people/viewer';
import { notFound, ok, type Result } from '../result';
import { findPairAccess } from './find-pair-access';
import { hasNewNumbers } from './new-numbers';
import { roundOf } from './number-rounds';
import { type PairAccess, waitsForPartner } from './pair-access';
import { readPairState } from './read-pair-state';
import { settleIfClosed } from './settling';
import { toPairSubmission } from './submissions';

type SummaryRow = Awaited<ReturnType<ReturnType<typeof database>['partSummary']['findMany']>>[number];

function toCurrentScore(
  access: PairAccess,
  partId: string,
  points: number,
  row: SummaryRow | undefined,
  attempts: number,
): CurrentScore {
  const part = access.worksheet.parts.get(partId);
  const limit = attemptLimit(part?.attempts ?? null, access.policy.attempts);
  return {
    attempts,
    attemptsLeft: limit === null ? null : Math.max(0, limit - attempts),
    outcome: row?.outcome ?? null,
    earned: row?.overriddenEarned ?? row?.earned ?? 0,
    total: row?.countingSubmissionId ? row.total : points,
    provisional: (row?.provisional ?? false) && row?.overriddenEarned == null,
    overridden: row?.overriddenEarned != null,
  };
}

/** Everything a pair's page shows, read through the viewer; keys only of parts whose page was turned. */
export async function getPairView(
  viewer: Viewer,
  pairSessionId: string,
  now: Date,
): Promise<Result<PairView>> {
  const reader = database();
  // This is read first: ops that arrive before the other reads are then sent again, never missed.
  const access = await readPairState(reader, viewer, { pairSessionId }, {}, now);
  if (!access) return notFound;
  for (const seatId of access.yourSeatIds) noteSeen(seatId, now);
  if (access.phase === 'closed') await settleIfClosed(access.assignmentId, now);

  const where = { pairSessionId: access.id };
  const [fields, submissions, summaries] = await Promise.all([
    reader.field.findMany({ where: { ...where, ownerSeatId: { in: ['', access.seat.id] } } }),
    reader.submission.findMany({ where, orderBy: { attempt: 'asc' } }),
    reader.partSummary.findMany({ where }),
  ]);
  const { questions } = toPublicWorksheet(access.worksheet);
  const parts = questions.flatMap((question) => question.parts);
  // Feedback on earlier numbers would look like feedback on the present ones.
  const current = submissions.filter(({ partId, round }) => round === roundOf(access, partId));
  return ok({
    id: access.id,
    code: access.seats.length < access.policy.maxSeats && access.phase !== 'closed' ? access.code : null,
    assignmentId: access.assignmentId,
    status: access.phase,
    opensAt: access.opensAt?.toISOString() ?? null,
    closesAt: access.closesAt?.toISOString() ?? null,
    policy: access.policy,
    seed: access.seed,
    rounds: Object.fromEntries(
      access.worksheet.questions
        .filter(hasNewNumbers)
        .map(({ id }): [string, number] => [id, access.rounds[id] ?? 0]),
    ),
    waitsForPartner: waitsForPartner(access),
    isSplit: access.isSplit,
    seats: access.seats.map(({ id, name }) => ({
      id,
      name,
      present: isPresent(id, now),
      hasLeft: hasLeft(id, now),
      isYours: access.yourSeatIds.includes(id),
    })),
    parts,
    // Value and verdict are only ever written from an accepted op, in these shapes.
    fields: Object.fromEntries(
      fields.map(({ path, value, version, verdict, bySeatId }) => [
        path,
        {
          value: value as Json,
          version,
          by: bySeatId,
          ...(verdict !== null && { verdict: verdict as FieldVerdict }),
        },
      ]),
    ),
    submissions: Object.fromEntries(current.map((row) => [row.partId, toPairSubmission(row)])),
    scores: Object.fromEntries(
      parts.map(({ id, points }) => [
        id,
        toCurrentScore(
          access,
          id,
          points,
          summaries.find(({ partId }) => partId === id),
          current.filter(({ partId, origin }) => partId === id && origin === 'checked').length,
        ),
      ]),
    ),
    revealed: [...access.revealedPartIds],
    keys: Object.fromEntries(
      [...access.revealedPartIds].flatMap((id) => {
        const part = access.worksheet.parts.get(id);
        return part ? [[id, part.prepared.toRevealedKey()]] : [];
      }),
    ),
    handedIn: [...access.handedInPartIds],
    proposals: access.proposals.map(({ purpose, partId, bySeatId }) => ({ purpose, partId, by: bySeatId })),
    driverSeatId: access.policy.roles ? access.driverSeatId : null,
    drivenQuestions: access.policy.roles ? [...access.drivenQuestions] : [],
    seq: access.seq,
  });
}

/** The worksheet of a pair session as the browser may see it, with its questions' texts, and the class it is done in. */
export async function getPublicWorksheet(
  viewer: Viewer,
  pairSessionId: string,
  now: Date,
): Promise<Result<PublicWorksheet & { section: { id: string; title: string } }>> {
  const access = await findPairAccess(viewer, pairSessionId, now);
  if (!access) return notFound;
  const { id, title } = await database().section.findUniqueOrThrow({ where: { id: access.sectionId } });
  return ok({ ...toPublicWorksheet(access.worksheet), section: { id, title } });
}
