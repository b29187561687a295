import type { Rounds } from '@/lib/worksheets/worksheet-for';
import type { Tx } from '../database/writer';
import { type Refusal, refuse } from '../result';
import type { PairAccess } from './pair-access';

/** The rounds of a stored pair session. The column is only ever written by drawNewNumbers, in this shape. */
export function roundsOf(session: { numberRounds: unknown }): Rounds {
  return (session.numberRounds ?? {}) as Rounds;
}

/** The round of a part's question. */
export function roundOf(access: Pick<PairAccess, 'worksheet' | 'rounds'>, partId: string): number {
  return access.rounds[access.worksheet.parts.get(partId)?.questionId ?? ''] ?? 0;
}

/** The parts that were revealed, or handed in, in the round they are in now. */
export function currentPartIds(
  access: Pick<PairAccess, 'worksheet' | 'rounds'>,
  rows: readonly { partId: string; round: number }[],
): ReadonlySet<string> {
  return new Set(rows.flatMap(({ partId, round }) => (round === roundOf(access, partId) ? [partId] : [])));
}

/** Whether the rounds are others than the ones the access was found with. */
export function haveRoundsChanged(access: PairAccess, session: { numberRounds: unknown }): boolean {
  return Object.entries(roundsOf(session)).some(([questionId, round]) => access.rounds[questionId] !== round);
}

/**
 * Refuses when another request has drawn new numbers for a part since the access was found: what was to be graded was
 * meant for the old ones. Call it inside the pair session's lock.
 */
export async function refuseOldNumbers(tx: Tx, access: PairAccess, partId: string): Promise<Refusal | null> {
  const questionId = access.worksheet.parts.get(partId)?.questionId;
  const question = access.worksheet.questions.find(({ id }) => id === questionId);
  if (!question?.drawn) return null;
  const session = await tx.pairSession.findUniqueOrThrow({
    where: { id: access.id },
    select: { numberRounds: true },
  });
  return haveRoundsChanged(access, session)
    ? refuse('numbers-changed', 'This question has new numbers since. Please look at them first.')
    : null;
}
