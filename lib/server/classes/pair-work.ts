import { phaseAt } from '@/lib/pairing/phase';
import type { Json } from '@/lib/schemas/json';
import type { SubmissionView } from '@/lib/schemas/pair-view';
import { predictionsFor } from '@/lib/worksheets/predictions';
import type { LoadedPart, PublicPart, Worksheet } from '@/lib/worksheets/worksheet';
import { toPublicWorksheet } from '@/lib/worksheets/worksheet';
import { drawnText, worksheetFor } from '@/lib/worksheets/worksheet-for';
import { database } from '../database/db';
import { newId } from '../database/ids';
import { lockPairSession } from '../database/locks';
import { write } from '../database/writer';
import { pairTopic } from '../live/bus';
import { bus } from '../live/shared-bus';
import { roundsOf } from '../pair/number-rounds';
import { contentHash, toSubmissionView } from '../pair/submissions';
import { worksheetOfRevision } from '../pair/worksheet-revisions';
import type { Viewer } from '../people/viewer';
import { notFound, ok, type Result, refuse } from '../result';

export interface OverrideRecord {
  id: string;
  earned: number;
  reason: string;
  by: string;
  /** Null where it is for the whole pair. */
  seatId: string | null;
  createdAt: Date;
}

export interface WorkSubmission {
  view: SubmissionView;
  response: Json;
  /** The key of the numbers that were asked for then. */
  revealedKey: Json;
  /** Those numbers in words; null where all pairs have the same. */
  numbers: string | null;
  seatId: string;
  createdAt: Date;
  gradedWith: string;
  overrides: OverrideRecord[];
}

export interface WorkPart {
  part: PublicPart;
  revealedKey: Json;
  /** What was drawn for the pair, in words: "p = 0.5, 0.3, 0.2"; null where all pairs have the same. */
  numbers: string | null;
  /** What stands in the fields now, submitted or not. */
  draft: Json;
  isDraftBlank: boolean;
  /** Ids of the parts in which the pair predicted something about this one. */
  predictions: string[];
  submissions: WorkSubmission[];
  countingSubmissionId: string | null;
  earned: number;
  overriddenEarned: number | null;
  isProvisional: boolean;
  isRevealed: boolean;
  /** What stands in the fields was changed after the page was turned. */
  isCorrected: boolean;
  isHandedIn: boolean;
  disagreed: boolean;
  signature: string | null;
}

export interface PairWork {
  pairSessionId: string;
  assignmentId: string;
  sectionId: string;
  sectionTitle: string;
  title: string;
  /** The worksheet's formulas as a person reads them aloud, by their TeX. */
  spoken: Readonly<Record<string, string>>;
  seats: { id: string; name: string; isPresent: boolean; ops: number }[];
  /** Who drove, one after the other; with the question where it was decided for one. */
  drivers: { seatId: string; questionId: string | null }[];
  parts: WorkPart[];
  mayOverride: boolean;
  /** Two or more work here, the worksheet is not closed, and the viewer may decide. */
  maySplit: boolean;
  /** Of a copy: the pair session it was split from. */
  splitFromId: string | null;
}

/** What was drawn for a part's question, in words; null where all pairs have the same. */
function numbersOf(worksheet: Worksheet, { questionId }: LoadedPart): string | null {
  const drawn = worksheet.questions.find(({ id }) => id === questionId)?.drawn;
  return drawn ? drawnText(drawn.values) : null;
}

/** What a part asked for in the round that `worksheet` is of. */
function askedIn(worksheet: Worksheet, part: LoadedPart): Pick<WorkSubmission, 'revealedKey' | 'numbers'> {
  const asked = worksheet.parts.get(part.id) ?? part;
  return { revealedKey: asked.prepared.toRevealedKey(), numbers: numbersOf(worksheet, asked) };
}

