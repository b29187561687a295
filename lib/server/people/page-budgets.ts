import type { IncomingMessage } from 'node:http';
import { makeBudget, tooFast } from '../budget';
import { perProcess } from '../per-process';
import type { Refusal } from '../result';
import { clientAddress } from './client-address';
import { readCookies } from './cookies';
import { readSignInCookie } from './sign-in-token';

/**
 * Pages of one address, by people who are not signed in. A school of two thousand opens the start, sign-in and join pages
 * at once and meets no end; a program that goes on without one takes a fifth of what a process can make.
 */
const ofAddress = perProcess('pages-of-address-budget', () => makeBudget(6_000, 10));
/** Pages of one person, on all devices. */
const ofPerson = perProcess('pages-of-person-budget', () => makeBudget(600, 5));

/**
 * Counts a page that is asked for, and refuses it where an address or a person has asked for more than people do. A
 * sign-in is believed as its cookie is signed: whether it has ended makes no difference to how many pages it takes.
 *
 * @returns null where the page may be made; files are no pages.
 */
export async function refusePage({ url = '', headers }: IncomingMessage): Promise<Refusal | null> {
  if (url.startsWith('/_next/')) return null;
  const asked = new Headers({
    cookie: headers.cookie ?? '',
    'x-forwarded-for': String(headers['x-forwarded-for'] ?? ''),
  });
  const claim = await readSignInCookie(readCookies(asked));
  const [budget, key] = claim ? [ofPerson, claim.userId] : [ofAddress, clientAddress(asked)];
  const seconds = budget.secondsToWait(key);
  if (seconds > 0) return tooFast(seconds, 'More pages are opened from here than the server can make.');
  budget.spend(key, 1);
  return null;
}
