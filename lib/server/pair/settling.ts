import { phaseAt } from '@/lib/pairing/phase';
import { database } from '../database/db';
import { write } from '../database/writer';
import { ok } from '../result';
import { changePart } from './change-part';
import { gradeOwnAnswers } from './disagreements';
import type { Decision, DecisionTools, NewSubmission, OwnAnswer, PairState } from './pair-state';
import { submitDraft } from './submissions';

/** How many pairs are settled at a time: each one's drafts are read before they are graded. */
const atATime = 100;

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

/** Settles the pair sessions of an assignment, including those that a split makes meanwhile. */
async function settlePairSessions(assignmentId: string, now: Date): Promise<void> {
  const settled = new Set<string>();
  for (;;) {
    const sessions = await database().pairSession.findMany({ where: { assignmentId }, select: { id: true } });
    const others = sessions.filter(({ id }) => !settled.has(id));
    if (others.length === 0) return;
    const some = others.slice(0, atATime);
    await Promise.all(
      some.map(({ id }) => changePart('closing time', { pairSessionId: id }, now, decideSettling)),
    );
    for (const { id } of some) settled.add(id);
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
  await settlePairSessions(assignmentId, now);
  await write((tx) =>
    tx.assignment.updateMany({
      where: { id: assignmentId, settledAt: null, closesAt: { lte: now } },
      data: { settledAt: now },
    }),
  );
  // From now on no work is accepted. Until now some may have arrived after its pair was settled, so settle again.
  await settlePairSessions(assignmentId, now);
}

/** Settles every assignment that has closed since the last call; the server calls it from time to time. */
export async function settleClosedAssignments(now: Date): Promise<void> {
  const closed = await database().assignment.findMany({
    where: { settledAt: null, closesAt: { lte: now } },
    select: { id: true },
  });
  for (const { id } of closed) await settleIfClosed(id, now);
}
