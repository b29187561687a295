import { encode } from 'next-auth/jwt';
import { closeDatabase, useDatabase as turnTo } from '../../lib/server/database/db';
import { newId } from '../../lib/server/database/ids';
import { write } from '../../lib/server/database/writer';
import { SIGN_IN_SECONDS, signInCookieName } from '../../lib/server/people/cookies';
import { seedClass } from '../../tests/support/pairs';
import { publishedWorksheet } from '../../tests/support/worksheet';
import { type Device, postJson } from './client';
import { forEachFew } from './load';
import type { Pair } from './pair';

/** What signs the cookies of the measured servers. */
export const authSecret = 'a secret that only benchmarks know';

const seatedAtOnce = 8;

/** A class whose students are signed in and sit in no pair yet. */
export interface SeededClass {
  assignmentId: string;
  sectionId: string;
  /** With which people join the class. */
  joinCode: string;
  cookies: string[];
  instructorCookie: string;
}

/**
 * Makes a class in a migrated database. Attempts are unlimited and one partner may hand in, so that any number of
 * requests does something. Sign-ins are stored as if each person had typed a password, which would take too long.
 */
export async function seedStudents(databaseUrl: string, count: number): Promise<SeededClass> {
  await turnTo(databaseUrl);
  const policy = { attempts: null, agreement: 'either' as const };
  const { assignmentId, sectionId, joinCode, instructor } = await seedClass({
    students: 0,
    policy,
    worksheet: publishedWorksheet(),
  });
  const expiresAt = new Date(Date.now() + SIGN_IN_SECONDS * 1_000);
  const people = Array.from({ length: count }, (_, index) => ({
    id: newId(),
    name: `Student ${index + 1}`,
    email: `student-${index + 1}@class.test`,
  }));
  const signIns = [...people.map(({ id }) => id), instructor.userId].map((userId) => ({
    id: newId(),
    userId,
    expiresAt,
  }));
  const enrollments = people.map(({ id: userId }) => ({
    id: newId(),
    userId,
    sectionId,
    role: 'STUDENT' as const,
  }));
  await write((tx) => tx.user.createMany({ data: people }));
  await write((tx) => tx.enrollment.createMany({ data: enrollments }));
  await write((tx) => tx.signIn.createMany({ data: signIns }));
  await closeDatabase();
  const cookies = await Promise.all(
    signIns.map(async ({ id: signInId, userId: sub }) => {
      const token = await encode({ token: { sub, signInId }, secret: authSecret, maxAge: SIGN_IN_SECONDS });
      return `${signInCookieName()}=${token}`;
    }),
  );
  const [instructorCookie = ''] = cookies.splice(-1);
  return { assignmentId, sectionId, joinCode, cookies, instructorCookie };
}

/** Makes two people a pair by its code. Each asks a server of their own; it may be the same one. */
async function seatPair(
  [hers, his]: readonly [string, string],
  assignmentId: string,
  cookies: readonly [string, string],
): Promise<Pair> {
  const headersAt = (origin: string, cookie: string) => ({ cookie, origin });
  const { id, code } = await postJson<{ id: string; code: string }>(
    `${hers}/api/pair-sessions`,
    headersAt(hers, cookies[0]),
    { assignmentId },
  );
  await postJson(`${his}/api/pair-sessions/join`, headersAt(his, cookies[1]), { code });
  const device = (origin: string, cookie: string): Device => ({
    pairUrl: `${origin}/api/pair-sessions/${id}`,
    headers: headersAt(origin, cookie),
  });
  return { devices: [device(hers, cookies[0]), device(his, cookies[1])], versions: new Map(), turn: 0 };
}

/** @param origins the servers of the two partners of each pair. */
export function seatPairs(
  origins: readonly [string, string],
  { assignmentId, cookies }: Pick<SeededClass, 'assignmentId' | 'cookies'>,
): Promise<Pair[]> {
  const couples = Array.from({ length: cookies.length / 2 }, (_, index): [string, string] => [
    cookies[2 * index] ?? '',
    cookies[2 * index + 1] ?? '',
  ]);
  return forEachFew(couples, seatedAtOnce, (couple) => seatPair(origins, assignmentId, couple));
}

/** As many pairs at the bare event server, which knows neither people nor passwords. */
export function echoPairs(origin: string, count: number): Pair[] {
  return Array.from({ length: count }, (_, index) => {
    const device = { pairUrl: `${origin}/${index}`, headers: {} };
    return { devices: [device, device], versions: new Map(), turn: 0 };
  });
}
