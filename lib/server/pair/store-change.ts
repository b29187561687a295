import type { Prisma } from '@/lib/generated/sqlite/client';
import { graderVersion } from '@/lib/questions/grading/grader-version';
import { newId } from '../database/ids';
import { toStoredJson } from '../database/stored-json';
import type { Tx } from '../database/writer';
import type { StoredOp } from '../live/bus';
import { roundOf } from './number-rounds';
import type { FieldState, NewSubmission, PairChange, PairState } from './pair-state';
import { summariesAfter } from './part-summaries';

/**
 * Stores what was decided on a state, which the caller has read under the pair session's lock, and updates the
 * parts' summaries. Returns the edits as open pages receive them.
 */
export async function storeChange(
  tx: Tx,
  state: PairState,
  change: PairChange,
  now: Date,
): Promise<StoredOp[]> {
  const here = () => ({ id: newId(), pairSessionId: state.id });
  const { ops = [], refusedOps = [], submissions = [], reveal, handIn, driver } = change;
  const stored = ops.map(({ base: _base, ...op }, index) => ({
    ...op,
    seq: state.seq + index + 1,
    seatId: state.seat.id,
  }));
  if (refusedOps.length > 0) {
    await tx.refusedOp.createMany({
      data: refusedOps.map(({ by, value, ...op }) => ({
        ...op,
        ...here(),
        value: toStoredJson(value),
        bySeatId: by,
        createdAt: now,
      })),
    });
  }
  await storeFields(tx, state, [...(change.fields?.values() ?? [])], now);
  for (const [path, bytes] of change.documents ?? []) {
    const data = { state: new Uint8Array(bytes), updatedAt: now };
    const where = { pairSessionId_path: { pairSessionId: state.id, path } };
    if (state.documents.has(path)) await tx.textDocument.update({ where, data });
    else await tx.textDocument.create({ data: { ...here(), path, ...data } });
  }
  if (ops.length > 0) {
    await tx.op.createMany({
      data: stored.map((op, index) => ({
        ...op,
        ...here(),
        base: ops[index]?.base ?? 0,
        value: toStoredJson(op.value),
        textUpdate: op.textUpdate && new Uint8Array(op.textUpdate),
        createdAt: now,
      })),
    });
  }
  await storeSession(tx, state, change);
  if (submissions.length > 0) {
    await tx.submission.createMany({
      data: submissions.map((submission) => toSubmissionRow(state.id, submission, now)),
    });
  }
  await storeProposals(tx, state.id, change, now);
  if (reveal) {
    const round = roundOf(state, reveal.partId);
    await tx.reveal.create({
      data: { ...here(), ...reveal, round, bySeatId: state.seat.id, createdAt: now },
    });
  }
  if (handIn) {
    await tx.handIn.create({
      data: { ...here(), ...handIn, round: roundOf(state, handIn.partId), createdAt: now },
    });
  }
  if (driver) {
    await tx.driverChange.create({ data: { ...here(), ...driver, bySeatId: state.seat.id, createdAt: now } });
  }
  for (const [partId, summary] of summariesAfter(state, change)) {
    const data = { ...summary, updatedAt: now };
    const where = { pairSessionId_partId: { pairSessionId: state.id, partId } };
    if (state.summaries.has(partId)) await tx.partSummary.update({ where, data });
    else await tx.partSummary.create({ data: { ...here(), partId, ...data } });
  }
  return stored;
}

async function storeFields(tx: Tx, state: PairState, fields: readonly FieldState[], now: Date) {
  const rows = fields.map(({ value, firstValue, ...field }) => ({
    ...field,
    value: toStoredJson(value),
    ...(firstValue !== undefined && { firstValue: toStoredJson(firstValue) }),
    updatedAt: now,
  }));
  const fresh = rows.filter(({ path }) => !state.fields.has(path));
  if (fresh.length > 0) {
    await tx.field.createMany({
      data: fresh.map((row) => ({ id: newId(), pairSessionId: state.id, ...row })),
    });
  }
  for (const { path, ...data } of rows) {
    if (!state.fields.has(path)) continue;
    const key = { pairSessionId: state.id, path, ownerSeatId: '' };
    await tx.field.update({ where: { pairSessionId_path_ownerSeatId: key }, data });
  }
}

async function storeSession(tx: Tx, state: PairState, { ops = [], newNumbers, driver }: PairChange) {
  const data = {
    ...(ops.length > 0 && { seq: state.seq + ops.length }),
    ...(newNumbers && { numberRounds: { ...state.rounds, [newNumbers.questionId]: newNumbers.round } }),
    ...(driver && { driverSeatId: driver.seatId }),
  };
  if (Object.keys(data).length > 0) await tx.pairSession.update({ where: { id: state.id }, data });
}

async function storeProposals(
  tx: Tx,
  pairSessionId: string,
  { withdrawn = [], proposed }: PairChange,
  now: Date,
) {
  if (withdrawn.length > 0) {
    const gone = withdrawn.map(({ partId, purpose }) => ({ partId, purpose }));
    await tx.proposal.deleteMany({ where: { pairSessionId, OR: gone } });
  }
  if (!proposed) return;
  const { response, ...others } = proposed;
  const answer = response === null ? {} : { response: toStoredJson(response) };
  await tx.proposal.create({ data: { id: newId(), pairSessionId, ...others, ...answer, createdAt: now } });
}

function toSubmissionRow(
  pairSessionId: string,
  { response, feedback, cells, concepts, ...submission }: NewSubmission,
  now: Date,
): Prisma.SubmissionCreateManyInput {
  return {
    ...submission,
    pairSessionId,
    response: toStoredJson(response),
    feedback: toStoredJson(feedback),
    ...(cells !== null && { cells: toStoredJson(cells) }),
    ...(concepts !== null && { concepts: toStoredJson(concepts) }),
    gradedWith: graderVersion,
    createdAt: now,
  };
}
