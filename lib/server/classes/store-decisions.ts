import type { Prisma } from '@/lib/generated/sqlite/client';
import { decide, type StoredDecision, type WantedDecision } from '@/lib/results/decide';
import { type DecisionOrigin, validDecisions } from '@/lib/results/decisions';
import { reviewOf, standingDecisions } from '@/lib/results/part-review';
import type { MadeDecision, PresentState } from '@/lib/schemas/decisions';
import { newId } from '../database/ids';
import { recordEvents } from '../database/record-event';
import { toStoredJson } from '../database/stored-json';
import type { Tx } from '../database/writer';
import { lockPairSessions } from '../pair/person-facts';
import { countDraftEdits } from './draft-edits';

/** A part that is decided on, of pairs of one assignment. */
export interface DecidedPart {
  sectionId: string;
  assignmentId: string;
  partId: string;
  /** In points. */
  total: number;
}

/** A decision for one of these pairs. */
export interface PairDecision extends WantedDecision {
  pairSessionId: string;
  /** What was decided on, where a person named it; else what counts is taken. */
  submissionId?: string;
}

/** What became of a decision. */
export type DecisionOutcome =
  | { kind: 'made'; pairSessionId: string; made: MadeDecision; isNew: boolean }
  | { kind: 'changed'; pairSessionId: string; present: PresentState }
  | { kind: 'not-found'; pairSessionId: string }
  | { kind: 'own-answers'; pairSessionId: string };

const recordColumns = {
  id: true,
  pairSessionId: true,
  origin: true,
  seatId: true,
  earned: true,
  undoesId: true,
  batchId: true,
  version: true,
  comment: true,
  note: true,
  responseHash: true,
  byUserId: true,
  createdAt: true,
  by: { select: { name: true } },
} as const satisfies Prisma.OverrideSelect;

/** Everything that deciding on a part of several pairs needs, read under their locks. */
async function readStates(tx: Tx, partId: string, wanted: readonly PairDecision[]) {
  const pairSessionIds = wanted.map(({ pairSessionId }) => pairSessionId);
  const withDraft = wanted.filter(({ draftEdits }) => draftEdits !== undefined);
  const of = { pairSessionId: { in: pairSessionIds }, partId };
  const [summaries, records, ownAnswers, fields, seats] = [
    await tx.partSummary.findMany({ where: of }),
    await tx.override.findMany({ where: of, select: recordColumns }),
    await tx.ownAnswer.findMany({ where: { ...of, submissionId: { not: null } } }),
    await tx.field.findMany({
      where: {
        pairSessionId: { in: withDraft.map(({ pairSessionId }) => pairSessionId) },
        ownerSeatId: '',
        path: { startsWith: partId },
      },
      select: { pairSessionId: true, path: true, version: true },
    }),
    await tx.seat.findMany({
      where: { pairSessionId: of.pairSessionId },
      select: { id: true, pairSessionId: true, userId: true, activeUserId: true },
    }),
  ];
  return (id: string) => ({
    summary: summaries.find(({ pairSessionId }) => pairSessionId === id) ?? null,
    records: records.filter(({ pairSessionId }) => pairSessionId === id).map(toRecord),
    ownAnswers: ownAnswers.filter(({ pairSessionId }) => pairSessionId === id),
    draftEdits: countDraftEdits(
      partId,
      fields.filter(({ pairSessionId }) => pairSessionId === id),
    ),
    seats: seats.filter(({ pairSessionId }) => pairSessionId === id),
  });
}

type PairState = ReturnType<Awaited<ReturnType<typeof readStates>>>;
type RecordRow = Prisma.OverrideGetPayload<{ select: typeof recordColumns }>;

function toRecord({
  by,
  origin,
  ...record
}: RecordRow): StoredDecision & { by: string; responseHash: string } {
  // The column is only ever written with an origin.
  return { ...record, origin: origin as DecisionOrigin, by: by.name };
}

/** How the part stands now, for those who saw an older state. */
function presentOf({ summary, records }: PairState, pairSessionId: string): PresentState {
  const newest = validDecisions(records).at(-1);
  return {
    pairSessionId,
    version: summary?.version ?? 0,
    earned: summary?.overriddenEarned ?? summary?.earned ?? 0,
    review: summary?.review ?? 'none',
    decided: newest
      ? {
          id: newest.id,
          earned: newest.earned,
          seatId: newest.seatId,
          by: newest.by,
          comment: newest.comment,
        }
      : null,
  };
}

/** The submission that a decision is about: what a member answered alone, else what counts for the pair. */
function submissionOf(
  { summary, ownAnswers }: PairState,
  { seatId, submissionId }: PairDecision,
): string | null {
  const own = ownAnswers.find((answer) => answer.seatId === seatId)?.submissionId;
  return submissionId ?? own ?? summary?.countingSubmissionId ?? null;
}

