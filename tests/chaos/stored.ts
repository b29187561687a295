import { type Policy, policySchema } from '@/lib/schemas/policy';
import { database } from '@/lib/server/database/db';
import { loadWorksheet } from '@/lib/worksheets/load';
import type { LoadedPart, Worksheet } from '@/lib/worksheets/worksheet';
import { type Rounds, worksheetFor } from '@/lib/worksheets/worksheet-for';
import { testWorksheet } from '../support/worksheet';

const published = loadWorksheet(testWorksheet.source, 'worksheet.yaml').worksheet;

/** Everything that the tables hold of one pair session. */
export async function readStored(pairSessionId: string) {
  const reader = database();
  const where = { pairSessionId };
  const session = await reader.pairSession.findUniqueOrThrow({
    where: { id: pairSessionId },
    include: { assignment: true },
  });
  // The columns are only ever written in these shapes.
  const rounds = (session.numberRounds ?? {}) as Rounds;
  const [
    seats,
    fields,
    ops,
    refusedOps,
    documents,
    submissions,
    repeatedChecks,
    proposals,
    handIns,
    reveals,
    summaries,
    drivers,
    ownAnswers,
  ] = await Promise.all([
    reader.seat.findMany({ where, orderBy: { place: 'asc' }, include: { user: { select: { name: true } } } }),
    reader.field.findMany({ where: { ...where, ownerSeatId: '' } }),
    reader.op.findMany({ where, orderBy: { seq: 'asc' } }),
    reader.refusedOp.findMany({ where }),
    reader.textDocument.findMany({ where }),
    reader.submission.findMany({ where, orderBy: { attempt: 'asc' } }),
    reader.repeatedCheck.findMany({ where }),
    reader.proposal.findMany({ where }),
    reader.handIn.findMany({ where }),
    reader.reveal.findMany({ where }),
    reader.partSummary.findMany({ where }),
    reader.driverChange.findMany({ where }),
    reader.ownAnswer.findMany({ where }),
  ]);
  const policy: Policy = policySchema.parse(session.assignment.policy);
  const worksheet: Worksheet = worksheetFor(published, session.seed, rounds);
  return {
    id: pairSessionId,
    session,
    rounds,
    policy,
    worksheet,
    names: seats.flatMap(({ place, user }) => (place === null ? [] : [user.name])),
    seats,
    fields,
    ops,
    refusedOps,
    documents,
    submissions,
    repeatedChecks,
    proposals,
    handIns,
    reveals,
    summaries,
    drivers,
    ownAnswers,
  };
}

export type StoredPair = Awaited<ReturnType<typeof readStored>>;

/** The round of numbers that a part is in. */
export function roundOf({ rounds, worksheet }: StoredPair, partId: string): number {
  return rounds[worksheet.parts.get(partId)?.questionId ?? ''] ?? 0;
}

/** The rows about parts that are about the numbers which these parts have now. */
export function ofThisRound<Row extends { partId: string; round: number }>(
  stored: StoredPair,
  rows: readonly Row[],
): Row[] {
  return rows.filter(({ partId, round }) => round === roundOf(stored, partId));
}

/** The parts of the worksheet, with this pair's numbers. */
export function partsOf({ worksheet }: StoredPair): LoadedPart[] {
  return [...worksheet.parts.values()];
}
