import type { Prisma } from '@/lib/generated/sqlite/client';
import type { PartSummary } from '@/lib/results/class-table';
import { type ValidDecision, validDecisions } from '@/lib/results/decisions';
import { countingStanding } from '@/lib/results/personal-score';
import { summaryColumns } from './summary-columns';

/** What the points of those who sit, or sat, in pair sessions follow from. */
export const pointsColumns = {
  id: true,
  createdAt: true,
  splitFromId: true,
  seats: {
    orderBy: { joinedAt: 'asc' },
    select: {
      id: true,
      userId: true,
      activeUserId: true,
      joinedAt: true,
      leftAt: true,
      user: { select: { name: true, email: true } },
    },
  },
  summaries: { select: { ...summaryColumns, submittedAt: true } },
  keptScores: {
    select: {
      seatId: true,
      partId: true,
      isOwn: true,
      outcome: true,
      earned: true,
      provisional: true,
      disagreed: true,
      keptAt: true,
    },
  },
  ownAnswers: {
    where: { submissionId: { not: null } },
    select: {
      seatId: true,
      partId: true,
      outcome: true,
      earned: true,
      provisional: true,
      submission: { select: { response: true } },
    },
  },
  overrides: {
    select: {
      id: true,
      partId: true,
      seatId: true,
      earned: true,
      undoesId: true,
      version: true,
      comment: true,
      createdAt: true,
      submission: { select: { createdAt: true } },
    },
  },
} as const satisfies Prisma.PairSessionSelect;

export type PointsSession = Prisma.PairSessionGetPayload<{ select: typeof pointsColumns }>;
type Seat = PointsSession['seats'][number];
type OwnAnswer = PointsSession['ownAnswers'][number];
type Decision = ValidDecision<PointsSession['overrides'][number]>;

/** A seat of a person, with the pair session that it is in. */
export interface Sitting {
  session: PointsSession;
  seat: Seat;
}

/** What a person has for a part. */
export interface PersonalPart {
  summary: PartSummary;
  decision: Decision | null;
  pairSessionId: string;
  /** The answer of this person alone, where that counts. */
  own: OwnAnswer | null;
  /** Not what the pair has now in which the person sits: what the person brought along, or had when leaving. */
  isKept: boolean;
}

/** The newest decision on a part that binds a seat: for it alone or for the pair, of what was submitted until a time. */
function decisionFor({ session, seat }: Sitting, partId: string, until: Date | null): Decision | null {
  const records = session.overrides.filter((one) => one.partId === partId);
  const isAbout = ({ seatId, submission }: Decision) =>
    (seatId === null || seatId === seat.id) &&
    (until === null || (submission !== null && submission.createdAt <= until));
  return validDecisions(records).findLast(isAbout) ?? null;
}

/** The graded answer that a seat gave alone to a part. */
function findOwn({ session, seat }: Sitting, partId: string): OwnAnswer | null {
  return session.ownAnswers.find((own) => own.seatId === seat.id && own.partId === partId) ?? null;
}

/** What a summary says of one member. */
function forMember(summary: PartSummary, own: OwnAnswer | null): PartSummary {
  if (own?.earned == null) return summary;
  const { outcome, earned, provisional } = own;
  return { ...summary, outcome, earned, provisional };
}

function liveStandings(
  sitting: Sitting,
): (PersonalPart & { partId: string; isOwn: boolean; earned: number })[] {
  const { session, seat } = sitting;
  return session.summaries.flatMap(({ submittedAt, ...ofPair }) => {
    const { partId } = ofPair;
    const own = findOwn(sitting, partId);
    const summary = forMember(ofPair, own);
    const decision = decisionFor(sitting, partId, null);
    const earned = decision?.earned ?? summary.earned;
    if (summary.outcome === null && decision === null) return [];
    return [
      {
        partId,
        summary: { ...summary, overriddenEarned: decision?.earned ?? null },
        decision,
        own,
        pairSessionId: session.id,
        isKept: false,
        isOwn: submittedAt !== null && submittedAt >= seat.joinedAt,
        earned,
      },
    ];
  });
}

function keptStandings(sitting: Sitting): ReturnType<typeof liveStandings> {
  const { session, seat } = sitting;
  const kept = session.keptScores.filter(({ seatId }) => seatId === seat.id);
  // What somebody confirmed alone before leaving is graded at closing.
  const later = session.ownAnswers
    .filter(({ seatId, partId }) => seatId === seat.id && !kept.some((one) => one.partId === partId))
    .map(({ partId }) => ({
      partId,
      isOwn: true,
      outcome: null,
      earned: 0,
      provisional: false,
      disagreed: true,
      keptAt: null,
    }));
  return [...kept, ...later].map(({ partId, isOwn, outcome, earned, provisional, disagreed, keptAt }) => {
    const own = findOwn(sitting, partId);
    const decision = decisionFor(sitting, partId, own ? null : keptAt);
    const ofPair = {
      partId,
      attempts: 0,
      filledFields: 0,
      outcome,
      earned,
      provisional,
      overriddenEarned: decision?.earned ?? null,
      isRevealed: false,
      isHandedIn: false,
      disagreed,
      signature: null,
    };
    const summary = forMember(ofPair, own);
    return {
      partId,
      summary,
      decision,
      own,
      pairSessionId: session.id,
      isKept: true,
      isOwn: isOwn || own !== null,
      earned: decision?.earned ?? summary.earned,
    };
  });
}

/** All seats of each person, the oldest first. */
export function sittingsByUser(sessions: readonly PointsSession[]): ReadonlyMap<string, Sitting[]> {
  const byUser = new Map<string, Sitting[]>();
  for (const session of sessions) {
    for (const seat of session.seats) {
      // The copy that a split makes has the seats of before as history.
      const isHistory =
        session.splitFromId !== null && seat.leftAt !== null && seat.leftAt <= session.createdAt;
      if (isHistory) continue;
      byUser.set(seat.userId, [...(byUser.get(seat.userId) ?? []), { session, seat }]);
    }
  }
  const timeOf = ({ seat }: Sitting) =>
    seat.activeUserId ? Number.POSITIVE_INFINITY : (seat.leftAt?.getTime() ?? 0);
  for (const sittings of byUser.values()) sittings.sort((a, b) => timeOf(a) - timeOf(b));
  return byUser;
}

/** Where a person is listed: where they sit, or sat last. */
export function homeOf(sittings: readonly Sitting[]): Sitting | null {
  return sittings.at(-1) ?? null;
}

/** What a person has for each part, wherever it was earned. */
export function personalParts(sittings: readonly Sitting[]): ReadonlyMap<string, PersonalPart> {
  const standings = sittings.flatMap((one) =>
    one.seat.activeUserId ? liveStandings(one) : keptStandings(one),
  );
  const partIds = new Set(standings.map(({ partId }) => partId));
  return new Map(
    [...partIds].flatMap((partId) => {
      const counting = countingStanding(standings.filter((one) => one.partId === partId));
      return counting ? [[partId, counting] as const] : [];
    }),
  );
}
