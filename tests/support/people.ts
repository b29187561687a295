import { policySchema } from '@/lib/schemas/policy';
import { createAssignment } from '@/lib/server/classes/assignments';
import { findSectionPeople, type SectionPerson } from '@/lib/server/classes/list-people';
import { storeSection } from '@/lib/server/classes/sections';
import { newId } from '@/lib/server/database/ids';
import { write } from '@/lib/server/database/writer';
import type { SignInSource } from '@/lib/server/people/known-devices';
import { hashPassword } from '@/lib/server/people/passwords';
import { makeSignInCookie } from '@/lib/server/people/sign-in-token';
import { startSignIn } from '@/lib/server/people/sign-ins';
import type { Viewer } from '@/lib/server/people/viewer';
import { now, value } from './pairs';
import { publishedSlug } from './worksheet';

/** A browser on which nobody has signed in before, somewhere. */
export const stranger: SignInSource = { address: 'somewhere', device: null, browser: 'Firefox on Linux' };

/** The origin that requests of tests come from, and the Host they go to. */
export const origin = 'http://duet.test';

let made = 0;

/** The hash of somebody's password. */
export async function hashFor(account: string, password: string): Promise<string> {
  return value(await hashPassword(password, { account, source: 'tests', isKnown: false }));
}

/** Makes a person with an account, in no section; with a password where one is given. */
export async function seedPerson(name = 'Ada', password?: string): Promise<Viewer> {
  made += 1;
  const person = { userId: newId(), name, email: `${name.toLowerCase()}-${made}@people.test` };
  const passwordHash = password === undefined ? null : await hashFor(person.email, password);
  const { userId: id, email } = person;
  await write((tx) => tx.user.create({ data: { id, name, email, passwordHash } }));
  return { ...person, signInId: newId(), seats: [] };
}

/** Makes a section taught by somebody; a new instructor unless one is given. */
export async function seedSection(
  instructor?: Viewer,
): Promise<{ id: string; joinCode: string; instructor: Viewer }> {
  const teacher = instructor ?? (await seedPerson('Grace'));
  const section = await write((tx) =>
    storeSection(tx, { userId: teacher.userId, course: 'Language models', title: 'Monday' }),
  );
  return { ...section, instructor: teacher };
}

/** Makes a person who is a student of a section. */
export async function seedStudent(sectionId: string, name = 'Ada', password?: string): Promise<Viewer> {
  const student = await seedPerson(name, password);
  const { userId } = student;
  await write((tx) => tx.enrollment.create({ data: { id: newId(), userId, sectionId, role: 'STUDENT' } }));
  return student;
}

/** Gives a section a worksheet of the catalogue. */
export async function seedAssignment(
  instructor: Viewer,
  sectionId: string,
  times: { opensAt?: Date; closesAt?: Date } = {},
): Promise<string> {
  const given = await createAssignment(
    instructor,
    {
      sectionId,
      worksheetSlug: publishedSlug,
      policy: policySchema.parse({}),
      opensAt: times.opensAt ?? null,
      closesAt: times.closesAt ?? null,
    },
    now,
  );
  return value(given).id;
}

/** The first page of people who were taken out of a section. */
export async function listRemoved(instructor: Viewer, sectionId: string): Promise<SectionPerson[]> {
  const query = { sectionId, group: 'removed', find: '', page: 1 } as const;
  const list = await findSectionPeople(instructor, query, new Intl.Collator('en'));
  if (!list) throw new Error('the viewer does not teach this section');
  return list.people;
}

/** Headers of a request from this site's own page, with the cookies of a Set-Cookie list. */
export function headersWith(...setCookies: string[]): Headers {
  const cookies = setCookies.map((line) => line.split(';')[0]).join('; ');
  return new Headers({ host: 'duet.test', origin, ...(cookies && { cookie: cookies }) });
}

/** Signs a person in, as of a time; the Set-Cookie line and the id of the sign-in. */
export async function signInAs(person: Viewer, at = now): Promise<{ cookie: string; id: string }> {
  const signIn = await startSignIn(person.userId, 'password', at);
  return { cookie: await makeSignInCookie(signIn), id: signIn.id };
}
