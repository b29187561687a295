import type { Prisma } from '@/lib/generated/sqlite/client';
import { phaseAt } from '@/lib/pairing/phase';
import { database } from '../database/db';
import { newCode, newId } from '../database/ids';
import { lockEnrollment, lockPairSession } from '../database/locks';
import { toStoredJson } from '../database/stored-json';
import { type Tx, write } from '../database/writer';
import { pairTopic } from '../live/bus';
import { bus } from '../live/shared-bus';
import type { Viewer } from '../people/viewer';
import { notFound, ok, type Result, refuse } from '../result';

export interface PairCopy {
  pairSessionId: string;
  /** Who works on in the copy. */
  name: string;
}

/** Rows per statement: SQLite takes 32,766 values in one. */
const rowsAtOnce = 500;

/** Gives each id of the original its counterpart in the copy; what has none stays as it is. */
type Counterpart = (id: string) => string;

function counterparts(ids: readonly string[]): Counterpart {
  const byId = new Map(ids.map((id) => [id, newId()]));
  return (id) => byId.get(id) ?? id;
}

async function inSteps<Row>(rows: readonly Row[], store: (rows: Row[]) => Promise<unknown>): Promise<void> {
  for (let start = 0; start < rows.length; start += rowsAtOnce) {
    await store(rows.slice(start, start + rowsAtOnce));
  }
}

/** Those JSON columns of a row that hold something. */
function filledJson<Name extends string>(columns: Readonly<Record<Name, unknown>>) {
  const filled = Object.entries(columns).filter(([, value]) => value !== null && value !== undefined);
  // Object.fromEntries forgets which names went in.
  return Object.fromEntries(filled.map(([name, value]) => [name, toStoredJson(value)])) as {
    [name in Name]?: Prisma.InputJsonValue;
  };
}

/** Copies drafts with all that led to them: a repeated op gets its first answer in the copy as well. */
async function copyDrafts(tx: Tx, from: string, to: string, seatOf: Counterpart): Promise<void> {
  const where = { pairSessionId: from };
  const here = () => ({ id: newId(), pairSessionId: to });
  await inSteps(await tx.field.findMany({ where }), (rows) =>
    tx.field.createMany({
      data: rows.map(({ firstValue, ...row }) => ({
        ...row,
        ...here(),
        ownerSeatId: seatOf(row.ownerSeatId),
        bySeatId: seatOf(row.bySeatId),
        value: toStoredJson(row.value),
        ...filledJson({ firstValue }),
      })),
    }),
  );
  await inSteps(await tx.op.findMany({ where, orderBy: { seq: 'asc' } }), (rows) =>
    tx.op.createMany({
      data: rows.map((row) => ({
        ...row,
        ...here(),
        ownerSeatId: seatOf(row.ownerSeatId),
        seatId: seatOf(row.seatId),
        value: toStoredJson(row.value),
      })),
    }),
  );
  await inSteps(await tx.refusedOp.findMany({ where }), (rows) =>
    tx.refusedOp.createMany({
      data: rows.map((row) => ({
        ...row,
        ...here(),
        bySeatId: seatOf(row.bySeatId),
        value: toStoredJson(row.value),
      })),
    }),
  );
  await inSteps(await tx.textDocument.findMany({ where }), (rows) =>
    tx.textDocument.createMany({ data: rows.map((row) => ({ ...row, ...here() })) }),
  );
}

/** Copies what was submitted, decided and agreed. */
async function copyRecords(tx: Tx, from: string, to: string, seatOf: Counterpart): Promise<void> {
  const where = { pairSessionId: from };
  const here = () => ({ id: newId(), pairSessionId: to });
  const submissions = await tx.submission.findMany({ where, include: { overrides: true } });
  const submissionOf = counterparts(submissions.map(({ id }) => id));
  await inSteps(submissions, (rows) =>
    tx.submission.createMany({
      data: rows.map(({ overrides: _overrides, cells, concepts, ...row }) => ({
        ...row,
        id: submissionOf(row.id),
        pairSessionId: to,
        seatId: seatOf(row.seatId),
        response: toStoredJson(row.response),
        feedback: toStoredJson(row.feedback),
        ...filledJson({ cells, concepts }),
      })),
    }),
  );
  await inSteps(
    submissions.flatMap(({ overrides }) => overrides),
    (rows) =>
      tx.override.createMany({
        data: rows.map((row) => ({
          ...row,
          id: newId(),
          submissionId: submissionOf(row.submissionId),
          seatId: row.seatId && seatOf(row.seatId),
        })),
      }),
  );
  await inSteps(await tx.partSummary.findMany({ where }), (rows) =>
    tx.partSummary.createMany({
      data: rows.map((row) => ({
        ...row,
        ...here(),
        countingSubmissionId: row.countingSubmissionId && submissionOf(row.countingSubmissionId),
      })),
    }),
  );
  await inSteps(await tx.reveal.findMany({ where }), (rows) =>
    tx.reveal.createMany({
      data: rows.map((row) => ({ ...row, ...here(), bySeatId: seatOf(row.bySeatId) })),
    }),
  );
  await inSteps(await tx.driverChange.findMany({ where }), (rows) =>
    tx.driverChange.createMany({
      data: rows.map((row) => ({
        ...row,
        ...here(),
        seatId: seatOf(row.seatId),
        bySeatId: seatOf(row.bySeatId),
      })),
    }),
  );
  await inSteps(await tx.handIn.findMany({ where }), (rows) =>
    tx.handIn.createMany({
      // Both JSON columns are written by the verbs of agreement alone, in these shapes.
      data: rows.map(({ disagreement, ...row }) => ({
        ...row,
        ...here(),
        seatIds: (row.seatIds as string[]).map(seatOf),
        ...filledJson({
          disagreement: (disagreement as { seatId: string; submissionId: string }[] | null)?.map((each) => ({
            seatId: seatOf(each.seatId),
            submissionId: submissionOf(each.submissionId),
          })),
        }),
      })),
    }),
  );
}

