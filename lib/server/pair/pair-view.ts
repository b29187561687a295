import { pathWithin } from '@/lib/pairing/field-path';
import { haveAllPredicted } from '@/lib/pairing/predictions';
import type { FieldVerdict } from '@/lib/schemas/grading';
import type { CurrentScore, PairView, PredictionView } from '@/lib/schemas/pair-view';
import { type LoadedPart, toPublicWorksheet } from '@/lib/worksheets/worksheet';
import { hasLeft, isPresent } from '../live/presence';
import { readersOf } from '../live/readers';
import type { Viewer } from '../people/viewer';
import { disagreementsOf, scoreOfSeat } from './disagreement-view';
import { partOfPath } from './find-part';
import { namesOfWriters, uncountedFields } from './informed-fields';
import { isFresh } from './join-requests';
import { withKept } from './kept-points';
import { currentPartIds, hasNewNumbers, roundOf } from './number-rounds';
import { waitsForPartner } from './pair-access';
import { accessTo, type PairRoom, phaseOf, presentSeats } from './pair-room';
import { predictionsOf } from './predictions';
import { attemptsUsed, isSpent, isTurnedFor, limitOf, namesOfSeeing } from './spent-parts';
import { toPairSubmission } from './submission-view';

/** What a view holds whoever looks, and whenever. */
type ViewOfAll = Pick<
  PairView,
  'parts' | 'fields' | 'submissions' | 'scores' | 'rounds' | 'handedIn' | 'proposals'
>;

/** A room as far as it decides whether its parts can earn points. */
function seatedIn(room: PairRoom) {
  return {
    ...room,
    policy: room.assignment.policy,
    seats: presentSeats(room),
    names: new Map(room.seats.map(({ id, name }) => [id, name])),
    revealedPartIds: currentPartIds(room, room.reveals),
  };
}

/** How the pair began on a scored part; nothing while no submission says so. */
function firstOf(
  room: Pick<PairRoom, 'summaries' | 'fields'>,
  part: LoadedPart,
): Pick<CurrentScore, 'first'> {
  const outcome = room.summaries.get(part.id)?.firstOutcome;
  if (!outcome || !part.isScored) return {};
  const cells = [...room.fields.values()].filter(
    ({ path, firstVerdict }) => firstVerdict === 'correct' && pathWithin(part.id, path) !== null,
  ).length;
  return { first: { outcome, ...(part.instantCheck && { cells }) } };
}

/** The response that counts, where the part's field could show it. */
function countedOf(
  room: Pick<PairRoom, 'counted'>,
  { id, prepared }: LoadedPart,
): Pick<CurrentScore, 'counted'> {
  const counted = room.counted.get(id);
  return counted !== undefined && prepared.acceptsField('', counted) ? { counted } : {};
}

function uncountedOf(seated: ReturnType<typeof seatedIn>, part: LoadedPart): Pick<CurrentScore, 'uncounted'> {
  const fields = uncountedFields(seated, part);
  if (fields.length === 0) return {};
  return {
    uncounted: { names: namesOfWriters(seated.names, fields), paths: fields.map(({ path }) => path) },
  };
}

