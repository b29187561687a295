import { join } from 'node:path';
import { closeDatabase, useDatabase as turnTo } from '../../lib/server/database/db';
import { migrateDatabase } from '../../lib/server/database/migrate';
import { hashPassword } from '../../lib/server/people/passwords';
import { seedClass } from '../../tests/support/pairs';
import { ask, askJson, type Device } from './client';

const password = 'correct horse battery';

/** A class whose students have accounts and are in no pair yet. */
export interface SeededClass {
  databaseUrl: string;
  assignmentId: string;
  emails: string[];
}

/** Makes a database of its own in a folder, with a class of so many students. */
export async function seedStudents(folder: string, students: number): Promise<SeededClass> {
  const databaseUrl = `file:${join(folder, 'live.db')}`;
  await migrateDatabase(databaseUrl);
  await turnTo(databaseUrl);
  const made = await seedClass({ students, passwordHash: await hashPassword(password) });
  await closeDatabase();
  return { databaseUrl, assignmentId: made.assignmentId, emails: made.students.map(({ email }) => email) };
}

function cookieHeader(setCookies: readonly string[]): string {
  return setCookies.map((line) => line.split(';')[0]).join('; ');
}

/** Signs in as the sign-in page does: a token of next-auth first, then its credentials callback. */
async function signIn(origin: string, email: string): Promise<Readonly<Record<string, string>>> {
  const first = await ask(`${origin}/api/auth/csrf`, {});
  const { csrfToken } = JSON.parse(first.text) as { csrfToken: string };
  const form = new URLSearchParams({ csrfToken, email, password, json: 'true' });
  const answer = await ask(
    `${origin}/api/auth/callback/credentials`,
    { cookie: cookieHeader(first.cookies), origin },
    { type: 'application/x-www-form-urlencoded', text: form.toString() },
  );
  const session = answer.cookies.filter((line) => line.includes('session-token='));
  if (answer.status !== 200 || session.length !== 1) {
    throw new Error(`${email} could not sign in: ${answer.status} ${answer.text}`);
  }
  return { cookie: cookieHeader(session), origin };
}

/** Signs two people in, each with a password of their own, and makes them a pair by its code. */
export async function signInPair(
  origin: string,
  assignmentId: string,
  emails: readonly [string, string],
): Promise<[Device, Device]> {
  const [hers, his] = await Promise.all(emails.map((email) => signIn(origin, email)));
  if (!hers || !his) throw new Error('a pair is two people');
  const pairs = `${origin}/api/pair-sessions`;
  const { id, code } = await askJson<{ id: string; code: string }>(pairs, hers, { assignmentId });
  await askJson(`${pairs}/join`, his, { code });
  const device = (headers: Readonly<Record<string, string>>): Device => ({
    eventsUrl: `${pairs}/${id}/events`,
    opsUrl: `${pairs}/${id}/ops`,
    headers,
  });
  return [device(hers), device(his)];
}
