import { makeBudget, tooFast } from '../budget';
import { perProcess } from '../per-process';
import type { Refusal } from '../result';
import type { Decision } from './pair-state';

/**
 * Edits of one pair: fifty a second for good are two people who do nothing but paste, and several whole matrices may come
 * at once. A check counts as ten edits, because it is graded.
 */
const work = perProcess('pair-work-budget', () => makeBudget(6_000, 100));
/** Bytes that one pair adds to what is stored. Each edit of a long text stores the whole text, up to 8,000 characters. */
const bytes = perProcess('pair-bytes-budget', () => makeBudget(16_000_000, 100_000));

/** What a check counts as, in edits. */
export const editsOfCheck = 10;
/** The most edits of a pair that are kept: two people who edit once a second each for a whole day. */
export const mostEdits = 200_000;
/** The most checks of one part where the policy names no limit. */
export const mostChecks = 2_000;

/** Refuses a pair that has spent more than its budgets. */
export function refuseOverspent(pairSessionId: string): Refusal | null {
  const seconds = Math.max(work.secondsToWait(pairSessionId), bytes.secondsToWait(pairSessionId));
  return seconds === 0
    ? null
    : tooFast(seconds, 'This is more than two people can type. What you typed stays on this device.');
}

/** Takes what a command asks for off the pair's budgets. */
export function spendOnCommand(pairSessionId: string, edits: number, bytesOfCommand: number): void {
  work.spend(pairSessionId, edits);
  bytes.spend(pairSessionId, bytesOfCommand);
}

function lengthOf(value: unknown): number {
  return typeof value === 'string' ? value.length : JSON.stringify(value).length;
}

/** Takes what a decision stores beside what came with its command: whole texts after edits, and values of others. */
export function spendOnDecision(pairSessionId: string, decision: Decision<unknown>): void {
  const { ops = [], refusedOps = [] } = (decision.ok && decision.change) || {};
  const texts = ops.filter(({ textUpdate }) => textUpdate);
  const stored = [...texts, ...refusedOps].reduce((sum, { value }) => sum + lengthOf(value), 0);
  if (stored > 0) bytes.spend(pairSessionId, stored);
}