function toCurrentScore(seated: ReturnType<typeof seatedIn>, part: LoadedPart): CurrentScore {
  const { id: partId, points } = part;
  const limit = limitOf(seated, part);
  const attempts = attemptsUsed(seated, part);
  const summary = seated.summaries.get(partId);
  const isUsedUp = limit !== null && attempts >= limit;
  const overridden = summary !== undefined && summary.overriddenEarned !== null;
  return {
    attempts,
    attemptsLeft: limit === null ? null : Math.max(0, limit - attempts),
    pointsState: isSpent(seated, part) ? 'spent' : isUsedUp ? 'used-up' : 'open',
    seenBy: namesOfSeeing(seated, part),
    outcome: summary?.outcome ?? null,
    ...(isUsedUp && countedOf(seated, part)),
    ...firstOf(seated, part),
    ...uncountedOf(seated, part),
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
  const seated = seatedIn(room);
  const scores = Object.fromEntries(
    [...room.worksheet.parts.values()].map((part) => [part.id, toCurrentScore(seated, part)]),
  );
  const parts = questions
    .flatMap((question) => question.parts)
    .map((part) => {
      const { pointsState, attemptsLeft } = scores[part.id] ?? {};
      return { ...part, pointsState, attemptsLeft };
    });
  // Feedback on earlier numbers would look like feedback on the present ones.
  const isCurrent = ({ partId, round }: { partId: string; round: number }) => round === roundOf(room, partId);
  // An older version kept what somebody predicted where both could read it.
  const isOfPair = ({ path }: { path: string }) =>
    partOfPath(room.worksheet, path)?.part.isPrediction !== true;
  const view = {
    parts,
    rounds: Object.fromEntries(
      room.worksheet.questions
        .filter(hasNewNumbers)
        .map(({ id }): [string, number] => [id, room.rounds[id] ?? 0]),
    ),
    fields: Object.fromEntries(
      [...room.fields.values()].filter(isOfPair).map(({ path, value, version, verdict, bySeatId }) => [
        path,
        // A verdict column only ever holds what the kinds' instant checks return.
        { value, version, by: bySeatId, ...(verdict !== null && { verdict: verdict as FieldVerdict }) },
      ]),
    ),
    submissions: Object.fromEntries(
      [...room.latest.values()].filter(isCurrent).map((row) => [row.partId, toPairSubmission(row)]),
    ),
    scores,
    handedIn: [...currentPartIds(room, room.handIns)],
    proposals: room.proposals.map(({ purpose, partId, bySeatId, createdAt }) => ({
      purpose,
      partId,
      by: bySeatId,
      at: createdAt,
    })),
  };
  views.set(room, view);
  return view;
}

/** Who has left a place that nobody has taken since; the last first. An instructor's split is no leaving. */
function whoLeft(room: PairRoom): PairView['left'] {
  const { maxSeats } = room.assignment.policy;
  const present = presentSeats(room);
  if (room.isSplit || present.length >= maxSeats) return [];
  const gone = new Map<string, { name: string; at: string }>();
  for (const { userId, name, leftAt: at } of room.seats) {
    if (at === null || present.some((seat) => seat.userId === userId)) continue;
    if ((gone.get(userId)?.at ?? '') < at) gone.set(userId, { name, at });
  }
  return [...gone.values()].sort((a, b) => (a.at < b.at ? 1 : -1)).slice(0, maxSeats - present.length);
}

/** What those who sit or sat here predicted, as the people of a page may read it. */
function viewOfPredictions(room: PairRoom, yourUserIds: readonly string[], isClosed: boolean) {
  const userIds = new Map(room.seats.map(({ id, userId }) => [id, userId]));
  const all = predictionsOf({ ...room, fields: [...room.fields.values()], userIds });
  const present = presentSeats(room);
  const here = present.map(({ userId }) => userId);
  return all.map(({ seatId, userId, partId, response }): PredictionView => {
    const isYours = yourUserIds.includes(userId);
    const isOpen = isYours || isClosed || haveAllPredicted(all, partId, here);
    // Who left and came back has another seat now.
    const seat = present.find((one) => one.userId === userId) ?? room.seats.find(({ id }) => id === seatId);
    return {
      seatId: seat?.id ?? seatId,
      name: seat?.name ?? '',
      isYours,
      partId,
      ...(isOpen && { response }),
    };
  });
}

/** A room as a page shows it; keys only of parts whose page was turned. */
function viewOf(room: PairRoom, yourSeatIds: readonly string[], now: Date): PairView {
  const { isSplit, assignment } = room;
  const { policy, opensAt, closesAt } = assignment;
  const phase = phaseOf(room, now);
  const seats = presentSeats(room);
  const yours = seats.filter(({ id }) => yourSeatIds.includes(id)).map(({ userId }) => userId);
  const seated = seatedIn(room);
  // Of two at one screen, one may not have been there when the page was turned.
  const all = viewOfAll(room);
  const turned = [...room.worksheet.parts.values()].filter((part) => isTurnedFor(seated, yours, part));
  return {
    id: room.id,
    code: seats.length < policy.maxSeats && phase !== 'closed' ? room.code : null,
    assignmentId: assignment.id,
    status: phase,
    opensAt: opensAt?.toISOString() ?? null,
    closesAt: closesAt?.toISOString() ?? null,
    policy,
    seed: room.seed,
    waitsForPartner: waitsForPartner({ policy, seats, isSplit }),
    isSplit,
    seats: seats.map(({ id, name }) => ({
      id,
      name,
      present: isPresent(id, now),
      hasLeft: hasLeft(id, now),
      isYours: yourSeatIds.includes(id),
    })),
    left: whoLeft(room),
    joinRequests: room.joinRequests
      .filter(({ createdAt }) => isFresh(new Date(createdAt), now))
      .map(({ id, name, costs, agreedIds }) => ({
        id,
        name,
        costs: [...costs],
        isAgreed: yours.some((userId) => agreedIds.includes(userId)),
      })),
    readers: readersOf(room.id, now),
    ...all,
    scores: Object.fromEntries(
      Object.entries(all.scores).map(([partId, score]) => [
        partId,
        withKept(room, yourSeatIds, partId, scoreOfSeat(room, yourSeatIds, partId, score)),
      ]),
    ),
    disagreements: disagreementsOf(room, yourSeatIds, phase),
    predictions: viewOfPredictions(room, yours, phase === 'closed'),
    revealed: turned.map(({ id }) => id),
    keys: Object.fromEntries(turned.map(({ id, prepared }) => [id, prepared.toRevealedKey()])),
    driverSeatId: policy.roles ? room.driverSeatId : null,
    drivenQuestions: policy.roles ? [...room.drivenQuestions] : [],
    seq: room.seq,
  };
}

/** A room as the viewer's page shows it. null for who has no seat there. */
export function toPairView(room: PairRoom, viewer: Viewer, now: Date): PairView | null {
  const access = accessTo(room, viewer, now);
  return access && viewOf(room, access.yourSeatIds, now);
}

/** A room as those see it who teach or assist its class: to read. */
export function toReaderView(room: PairRoom, now: Date): PairView {
  return { ...viewOf(room, [], now), code: null, readOnly: 'staff' };
}

/** What the page of a seat shows as its person leaves: to read on, without what changes meanwhile. */
export function toLeftView(room: PairRoom, seatId: string, now: Date): PairView {
  const view = viewOf(room, [seatId], now);
  const seats = view.seats.map((seat) => ({ ...seat, present: false, hasLeft: true }));
  return {
    ...view,
    seats,
    code: null,
    proposals: [],
    joinRequests: [],
    readers: [],
    left: [],
    readOnly: 'left',
  };
}
