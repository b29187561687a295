import { policySchema } from '../../lib/schemas/policy';
import { assignWorksheet } from '../../lib/server/classes/assignments';
import { storeSection } from '../../lib/server/classes/sections';
import { newId } from '../../lib/server/database/ids';
import { write } from '../../lib/server/database/writer';
import { createPairSession } from '../../lib/server/pair/seating';
import { makeSignInCookie } from '../../lib/server/people/sign-in-token';
import { startSignIn } from '../../lib/server/people/sign-ins';
import type { Viewer } from '../../lib/server/people/viewer';
import type { CatalogueEntry } from '../../lib/worksheets/catalogue';

/** A class of one author, who is also its student. */
export interface PreviewClass {
  /** Signs the student in, as a Cookie header. */
  signInCookie: string;
  /** Gives a worksheet to the class. Returns the student's new pair session on it. */
  show(entry: Pick<CatalogueEntry, 'worksheet' | 'source'>): Promise<string>;
}

function makePerson(name: string): Promise<Viewer> {
  const email = `${name.toLowerCase()}@preview.test`;
  return write(async (tx) => {
    const user = await tx.user.create({ data: { id: newId(), email, name } });
    return { userId: user.id, name, email, signInId: '', seats: [] };
  });
}

/** Makes the class in an empty database. */
export async function makePreviewClass(): Promise<PreviewClass> {
  const instructor = await makePerson('Instructor');
  const student = await makePerson('Student');
  const sectionId = await write(async (tx) => {
    const { userId } = instructor;
    const section = await storeSection(tx, { userId, course: 'Preview', title: 'Preview' });
    await tx.enrollment.create({
      data: { id: newId(), userId: student.userId, sectionId: section.id, role: 'STUDENT' },
    });
    return section.id;
  });
  const policy = policySchema.parse({ partners: 'solo', maxSeats: 1, agreement: 'either', roles: false });
  const setCookie = await makeSignInCookie(await startSignIn(student.userId, 'password', new Date()));
  return {
    signInCookie: setCookie.split(';')[0] ?? '',
    show: async (entry) => {
      const times = { opensAt: null, closesAt: null };
      const given = await assignWorksheet(instructor, entry, { sectionId, policy, ...times }, new Date());
      if (!given.ok) throw new Error(given.message);
      const made = await createPairSession(student, { assignmentId: given.value.id }, new Date());
      if (!made.ok) throw new Error(made.message);
      return made.value.id;
    },
  };
}
