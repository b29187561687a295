import type { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { perProcess } from '../per-process';

/**
 * Guesses that find a password which is easy to guess. Strangers have 2,400 a day for an account (see
 * `verify-password.ts`), so whatever is harder takes them more than a year.
 */
const FEW_GUESSES = 1_000_000;
/** The estimate takes 10 ms for as many characters as this, and a second for 200. Further ones are not looked at. */
const MOST_CHARACTERS = 32;
const MOST_SUBSTITUTIONS = 20;
const MOST_WORDS = 24;
/** Shorter ones, such as an initial, stand in other words by chance. */
const SHORTEST_OWN_WORD = 3;
/** A year beside one's own words is soon found; whoever has to guess five more characters needs years. */
const FEWEST_BESIDE_OWN_WORDS = 5;

/** Loaded when the first password is set: the lists of words take some 20 MB. */
const estimator = () =>
  perProcess('password-estimator', async (): Promise<ZxcvbnFactory> => {
    const [{ ZxcvbnFactory }, { adjacencyGraphs, dictionary }] = await Promise.all([
      import('@zxcvbn-ts/core'),
      import('@zxcvbn-ts/language-common'),
    ]);
    return new ZxcvbnFactory({
      dictionary,
      graphs: adjacencyGraphs,
      maxLength: MOST_CHARACTERS,
      l33tMaxSubstitutions: MOST_SUBSTITUTIONS,
    });
  });

/** What is known about a person whose password it is to be. */
export interface PasswordOwner {
  name: string;
  email: string;
}

/** What somebody who knows a person would try first. */
function ownWords({ name, email }: PasswordOwner): string[] {
  const [local = '', domain = ''] = email.split('@');
  const ofName = name.split(/[^\p{L}\p{N}]+/u);
  const parts = [...ofName, ...local.split(/[^\p{L}\p{N}]+/u), ...domain.split('.'), 'duet'];
  const joined = [' ', '', '.', '-', '_'].flatMap((between) => [
    ofName.join(between),
    ofName.toReversed().join(between),
  ]);
  return [name, email, local, domain, ...joined, ...parts].filter(Boolean).slice(0, MOST_WORDS);
}

/**
 * Whether a password has its owner's own words, and hardly a letter or number besides. The estimate does not find this: it
 * takes what follows a name, such as a year, for chosen at random.
 */
function isMadeOf(words: readonly string[], password: string): boolean {
  const lower = password.toLowerCase();
  const longestFirst = words
    .map((word) => word.toLowerCase())
    .filter((word) => word.length >= SHORTEST_OWN_WORD)
    .toSorted((one, other) => other.length - one.length);
  const rest = longestFirst.reduce((left, word) => left.replaceAll(word, ' '), lower);
  const besides = rest.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
  return rest !== lower && besides < FEWEST_BESIDE_OWN_WORDS;
}

/** Whether a password is a common one, near to it, or made of its owner's own words. */
export async function isEasyToGuess(password: string, owner: PasswordOwner): Promise<boolean> {
  const words = ownWords(owner);
  if (isMadeOf(words, password)) return true;
  const { guesses } = (await estimator()).check(password, words);
  return guesses < FEW_GUESSES;
}