/** Everything a pair did, for those who teach or assist its section. */
export async function getPairWork(
  viewer: Viewer,
  input: { sectionId: string; pairSessionId: string },
  now: Date,
): Promise<Result<PairWork>> {
  const session = await database().pairSession.findFirst({
    where: {
      id: input.pairSessionId,
      assignment: {
        sectionId: input.sectionId,
        section: {
          enrollments: { some: { userId: viewer.userId, role: { in: ['INSTRUCTOR', 'ASSISTANT'] } } },
        },
      },
    },
    include: {
      seats: { orderBy: { joinedAt: 'asc' }, include: { user: { select: { name: true } } } },
      fields: { where: { ownerSeatId: '' } },
      summaries: true,
      driverChanges: { orderBy: { createdAt: 'asc' }, select: { seatId: true, questionId: true } },
      submissions: {
        orderBy: { attempt: 'asc' },
        include: {
          overrides: { orderBy: { createdAt: 'asc' }, include: { by: { select: { name: true } } } },
        },
      },
      assignment: {
        include: {
          worksheetRevision: true,
          section: { include: { enrollments: { where: { userId: viewer.userId } } } },
        },
      },
    },
  });
  if (!session) return notFound;
  const { assignment } = session;
  const rounds = roundsOf(session);
  const worksheet = worksheetFor(worksheetOfRevision(assignment.worksheetRevision), session.seed, rounds);
  const mayOverride = assignment.section.enrollments.some(({ role }) => role === 'INSTRUCTOR');
  const opCounts = await database().op.groupBy({
    by: ['seatId'],
    where: { pairSessionId: session.id },
    _count: { _all: true },
  });
  const publicParts = toPublicWorksheet(worksheet).questions.flatMap(({ parts }) => parts);
  const parts = publicParts.flatMap((part): WorkPart[] => {
    const loaded = worksheet.parts.get(part.id);
    if (!loaded) return [];
    const summary = session.summaries.find(({ partId }) => partId === part.id);
    const within = session.fields
      .filter(({ path }) => path === part.id || path.startsWith(`${part.id}/`))
      .map(({ path, value }): [string, Json] => [path.slice(part.id.length + 1), value as Json]);
    const draft = loaded.prepared.responseFromFields(new Map(within));
    return [
      {
        part,
        revealedKey: loaded.prepared.toRevealedKey(),
        numbers: numbersOf(worksheet, loaded),
        draft,
        isDraftBlank: loaded.prepared.isBlank(draft),
        predictions: predictionsFor(worksheet, part.id),
        submissions: session.submissions
          .filter(({ partId }) => partId === part.id)
          .map((row) => ({
            view: toSubmissionView(row),
            response: row.response as Json,
            ...askedIn(
              worksheetFor(worksheet, session.seed, { ...rounds, [loaded.questionId]: row.round }),
              loaded,
            ),
            seatId: row.seatId,
            createdAt: row.createdAt,
            gradedWith: row.gradedWith,
            overrides: row.overrides.map(({ id, earned, reason, by, seatId, createdAt }) => ({
              id,
              earned,
              reason,
              by: by.name,
              seatId,
              createdAt,
            })),
          })),
        countingSubmissionId: summary?.countingSubmissionId ?? null,
        earned: summary?.earned ?? 0,
        overriddenEarned: summary?.overriddenEarned ?? null,
        isProvisional: (summary?.provisional ?? false) && summary?.overriddenEarned == null,
        isRevealed: summary?.isRevealed ?? false,
        // Turning the page submits what stands there, so what differs from that came later.
        isCorrected:
          (summary?.isRevealed ?? false) &&
          !loaded.prepared.isBlank(draft) &&
          contentHash(draft) !==
            contentHash(session.submissions.findLast(({ partId }) => partId === part.id)?.response),
        isHandedIn: summary?.isHandedIn ?? false,
        disagreed: summary?.disagreed ?? false,
        signature: summary?.signature ?? null,
      },
    ];
  });
  return ok({
    pairSessionId: session.id,
    assignmentId: assignment.id,
    sectionId: assignment.sectionId,
    sectionTitle: assignment.section.title,
    title: worksheet.title,
    spoken: worksheet.spoken,
    seats: session.seats.map(({ id, user, activeUserId }) => ({
      id,
      name: user.name,
      isPresent: activeUserId !== null,
      ops: opCounts.find(({ seatId }) => seatId === id)?._count._all ?? 0,
    })),
    drivers: session.driverChanges,
    parts,
    mayOverride,
    maySplit:
      mayOverride &&
      phaseAt(assignment, now) !== 'closed' &&
      session.seats.filter(({ activeUserId }) => activeUserId !== null).length > 1,
    splitFromId: session.splitFromId,
  });
}

const longestReason = 2_000;

/**
 * A person's decision on a submission, for the pair or for one member. Kept beside the automatic score; the newest
 * counts and stands until a person changes it, also when the pair submits again.
 */
export async function overrideSubmission(
  viewer: Viewer,
  input: { submissionId: string; earned: number; reason: string; seatId?: string | undefined },
  now: Date,
): Promise<Result<{ id: string }>> {
  const reason = input.reason.trim();
  if (reason === '') return refuse('bad-request', 'Please say why: the pair will read it.');
  if (reason.length > longestReason)
    return refuse('bad-request', `A reason has at most ${longestReason} characters.`);
  const submission = await database().submission.findFirst({
    where: {
      id: input.submissionId,
      pairSession: {
        assignment: { section: { enrollments: { some: { userId: viewer.userId, role: 'INSTRUCTOR' } } } },
      },
    },
    include: { pairSession: { include: { seats: { select: { id: true } } } } },
  });
  if (!submission) return notFound;
  if (input.seatId && !submission.pairSession.seats.some(({ id }) => id === input.seatId)) return notFound;
  if (!Number.isFinite(input.earned) || input.earned < 0 || input.earned > submission.total) {
    return refuse('bad-request', `Points go from 0 to ${submission.total}.`);
  }
  const { pairSessionId, partId } = submission;
  const kept = await write(async (tx) => {
    await lockPairSession(tx, pairSessionId);
    const { id } = await tx.override.create({
      data: {
        id: newId(),
        submissionId: submission.id,
        seatId: input.seatId ?? null,
        earned: input.earned,
        reason,
        byUserId: viewer.userId,
        createdAt: now,
      },
    });
    if (!input.seatId) {
      await tx.partSummary.updateMany({
        where: { pairSessionId, partId },
        data: { overriddenEarned: input.earned, updatedAt: now },
      });
    }
    return id;
  });
  bus().publish(pairTopic(pairSessionId), { type: 'state', news: 'decided', partId });
  return ok({ id: kept });
}
