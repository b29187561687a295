import { attemptLimit } from '@/lib/pairing/counting';
import { phaseAt } from '@/lib/pairing/phase';
import type { FieldVerdict } from '@/lib/schemas/grading';
import type { CurrentScore, PairView } from '@/lib/schemas/pair-view';
import { type PublicWorksheet, toPublicWorksheet } from '@/lib/worksheets/worksheet';
import { database } from '../database/db';
import { hasLeft, isPresent, noteSeen } from '../live/presence';
import type { Viewer } from '../people/viewer';
import { notFound, ok, type Result } from '../result';
import { findPairAccess, readRoom } from './find-room';
import { hasNewNumbers } from './new-numbers';
import { currentPartIds, roundOf } from './number-rounds';
import { waitsForPartner } from './pair-access';
import { accessTo, type PairRoom } from './pair-room';
import type { PairState } from './pair-state';
import { settleIfClosed } from './settling';
import { toPairSubmission } from './submissions';

/** What a view holds whoever looks, and whenever. */
type ViewOfAll = Pick<
  PairView,
  'parts' | 'fields' | 'submissions' | 'scores' | 'rounds' | 'revealed' | 'keys' | 'handedIn' | 'proposals'
>;

function toCurrentScore(
  room: PairRoom,
  partId: string,
  points: number,
  checked: readonly PairState['submissions'][number][],
): CurrentScore {
  const limit = attemptLimit(
    room.worksheet.parts.get(partId)?.attempts ?? null,
    room.assignment.policy.attempts,
  );
  const attempts = checked.filter((past) => past.partId === partId).length;
  const summary = room.summaries.get(partId);
  const overridden = summary !== undefined && summary.overriddenEarned !== null;
  return {
    attempts,
    attemptsLeft: limit === null ? null : Math.max(0, limit - attempts),
    outcome: summary?.outcome ?? null,
    earned: summary?.overriddenEarned ?? summary?.earned ?? 0,
    total: summary?.countingSubmissionId ? summary.total : points,
    provisional: (summary?.provisional ?? false) && !overridden,
    overridden,
  };
}

/** Rooms do not change, and both partners' streams ask for the same view after each event. */
const views = new WeakMap<PairRoom, ViewOfAll>();

function viewOfAll(room: PairRoom): ViewOfAll {
  const known = views.get(room);
  if (known) return known;
  const { questions } = toPublicWorksheet(room.worksheet);
  const parts = questions.flatMap((question) => question.parts);
  // Feedback on earlier numbers would look like feedback on the present ones.
  const isCurrent = ({ partId, round }: { partId: string; round: number }) => round === roundOf(room, partId);
  const checked = room.submissions.filter((past) => past.origin === 'checked' && isCurrent(past));
  const revealed = [...currentPartIds(room, room.reveals)];
  const view = {
    parts,
    rounds: Object.fromEntries(
      room.worksheet.questions
        .filter(hasNewNumbers)
        .map(({ id }): [string, number] => [id, room.rounds[id] ?? 0]),
    ),
    fields: Object.fromEntries(
      [...room.fields.values()].map(({ path, value, version, verdict, bySeatId }) => [
        path,
        // A verdict column only ever holds what the kinds' instant checks return.
        { value, version, by: bySeatId, ...(verdict !== null && { verdict: verdict as FieldVerdict }) },
      ]),
    ),
    submissions: Object.fromEntries(
      [...room.latest.values()].filter(isCurrent).map((row) => [row.partId, toPairSubmission(row)]),
    ),
    scores: Object.fromEntries(
      parts.map(({ id, points }) => [id, toCurrentScore(room, id, points, checked)]),
    ),
    revealed,
    keys: Object.fromEntries(
      revealed.flatMap((id) => {
        const part = room.worksheet.parts.get(id);
        return part ? [[id, part.prepared.toRevealedKey()]] : [];
      }),
    ),
    handedIn: [...currentPartIds(room, room.handIns)],
    proposals: room.proposals.map(({ purpose, partId, bySeatId }) => ({ purpose, partId, by: bySeatId })),
  };
  views.set(room, view);
  return view;
}

/** A room as the viewer's page shows it; keys only of parts whose page was turned. null for who has no seat there. */
export function toPairView(room: PairRoom, viewer: Viewer, now: Date): PairView | null {
  const access = accessTo(room, viewer, now);
  if (!access) return null;
  const { policy, phase, opensAt, closesAt } = access;
  return {
    id: room.id,
    code: access.seats.length < policy.maxSeats && phase !== 'closed' ? room.code : null,
    assignmentId: access.assignmentId,
    status: phase,
    opensAt: opensAt?.toISOString() ?? null,
    closesAt: closesAt?.toISOString() ?? null,
    policy,
    seed: room.seed,
    waitsForPartner: waitsForPartner(access),
    isSplit: room.isSplit,
    seats: access.seats.map(({ id, name }) => ({
      id,
      name,
      present: isPresent(id, now),
      hasLeft: hasLeft(id, now),
      isYours: access.yourSeatIds.includes(id),
    })),
    ...viewOfAll(room),
    driverSeatId: policy.roles ? room.driverSeatId : null,
    drivenQuestions: policy.roles ? [...room.drivenQuestions] : [],
    seq: room.seq,
  };
}

/** Grades the drafts of a room whose time is over; returns the room as it is stored then. */
export async function settled(room: PairRoom, now: Date): Promise<PairRoom> {
  const { assignment } = room;
  if (assignment.settledAt || phaseAt(assignment, now) !== 'closed') return room;
  await settleIfClosed(assignment.id, now);
  return (await readRoom(room.id)) ?? room;
}

/** Everything a pair's page shows, read through the viewer. */
export async function getPairView(
  viewer: Viewer,
  pairSessionId: string,
  now: Date,
): Promise<Result<PairView>> {
  const room = await readRoom(pairSessionId);
  const access = room && accessTo(room, viewer, now);
  if (!access) return notFound;
  for (const seatId of access.yourSeatIds) noteSeen(seatId, now);
  const view = toPairView(await settled(room, now), viewer, now);
  return view ? ok(view) : notFound;
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
