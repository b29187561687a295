import { setImmediate as othersTurn } from 'node:timers/promises';
import { phaseAt } from '@/lib/pairing/phase';
import type { GradingProgress } from '@/lib/schemas/class-page';
import { database } from '../database/db';
import { asOnlyServer } from '../database/only-server';
import { write } from '../database/writer';
import { ok } from '../result';
import { changePart } from './change-part';
import { gradeOwnAnswers } from './disagreements';
import type { Decision, DecisionTools, NewSubmission, OwnAnswer, PairState } from './pair-state';
import { submitDraft } from './submissions';

/** How many pairs are settled at a time: between two groups others have their turn, and an edit waits for one group. */
const atATime = 8;

/** Without a closing time a draft is graded so many days after its last edit. */
export const draftsAfterDays = 7;
const dayMs = 86_400_000;

/**
 * Decides what is graded when a pair's time is over: every draft that was not submitted, and every own answer that its
 * writer confirmed and the partner did not, which counts for the writer alone.
 */
export function decideSettling(state: PairState, tools: DecisionTools): Decision<null> {
  // An instructor may have moved the closing time meanwhile.
  if (state.phase !== 'closed') return ok(null);
  const submissions: NewSubmission[] = [];
  const ownAnswers: OwnAnswer[] = [];
  for (const part of state.worksheet.parts.values()) {
    if (part.isPrediction) continue;
    const confirmed = state.ownAnswers
      .filter(
        ({ partId, confirmedAt, submissionId }) =>
          partId === part.id && confirmedAt !== null && submissionId === null,
      )
      .sort((a, b) => (a.seatId < b.seatId ? -1 : 1));
    const own = gradeOwnAnswers(state, part, confirmed, tools);
    submissions.push(...own.submissions);
    ownAnswers.push(...own.ownAnswers);
    const shared = submitDraft(state, part, tools, own.submissions.length);
    if (shared) submissions.push(shared);
  }
  return submissions.length > 0 ? { ok: true, value: null, change: { submissions, ownAnswers } } : ok(null);
}

/** Settles one pair session, for whoever opens its page before all are settled. */
export async function settlePair(pairSessionId: string, now: Date): Promise<void> {
  await changePart('closing time', { pairSessionId }, now, decideSettling);
}

async function settlePairs(ids: readonly string[], now: Date): Promise<void> {
  await Promise.all(ids.map((id) => settlePair(id, now)));
  await write((tx) =>
    tx.pairSession.updateMany({ where: { id: { in: [...ids] } }, data: { settledAt: now } }),
  );
  await othersTurn();
}

/** Where pair sessions stood before they were settled, by id: what changes later changes one of the numbers. */
type Heads = Map<string, { seq: number; version: number }>;

const headColumns = { id: true, seq: true, version: true } as const;

/** Settles the pair sessions of an assignment that are not settled yet, including those that a split makes meanwhile. */
async function settleUnsettled(assignmentId: string, now: Date): Promise<Heads> {
  const heads: Heads = new Map();
  for (;;) {
    const sessions = await database().pairSession.findMany({
      where: { assignmentId, settledAt: null },
      orderBy: { id: 'asc' },
      take: atATime,
      select: headColumns,
    });
    if (sessions.length === 0) return heads;
    for (const { id, ...head } of sessions) heads.set(id, head);
    await settlePairs(
      sessions.map(({ id }) => id),
      now,
    );
  }
}

/** Settles those that were changed since they stood at `heads`. */
async function settleLate(assignmentId: string, heads: Heads, now: Date): Promise<void> {
  const sessions = await database().pairSession.findMany({ where: { assignmentId }, select: headColumns });
  const late = sessions.filter(({ id, seq, version }) => {
    const head = heads.get(id);
    return head?.seq !== seq || head.version !== version;
  });
  for (let start = 0; start < late.length; start += atATime) {
    await settlePairs(
      late.slice(start, start + atATime).map(({ id }) => id),
      now,
    );
  }
}

/**
 * Once an assignment has closed, grades every draft of its pairs that was not submitted. Safe to call at any
 * time and again: nothing is graded twice, and an assignment that is open, or settled already, is left alone.
 */
