import { database } from '../database/db';
import { newId } from '../database/ids';
import { browserName } from './browser-name';
import { clientAddress } from './client-address';
import { makeCookie, readCookies } from './cookies';
import { isSigned, sign } from './signed-texts';

const COOKIE = 'duet-device';
/** Browsers keep no cookie longer. */
const DAYS = 400;
/** The accounts that a shared machine remembers; who signed in longest ago is forgotten first. */
const MOST_ACCOUNTS = 20;
/** Of a mark: enough that nobody finds another account with the same one. */
const MARK_BYTES = 16;

const cookiePurpose = 'duet device cookie';
const markPurpose = 'duet device mark';

/** A browser on which people have signed in before, as its cookie proves. */
interface KnownDevice {
  id: string;
  /** One for each account, as {@link markOf} makes them. They tell nobody which accounts these are. */
  marks: readonly string[];
}

/** Where a sign-in comes from. */
export interface SignInSource {
  /** The network address, as `clientAddress` reads it. */
  address: string;
  device: KnownDevice | null;
  /** What its owner would call it, as `browserName` reads it. */
  browser: string;
}

/** What a mark stands for. */
interface Account {
  id: string;
  passwordHash: string | null;
}

/** What stands for an account on its devices, for as long as it has this password: a new one makes them all strangers. */
export function markOf({ id, passwordHash }: Account): string {
  return sign(markPurpose, [id, passwordHash]).subarray(0, MARK_BYTES).toString('base64url');
}

/** The address and the device that a request comes from. */
export function signInSource(headers: Headers, now: Date = new Date()): SignInSource {
  return {
    address: clientAddress(headers),
    device: readDevice(readCookies(headers)[COOKIE] ?? '', now),
    browser: browserName(headers),
  };
}

function readDevice(cookie: string, now: Date): KnownDevice | null {
  const [id = '', expiresAt = '', list = '', signature = ''] = cookie.split('.');
  if (!isSigned(cookiePurpose, [id, expiresAt, list], signature)) return null;
  return Number(expiresAt) > now.getTime() ? { id, marks: list.split('~') } : null;
}

/** The id of the device that a sign-in comes from, where this account has signed in on it with its present password. */
export function knownDeviceId(account: Account | null, { device }: SignInSource): string | null {
  if (!account?.passwordHash || !device) return null;
  return device.marks.includes(markOf(account)) ? device.id : null;
}

/**
 * A Set-Cookie header by which a device is known to an account that has just signed in on it, and stays known to the
 * others that have. It holds no name, and signing out leaves it.
 */
export async function makeDeviceCookie(
  userId: string,
  { device }: SignInSource,
  now: Date = new Date(),
): Promise<string> {
  const account = await database().user.findUniqueOrThrow({
    where: { id: userId },
    select: { id: true, passwordHash: true },
  });
  const mark = markOf(account);
  const others = device?.marks.filter((known) => known !== mark) ?? [];
  const id = device?.id ?? newId();
  const list = [mark, ...others].slice(0, MOST_ACCOUNTS).join('~');
  const expiresAt = new Date(now.getTime() + DAYS * 24 * 3_600_000);
  const values = [id, String(expiresAt.getTime()), list];
  const signature = sign(cookiePurpose, values).toString('base64url');
  return makeCookie(COOKIE, [...values, signature].join('.'), expiresAt);
}
