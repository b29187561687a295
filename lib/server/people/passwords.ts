import { hash, verify } from '@node-rs/argon2';
import { env } from '../env';
import { ok, type Result, refuse } from '../result';
import type { TurnOf } from './fair-line';
import { isEasyToGuess, type PasswordOwner } from './password-strength';
import { passwordTurns } from './password-turns';

const SHORTEST_PASSWORD = 8;
const LONGEST_PASSWORD = 200;

/** argon2id with 19 MiB and two passes takes some 20 ms: a class signs in within seconds on two cores. */
const FULL_COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
/** The least there is. Settings allow it in tests only. */
const LOW_COST = { memoryCost: 8, timeCost: 1, parallelism: 1 };
const COST = env.passwordCost === 'low' ? LOW_COST : FULL_COST;

/** A hash that no password has, as costly as all others. Passwords of unknown people are compared with it. */
const NOBODY = `$argon2id$v=19$m=${COST.memoryCost},t=${COST.timeCost},p=${COST.parallelism}$ude+JGf9qsH4JuM41ZVY9g$AKeioxyVuAr2qqMC7Y77vnTK684GuRm3aSXvBLKBy4g`;

/** The one form of a password: keyboards and systems compose the same characters differently. */
function canonical(password: string): string {
  return password.normalize('NFKC');
}

/** What is wrong with the length of a new password, as a sentence; null if nothing. */
function lengthProblem(password: string): string | null {
  const length = Array.from(canonical(password)).length;
  if (length < SHORTEST_PASSWORD) return `A password needs at least ${SHORTEST_PASSWORD} characters.`;
  if (length > LONGEST_PASSWORD) return `A password has at most ${LONGEST_PASSWORD} characters.`;
  return null;
}

const easyToGuess = refuse(
  'bad-request',
  'This password is too easy to guess: many people use one like it, or it is made of your name or e-mail. Take three or four words that do not belong together.',
);

/**
 * Hashes a password with argon2id, when it is its turn; the result is in PHC form and carries salt and cost. Refused
 * with `busy` where too many wait. For passwords of the demo and of tests: people's own go through
 * {@link hashNewPassword}.
 */
export function hashPassword(password: string, turn: TurnOf): Promise<Result<string>> {
  return passwordTurns().take(turn, async () => ok(await hash(canonical(password), COST)));
}

/**
 * {@link hashPassword} for every password that a person chooses: refused where it is too short, too long or easy to
 * guess. That is looked at in its turn too, because it takes half as long as the hash.
 */
export async function hashNewPassword(
  password: string,
  owner: PasswordOwner,
  turn: TurnOf,
): Promise<Result<string>> {
  const problem = lengthProblem(password);
  if (problem) return refuse('bad-request', problem);
  return passwordTurns().take(turn, async () => {
    if (await isEasyToGuess(canonical(password), owner)) return easyToGuess;
    return ok(await hash(canonical(password), COST));
  });
}

/**
 * Whether a password belongs to a hash, when it is its turn. Without a hash (no such person, no password yet) the answer
 * is false after the same work, so that the time it takes does not tell who has an account. Refused with `busy` where too
 * many wait.
 *
 * @param findHash reads the hash when the turn has come; its refusal is the answer, without the work.
 */
export function checkPassword(
  password: string,
  turn: TurnOf,
  findHash: () => Promise<Result<string | null>>,
): Promise<Result<boolean>> {
  const isTooLong = password.length > LONGEST_PASSWORD * 4;
  const compared = isTooLong ? '' : canonical(password);
  return passwordTurns().take(
    turn,
    async () => {
      const found = await findHash();
      if (!found.ok) return found;
      const matches = await verify(found.value ?? NOBODY, compared);
      return ok(matches && found.value !== null && !isTooLong);
    },
    (isRight) => isRight,
  );
}
