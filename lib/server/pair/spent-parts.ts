import { attemptLimit } from '@/lib/pairing/counting';
import { attemptsOf, type PersonPart } from '@/lib/pairing/join-costs';
import type { LoadedPart, Worksheet } from '@/lib/worksheets/worksheet';
import { refusals } from '../refusals';
import { type Refusal, refuse } from '../result';
import { hasNewNumbers, roundOf } from './number-rounds';
import type { PairAccess } from './pair-access';
import type { PastSubmission } from './pair-state';
import { noFacts, type PersonFacts, personPart } from './person-facts';

/** What of a pair decides whether its parts can earn points. */
export type Seated = Pick<PairAccess, 'worksheet' | 'rounds' | 'policy' | 'revealedPartIds'> & {
  people: ReadonlyMap<string, PersonFacts>;
  seats: readonly { userId: string; name: string }[];
};

/**
 * Whether what people see and use of a part follows them. Not where a pair can draw new numbers: the key is another one
 * each time, and nothing is scored.
 */
export function followsPeople(worksheet: Worksheet, { questionId }: Pick<LoadedPart, 'questionId'>): boolean {
  return !worksheet.questions.some((question) => question.id === questionId && hasNewNumbers(question));
}

function seatedParts({ seats, people }: Seated, partId: string): PersonPart[] {
  return seats.map(({ userId }) => personPart(people.get(userId) ?? noFacts, partId));
}

/** Names of those who sit there and have seen the key of a part. */
export function namesOfSeeing(state: Seated, part: LoadedPart): string[] {
  const parts = seatedParts(state, part.id);
  return state.seats.filter((_seat, index) => parts[index]?.hasSeenKey).map(({ name }) => name);
}

/** Whether a part can earn no points: somebody who sits there has seen its key. */
export function isSpent(state: Seated, part: LoadedPart): boolean {
  // Where nobody sits any more, what the pair has turned stays turned.
  if (state.seats.length === 0 || !followsPeople(state.worksheet, part)) {
    return state.revealedPartIds.has(part.id);
  }
  return seatedParts(state, part.id).some(({ hasSeenKey }) => hasSeenKey);
}

/** Whether the page of a part is turned for certain people: the pair has turned it, and they were there. */
export function isTurnedFor(state: Seated, userIds: readonly string[], part: LoadedPart): boolean {
  if (!state.revealedPartIds.has(part.id)) return false;
  if (!followsPeople(state.worksheet, part)) return true;
  return userIds.every((userId) => personPart(state.people.get(userId) ?? noFacts, part.id).hasSeenKey);
}

/** The attempts that are used up on a part, with the numbers that it has now. */
export function attemptsUsed(
  state: Seated & { submissions: readonly PastSubmission[] },
  part: LoadedPart,
): number {
  if (followsPeople(state.worksheet, part)) return attemptsOf(seatedParts(state, part.id));
  const round = roundOf(state, part.id);
  return state.submissions.filter(
    (past) => past.partId === part.id && past.round === round && past.origin === 'checked',
  ).length;
}

/** Attempts allowed on a part; null is without limit. */
export function limitOf({ policy }: Pick<Seated, 'policy'>, part: LoadedPart): number | null {
  return attemptLimit(part.attempts, policy.attempts);
}

/** Refuses what would earn points on a part that can earn none. */
export function refuseSpent(state: Seated, part: LoadedPart): Refusal | null {
  if (!isSpent(state, part)) return null;
  const names = namesOfSeeing(state, part);
  if (names.length === state.seats.length) return refusals.pageTurned;
  const who = names.join(' and ');
  const have = names.length === 1 ? 'has' : 'have';
  return refuse('revealed', `With ${who}, ${part.id} can earn no points (${who} ${have} seen the solution).`);
}