type SplitSession = NonNullable<Awaited<ReturnType<typeof findSplitSession>>>;

function findSplitSession(viewer: Viewer, pairSessionId: string) {
  return database().pairSession.findFirst({
    where: {
      id: pairSessionId,
      assignment: { section: { enrollments: { some: { userId: viewer.userId, role: 'INSTRUCTOR' } } } },
    },
    include: { assignment: true },
  });
}

/** Moves one seat into a copy of everything; the others stand there as history, as those who left. */
async function moveIntoCopy(
  tx: Tx,
  session: SplitSession,
  mover: { id: string; userId: string },
  now: Date,
): Promise<string> {
  let code = newCode();
  while (await tx.pairSession.findUnique({ where: { code } })) code = newCode();
  const { seq, numberRounds } = await tx.pairSession.findUniqueOrThrow({
    where: { id: session.id },
    select: { seq: true, numberRounds: true },
  });
  const copy = await tx.pairSession.create({
    data: {
      id: newId(),
      assignmentId: session.assignmentId,
      code,
      seed: session.seed,
      ...filledJson({ numberRounds }),
      seq,
      splitAt: now,
      splitFromId: session.id,
      createdAt: now,
    },
  });
  const seats = await tx.seat.findMany({ where: { pairSessionId: session.id } });
  const seatOf = counterparts(seats.map(({ id }) => id));
  await tx.seat.update({
    where: { id: mover.id },
    data: { activeUserId: null, place: null, leftAt: now },
  });
  await tx.seat.createMany({
    data: seats.map((seat) => ({
      ...seat,
      id: seatOf(seat.id),
      pairSessionId: copy.id,
      ...(seat.id === mover.id
        ? { activeUserId: mover.userId, place: 0, leftAt: null }
        : { activeUserId: null, place: null, leftAt: seat.leftAt ?? now }),
    })),
  });
  await copyDrafts(tx, session.id, copy.id, seatOf);
  await copyRecords(tx, session.id, copy.id, seatOf);
  return copy.id;
}

/**
 * Splits a pair, as its section's instructor: the first seat stays, each other one goes on in a copy of everything
 * done so far, and from then on nobody there has to wait for a partner. Asked again, it answers with the same copies.
 */
export async function splitPairSession(
  viewer: Viewer,
  input: { pairSessionId: string },
  now: Date,
): Promise<Result<{ copies: PairCopy[] }>> {
  const session = await findSplitSession(viewer, input.pairSessionId);
  if (!session) return notFound;
  const result = await write(async (tx): Promise<Result<{ copies: PairCopy[] }>> => {
    const members = await tx.enrollment.findMany({
      where: {
        sectionId: session.assignment.sectionId,
        user: { seats: { some: { pairSessionId: session.id, activeUserId: { not: null } } } },
      },
      orderBy: { id: 'asc' },
    });
    for (const { id } of members) await lockEnrollment(tx, id);
    await lockPairSession(tx, session.id);
    const seats = await tx.seat.findMany({
      where: { pairSessionId: session.id, activeUserId: { not: null } },
      orderBy: { place: 'asc' },
      include: { user: { select: { name: true } } },
    });
    const movers = seats.slice(1);
    if (movers.length === 0) {
      const earlier = await tx.seat.findMany({
        where: { pairSession: { splitFromId: session.id }, activeUserId: { not: null } },
        include: { user: { select: { name: true } } },
      });
      if (earlier.length === 0) return refuse('bad-request', 'Only one person works here.');
      return ok({
        copies: earlier.map(({ pairSessionId, user }) => ({ pairSessionId, name: user.name })),
      });
    }
    if (phaseAt(session.assignment, now) === 'closed') {
      return refuse('closed', 'This worksheet is closed: both already have the same results.');
    }
    // What one of two proposed to the other is nothing that one alone could still be asked.
    await tx.proposal.deleteMany({ where: { pairSessionId: session.id } });
    const copies: PairCopy[] = [];
    for (const { id, userId, user } of movers) {
      copies.push({ pairSessionId: await moveIntoCopy(tx, session, { id, userId }, now), name: user.name });
    }
    await tx.pairSession.update({ where: { id: session.id }, data: { splitAt: now } });
    return ok({ copies });
  });
  if (result.ok) bus().publish(pairTopic(session.id), { type: 'state', news: 'seats' });
  return result;
}
