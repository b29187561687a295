import type { Viewer } from '../people/viewer';
import { notFound, ok, type Result, refuse } from '../result';
import { changePart } from './change-part';
import type { Decision, PairState } from './pair-state';

/** Decides who drives. */
export function decideDriver(
  state: PairState,
  seatId: string,
  questionId: string | null,
): Decision<{ driverSeatId: string }> {
  if (!state.seats.some(({ id }) => id === seatId)) return notFound;
  if (!state.policy.roles) return refuse('bad-request', 'This assignment works without roles.');
  if (questionId !== null && !state.worksheet.questions.some(({ id }) => id === questionId)) return notFound;
  const isDecided = questionId === null || state.drivenQuestions.has(questionId);
  const value = { driverSeatId: seatId };
  if (state.driverSeatId === seatId && isDecided) return ok(value);
  return { ok: true, value, change: { driver: { seatId, questionId } }, news: [{ news: 'seats' }] };
}

/**
 * Sets who drives, for a question where one is named. It never locks anything: roles are advice. Each change is
 * recorded, and so is what was decided for a question, also that nobody swaps.
 */
export function changeDriver(
  viewer: Viewer,
  input: {
    pairSessionId: string;
    driverSeatId: string;
    questionId?: string | undefined;
    seatId?: string | undefined;
  },
  now: Date,
): Promise<Result<{ driverSeatId: string }>> {
  const { driverSeatId, questionId = null, ...which } = input;
  return changePart(viewer, which, now, (state) => decideDriver(state, driverSeatId, questionId));
}
