import { hash, verify } from '@node-rs/argon2';
import { perProcess } from '../database/per-process';
import { env } from '../env';

const SHORTEST_PASSWORD = 8;
const LONGEST_PASSWORD = 200;

/** argon2id with 19 MiB and two passes takes some 20 ms: a class signs in within seconds on two cores. */
const FULL_COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
/** The least there is. Settings allow it in tests only. */
const LOW_COST = { memoryCost: 8, timeCost: 1, parallelism: 1 };
const COST = env.passwordCost === 'low' ? LOW_COST : FULL_COST;
/** More at a time would occupy the threads that files and the database need, and be no faster on small machines. */
const MOST_AT_A_TIME = 2;

/** A hash that no password has, as costly as all others. Passwords of unknown people are compared with it. */
const NOBODY = `$argon2id$v=19$m=${COST.memoryCost},t=${COST.timeCost},p=${COST.parallelism}$ude+JGf9qsH4JuM41ZVY9g$AKeioxyVuAr2qqMC7Y77vnTK684GuRm3aSXvBLKBy4g`;

const turns = perProcess('password-turns', () => ({ running: 0, waiting: [] as (() => void)[] }));

async function inTurn<T>(run: () => Promise<T>): Promise<T> {
  if (turns.running >= MOST_AT_A_TIME) await new Promise<void>((go) => turns.waiting.push(go));
  else turns.running += 1;
  try {
    return await run();
  } finally {
    const next = turns.waiting.shift();
    // The one who has waited longest goes first.
    if (next) next();
    else turns.running -= 1;
  }
}

/** The one form of a password: keyboards and systems compose the same characters differently. */
function canonical(password: string): string {
  return password.normalize('NFKC');
}

/** What is wrong with a new password, as a sentence; null if nothing. */
export function passwordProblem(password: string): string | null {
  const length = Array.from(canonical(password)).length;
  if (length < SHORTEST_PASSWORD) return `A password needs at least ${SHORTEST_PASSWORD} characters.`;
  if (length > LONGEST_PASSWORD) return `A password has at most ${LONGEST_PASSWORD} characters.`;
  return null;
}

/** Hashes a password with argon2id; the result is in PHC form and carries salt and cost. */
export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(canonical(password), COST));
}

/**
 * Whether a password belongs to a hash. Without a hash (no such person, no password yet) the answer is false after the
 * same work, so that the time it takes does not tell who has an account.
 *
 * @param mayStart asked before the work begins; where it is false, the answer is null without the work.
 */
export function checkPassword(
  passwordHash: string | null,
  password: string,
  mayStart: () => boolean,
): Promise<boolean | null> {
  const isTooLong = password.length > LONGEST_PASSWORD * 4;
  const compared = isTooLong ? '' : canonical(password);
  return inTurn(async () => {
    if (!mayStart()) return null;
    const matches = await verify(passwordHash ?? NOBODY, compared);
    return matches && passwordHash !== null && !isTooLong;
  });
}
