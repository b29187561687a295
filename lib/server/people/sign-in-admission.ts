import { setImmediate as nextTurn } from 'node:timers/promises';
import { perProcess } from '../per-process';
import { makeFairLine, type TurnOf } from './fair-line';
import type { SignInSource } from './known-devices';
import { wastedTurns } from './password-turns';
import { turnOfAddress } from './verify-password';

interface Waiting extends TurnOf {
  end: (isAdmitted: boolean) => void;
}

/** Lets work of the main thread begin one piece at a time, in the order of a fair line. */
export interface Admission {
  /** Resolves when it may begin; false where too much waits. */
  wait(of: TurnOf): Promise<boolean>;
}

/** Makes an admission: one in each turn of the process's loop, so that everybody else's work comes between two. */
export function makeAdmission(wasted: { of(who: TurnOf): number }, mostWaiting: number): Admission {
  const limits = { waiting: mostWaiting, ofAccount: mostWaiting };
  // What is begun is counted when its password has its turn.
  const line = makeFairLine<Waiting>(limits, { of: wasted.of, count: () => undefined });
  let isRunning = false;
  const run = async () => {
    isRunning = true;
    while (line.size > 0) {
      await nextTurn();
      line.next()?.end(true);
    }
    isRunning = false;
  };
  return {
    wait: (of) =>
      new Promise((end) => {
        line.add({ ...of, end })?.end(false);
        if (!isRunning) void run();
      }),
  };
}

const admission = () => perProcess('sign-in-admission', () => makeAdmission(wastedTurns(), 2_000));

/**
 * Waits until a sign-in may begin: next-auth takes milliseconds of the main thread before the turn at hashing is waited
 * for, and 600 that arrive together would keep pairs and other people waiting for all of them. Whether an account knows
 * the device is looked at later; here a device counts that any account knows.
 */
export function admitSignIn(from: SignInSource): Promise<boolean> {
  const { device } = from;
  return admission().wait(
    device ? { account: '', source: `device ${device.id}`, isKnown: true } : turnOfAddress('', from),
  );
}
