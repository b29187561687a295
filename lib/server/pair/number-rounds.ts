import type { LoadedPart, LoadedQuestion } from '@/lib/worksheets/worksheet';
import type { Rounds } from '@/lib/worksheets/worksheet-for';
import { type Refusal, refuse } from '../result';
import type { PairAccess } from './pair-access';
import type { PairState } from './pair-state';

/** Whether a pair may ask for new numbers: only where nothing is scored, else one could try until they are easy. */
export function hasNewNumbers({ drawn, parts }: Pick<LoadedQuestion, 'drawn' | 'parts'>): boolean {
  return drawn !== null && parts.every(({ isScored }) => !isScored);
}

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

/** Refuses what was meant for the numbers that a part had before: the partner has drawn new ones meanwhile. */
export function refuseOldNumbers(
  state: Pick<PairState, 'rounds' | 'roundsBefore'>,
  { questionId }: Pick<LoadedPart, 'questionId'>,
): Refusal | null {
  return state.rounds[questionId] === state.roundsBefore[questionId]
    ? null
    : refuse('numbers-changed', 'This question has new numbers now. Please look at them first.');
}
