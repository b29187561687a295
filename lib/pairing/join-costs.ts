import type { JoinCost } from '@/lib/schemas/join-cost';

/** What a person brings along to a part. */
export interface PersonPart {
  hasSeenKey: boolean;
  /** Checks that were made while the person sat there. */
  attempts: number;
}

/** A part that people could still earn points for. */
export interface OpenPart {
  id: string;
  /** null is without limit. */
  limit: number | null;
  /** Of those who sit there. */
  sitting: readonly PersonPart[];
  /** Of the one who joins. */
  joining: PersonPart;
}

/** What of a part is used up, whoever sits there: the most that any of them has used, never the sum. */
export function attemptsOf(people: readonly PersonPart[]): number {
  return Math.max(0, ...people.map(({ attempts }) => attempts));
}

/** Pure: what those who sit there would lose by somebody's joining. */
export function joinCosts(parts: readonly OpenPart[]): JoinCost[] {
  return parts.flatMap(({ id: partId, limit, sitting, joining }): JoinCost[] => {
    const used = attemptsOf(sitting);
    const isOpen = sitting.every(({ hasSeenKey }) => !hasSeenKey) && (limit === null || used < limit);
    if (!isOpen) return [];
    if (joining.hasSeenKey) return [{ partId, why: 'seen', attemptsLeft: null }];
    if (limit === null || joining.attempts <= used) return [];
    return [{ partId, why: 'attempts', attemptsLeft: Math.max(0, limit - joining.attempts) }];
  });
}

/** The sentences that both read before somebody joins: one for the parts without points, one for each part's attempts. */
export function joinCostSentences(name: string, costs: readonly JoinCost[]): string[] {
  const seen = costs.filter(({ why }) => why === 'seen').map(({ partId }) => partId);
  const list = (ids: readonly string[]) =>
    ids.length < 2 ? ids.join('') : `${ids.slice(0, -1).join(', ')} and ${ids.at(-1)}`;
  const spent =
    seen.length > 0
      ? [`With ${name}, ${list(seen)} can earn no points (${name} has seen the solution).`]
      : [];
  const used = costs.flatMap(({ partId, attemptsLeft }) => {
    if (attemptsLeft === null) return [];
    const left =
      attemptsLeft === 0 ? 'no attempts' : attemptsLeft === 1 ? '1 attempt' : `${attemptsLeft} attempts`;
    return [`With ${name}, ${partId} has ${left} left (${name} has used more).`];
  });
  return [...spent, ...used];
}
