import { createHash, randomBytes } from 'node:crypto';
import { database } from '../database/db';
import { newId } from '../database/ids';
import { type Tx, write } from '../database/writer';
import { refusals } from '../refusals';
import { ok, type Result } from '../result';
import { clearCookie, makeCookie, readCookies } from './cookies';
import { markOf, type SignInSource } from './known-devices';
import { turnOfDevice, type VerifiedPerson } from './verify-password';

const COOKIE = 'duet-sign-in-ticket';
const MINUTES = 5;
const TRIES = 5;

function hashTicket(ticket: string): string {
  return createHash('sha256').update(ticket).digest('hex');
}

/** The ticket of a request. */
export function readTicket(headers: Headers): string {
  return readCookies(headers)[COOKIE] ?? '';
}

/** A Set-Cookie header that takes the ticket away. */
export function clearTicketCookie(): string {
  return clearCookie(COOKIE);
}

/**
 * Makes a ticket for somebody who has typed the right password and lacks a code, so that the password need not be typed,
 * sent or kept again. It is good for five minutes, five tries and one sign-in, with this password, from this address or
 * known device.
 *
 * @returns the Set-Cookie header with it.
 */
export async function makeTicket({ userId, passwordHash, turn }: VerifiedPerson, now: Date): Promise<string> {
  const ticket = randomBytes(18).toString('base64url');
  const expiresAt = new Date(now.getTime() + MINUTES * 60_000);
  const { source } = turn;
  await write(async (tx) => {
    await tx.signInTicket.deleteMany({ where: { userId, OR: [{ source }, { expiresAt: { lte: now } }] } });
    await tx.signInTicket.create({
      data: {
        id: newId(),
        userId,
        ticketHash: hashTicket(ticket),
        source,
        passwordMark: markOf({ id: userId, passwordHash }),
        triesLeft: TRIES,
        expiresAt,
        createdAt: now,
      },
    });
  });
  return makeCookie(COOKIE, ticket, expiresAt);
}

/** The person whose password a ticket stands for, as if it had just been typed; null where it is good for nothing. */
async function findTicket(
  ticket: string,
  from: SignInSource,
  now: Date,
): Promise<{ id: string; person: VerifiedPerson } | null> {
  if (ticket === '') return null;
  const found = await database().signInTicket.findFirst({
    where: { ticketHash: hashTicket(ticket), expiresAt: { gt: now }, triesLeft: { gt: 0 } },
    select: { id: true, source: true, passwordMark: true, user: true },
  });
  const passwordHash = found?.user.passwordHash ?? null;
  if (!found || passwordHash === null) return null;
  const { id: userId, name, email } = found.user;
  const turn = turnOfDevice({ id: userId, email, passwordHash }, from);
  if (turn.source !== found.source || markOf({ id: userId, passwordHash }) !== found.passwordMark)
    return null;
  return { id: found.id, person: { userId, name, email, passwordHash, turn } };
}

/** Whether the browser has a ticket with which a code can be typed. */
export async function hasTicket(headers: Headers, from: SignInSource, now: Date): Promise<boolean> {
  return (await findTicket(readTicket(headers), from, now)) !== null;
}

/** Takes one of the tries of a ticket, before the code is looked at: tries that come at once are counted each. */
export async function tryTicket(
  ticket: string,
  from: SignInSource,
  now: Date,
): Promise<Result<{ id: string; person: VerifiedPerson }>> {
  const found = await findTicket(ticket, from, now);
  if (!found) return refusals.signInAgain;
  const { count } = await write((tx) =>
    tx.signInTicket.updateMany({
      where: { id: found.id, triesLeft: { gt: 0 } },
      data: { triesLeft: { decrement: 1 } },
    }),
  );
  return count === 0 ? refusals.signInAgain : ok(found);
}

/** Uses a ticket up. Returns whether it was there: a second sign-in at the same moment finds none. */
export async function spendTicket(tx: Tx, id: string): Promise<boolean> {
  return (await tx.signInTicket.deleteMany({ where: { id } })).count === 1;
}
