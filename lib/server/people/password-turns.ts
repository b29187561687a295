import { perProcess } from '../per-process';
import { refusals } from '../refusals';
import type { Result } from '../result';
import { makeFairLine, type TurnOf } from './fair-line';
import { makeWastedTurns, type WastedTurns } from './wasted-turns';

interface Waiting extends TurnOf {
  /** Ends the waiting: with its turn, or with a refusal where others need the place more. */
  end: (isTurn: boolean) => void;
}

/** Lets work of the same cost be done a few pieces at a time, in the order of a fair line. */
export interface Turns {
  /**
   * Runs work when it is its turn; refuses it with `busy` where too much waits already.
   *
   * @param isOfUse whether what came out is what an honest person wants; a refusal never is.
   */
  take<T>(of: TurnOf, run: () => Promise<Result<T>>, isOfUse?: (value: T) => boolean): Promise<Result<T>>;
  /** How many wait. */
  readonly waiting: number;
}

/** Makes turns, some at a time. */
export function makeTurns(
  limits: { atATime: number; waiting: number; ofAccount: number },
  wasted: WastedTurns = makeWastedTurns(),
): Turns {
  const line = makeFairLine<Waiting>(limits, wasted);
  let running = 0;

  const beginNext = () => {
    const next = running < limits.atATime ? line.next() : undefined;
    if (!next) return;
    running += 1;
    next.end(true);
  };

  return {
    async take(of, run, isOfUse = () => true) {
      const isTurn = await new Promise<boolean>((end) => {
        line.add({ ...of, end })?.end(false);
        beginNext();
      });
      if (!isTurn) return refusals.tooManySignIns;
      try {
        const result = await run();
        if (result.ok && isOfUse(result.value)) wasted.forgive(of);
        return result;
      } finally {
        running -= 1;
        beginNext();
      }
    },
    get waiting() {
      return line.size;
    },
  };
}

/** The turns at hashing passwords that were wasted, in this process. */
export const wastedTurns = () => perProcess('wasted-turns', makeWastedTurns);

/**
 * The turns at hashing passwords, in this process. More than two at a time would occupy the threads that files and the
 * database need, and be no faster on small machines.
 */
export const passwordTurns = () =>
  perProcess('password-turns', () => makeTurns({ atATime: 2, waiting: 2_000, ofAccount: 2 }, wastedTurns()));