export async function settleIfClosed(assignmentId: string, now: Date): Promise<void> {
  const assignment = await database().assignment.findUnique({
    where: { id: assignmentId },
    select: { settledAt: true, opensAt: true, closesAt: true },
  });
  if (!assignment || assignment.settledAt || phaseAt(assignment, now) !== 'closed') return;
  const heads = await settleUnsettled(assignmentId, now);
  await write((tx) =>
    tx.assignment.updateMany({
      where: { id: assignmentId, settledAt: null, closesAt: { lte: now } },
      data: { settledAt: now },
    }),
  );
  // From now on no work is accepted. Until now some may have arrived after its pair was settled.
  await settleLate(assignmentId, heads, now);
}

/** How far an assignment that has closed is settled, in pairs; null where it is open or settled. */
export async function gradingProgress(
  assignment: { id: string; opensAt: Date | null; closesAt: Date | null; settledAt: Date | null },
  now: Date,
): Promise<GradingProgress | null> {
  if (assignment.settledAt || phaseAt(assignment, now) !== 'closed') return null;
  const of = await database().pairSession.count({ where: { assignmentId: assignment.id } });
  const graded = await database().pairSession.count({
    where: { assignmentId: assignment.id, settledAt: { not: null } },
  });
  return of > 0 ? { graded, of } : null;
}

/** Decides what is graded of a pair that has no closing time: drafts that nobody has touched for a week. */
function decideOldDrafts(partIds: ReadonlySet<string>, before: Date) {
  return (state: PairState, tools: DecisionTools): Decision<null> => {
    if (state.phase !== 'open' || state.closesAt !== null) return ok(null);
    const submissions = [...state.worksheet.parts.values()].flatMap((part) => {
      const lastWorkAt = state.summaries.get(part.id)?.lastWorkAt;
      // The pair may have gone on meanwhile.
      const isOld = partIds.has(part.id) && lastWorkAt && Date.parse(lastWorkAt) <= before.getTime();
      return (isOld && !part.isPrediction && submitDraft(state, part, tools)) || [];
    });
    return submissions.length > 0 ? { ok: true, value: null, change: { submissions } } : ok(null);
  };
}

function oldSince(now: Date): Date {
  return new Date(now.getTime() - draftsAfterDays * dayMs);
}

/** Drafts of assignments without a closing time that nobody has touched for a week, and the server neither. */
function findOldDrafts(now: Date, most: number) {
  const { lastWorkAt } = database().partSummary.fields;
  return database().partSummary.findMany({
    where: {
      assignment: { closesAt: null },
      lastWorkAt: { lte: oldSince(now) },
      filledFields: { gt: 0 },
      AND: [
        { OR: [{ submittedAt: null }, { submittedAt: { lt: lastWorkAt } }] },
        { OR: [{ draftReadAt: null }, { draftReadAt: { lt: lastWorkAt } }] },
      ],
    },
    orderBy: { pairSessionId: 'asc' },
    take: most,
    select: { id: true, pairSessionId: true, partId: true },
  });
}

/** Grades the drafts of assignments without a closing time a week after their last edit; the pair may still go on. */
async function gradeOldDrafts(now: Date): Promise<void> {
  for (;;) {
    const old = await findOldDrafts(now, atATime);
    if (old.length === 0) return;
    const byPair = new Map<string, Set<string>>();
    for (const { pairSessionId, partId } of old) {
      byPair.set(pairSessionId, (byPair.get(pairSessionId) ?? new Set()).add(partId));
    }
    await Promise.all(
      [...byPair].map(([pairSessionId, partIds]) =>
        changePart('closing time', { pairSessionId }, now, decideOldDrafts(partIds, oldSince(now))),
      ),
    );
    await write((tx) =>
      tx.partSummary.updateMany({
        where: { id: { in: old.map(({ id }) => id) } },
        data: { draftReadAt: now },
      }),
    );
    await othersTurn();
  }
}

/** Whether drafts of a closed assignment, or old ones of an open one, wait to be graded. */
async function isAnythingDue(now: Date): Promise<boolean> {
  const closed = await database().assignment.findFirst({
    where: { settledAt: null, closesAt: { lte: now } },
    select: { id: true },
  });
  return closed !== null || (await findOldDrafts(now, 1)).length > 0;
}

/**
 * Grades what is due on the server's clock; the server calls it from time to time. Of several servers one does it, and
 * the others have their processors for pairs at work.
 */
export async function settleClosedAssignments(now: Date): Promise<void> {
  if (!(await isAnythingDue(now))) return;
  await asOnlyServer(async () => {
    const closed = await database().assignment.findMany({
      where: { settledAt: null, closesAt: { lte: now } },
      select: { id: true },
    });
    for (const { id } of closed) await settleIfClosed(id, now);
    await gradeOldDrafts(now);
  });
}