/** Stores one decision, and what the part's summary says by all of its decisions. */
async function storeOne(
  tx: Tx,
  part: DecidedPart,
  state: PairState,
  wanted: PairDecision & { undoesId: string | null },
  byUserId: string,
  now: Date,
): Promise<MadeDecision> {
  const { pairSessionId } = wanted;
  const version = state.summary?.version ?? 0;
  const record = {
    id: newId(),
    origin: wanted.origin,
    seatId: wanted.seatId,
    earned: wanted.origin === 'undo' ? null : wanted.earned,
    undoesId: wanted.undoesId,
    batchId: wanted.batchId,
    comment: wanted.comment,
    note: wanted.note,
    responseHash: state.summary?.canonicalNow ?? '',
    version,
    byUserId,
    createdAt: now,
  };
  const { assignmentId, partId, total } = part;
  await tx.override.create({
    data: { ...record, pairSessionId, partId, submissionId: submissionOf(state, wanted) },
    select: { id: true },
  });
  const decisions = validDecisions([...state.records, record]);
  const standing = standingDecisions(
    decisions.map(({ seatId, earned, responseHash: hash }) => ({ seatId, earned, hash })),
  );
  const facts = {
    outcome: state.summary?.outcome ?? null,
    provisional: state.summary?.provisional ?? false,
    canonicalNow: state.summary?.canonicalNow ?? null,
    ...standing,
  };
  const seated = state.seats.filter(({ activeUserId }) => activeUserId !== null).map(({ id }) => id);
  const { memberDecisions, ...columns } = standing;
  const data = {
    ...columns,
    memberDecisions: toStoredJson(memberDecisions),
    review: reviewOf(facts, seated),
    version: version + 1,
    updatedAt: now,
  };
  if (state.summary) {
    await tx.partSummary.update({ where: { id: state.summary.id }, data, select: { id: true } });
  } else {
    await tx.partSummary.create({
      data: { id: newId(), pairSessionId, assignmentId, partId, total, ...data },
      select: { id: true },
    });
  }
  return { id: record.id, version: version + 1 };
}

/**
 * Stores decisions on one part of several pairs, each pair once: their records, summaries and audit records. Nothing is
 * stored for a pair whose state is another one than that which the person saw.
 *
 * @param byUserId who decides; may do so there.
 */
export async function storeDecisions(
  tx: Tx,
  part: DecidedPart,
  wanted: readonly PairDecision[],
  byUserId: string,
  now: Date,
): Promise<DecisionOutcome[]> {
  const { partId, total, sectionId } = part;
  const ids = wanted.map(({ pairSessionId }) => pairSessionId);
  await lockPairSessions(tx, ids);
  const stateOf = await readStates(tx, partId, wanted);
  const outcomes: DecisionOutcome[] = [];
  const events: Parameters<typeof recordEvents>[1][number][] = [];
  for (const one of wanted) {
    const { pairSessionId } = one;
    const state = stateOf(pairSessionId);
    const verdict = decide(
      {
        version: state.summary?.version ?? 0,
        draftEdits: state.summary?.countingSubmissionId == null ? state.draftEdits : undefined,
        automatic: state.summary?.outcome == null ? null : state.summary.earned,
        ownAutomatic: Object.fromEntries(state.ownAnswers.map(({ seatId, earned }) => [seatId, earned ?? 0])),
        records: state.records,
      },
      one,
      byUserId,
    );
    if (verdict.does === 'repeat') {
      const { id, version } = verdict;
      outcomes.push({ kind: 'made', pairSessionId, made: { id, version }, isNew: false });
    } else if (verdict.does === 'refuse') {
      const { because } = verdict;
      outcomes.push(
        because === 'changed'
          ? { kind: because, pairSessionId, present: presentOf(state, pairSessionId) }
          : { kind: because, pairSessionId },
      );
    } else {
      const undone = state.records.find(({ id }) => id === verdict.undoesId);
      const seatId = undone ? undone.seatId : one.seatId;
      const made = await storeOne(
        tx,
        part,
        state,
        { ...one, seatId, undoesId: verdict.undoesId },
        byUserId,
        now,
      );
      outcomes.push({ kind: 'made', pairSessionId, made, isNew: true });
      const submissionId = submissionOf(state, one);
      events.push({
        kind: 'points-decided',
        actorId: byUserId,
        subjectId: state.seats.find(({ id }) => id === seatId)?.userId,
        sectionId,
        pairSessionId,
        ...(submissionId !== null && { submissionId }),
        details: { partId, earned: one.origin === 'undo' ? null : one.earned, total },
      });
    }
  }
  await recordEvents(tx, events, now);
  const decided = { pairSessionId: { in: ids }, partId };
  await tx.reviewClaim.deleteMany({ where: decided });
  await tx.reviewFlag.deleteMany({ where: decided });
  return outcomes;
}
