import { newId } from '../database/ids';
import { write } from '../database/writer';
import { canonicalEmail } from '../people/email';
import { readName, readTitle } from '../people/names';
import { storeOneTimeCode } from '../people/one-time-codes';
import { refusals } from '../refusals';
import { ok, type Result } from '../result';
import { storeSection } from './sections';

/**
 * Makes a person an instructor, for the operator's command: makes an account where there is none and a section where the
 * person teaches none, and always a one-time code to set a password.
 */
export async function makeInstructor(
  input: { email: string; name: string; course: string; section: string },
  now: Date,
): Promise<Result<{ userId: string; sectionId: string; code: string; isNew: boolean }>> {
  const email = canonicalEmail(input.email);
  if (!email) return refusals.noEmail;
  const name = readName(input.name);
  if (!name.ok) return name;
  const course = readTitle(input.course);
  if (!course.ok) return course;
  const title = readTitle(input.section);
  if (!title.ok) return title;
  return write(
    async (tx) => {
      const known = await tx.user.findUnique({ where: { email }, select: { id: true } });
      const userId = known?.id ?? newId();
      if (!known) {
        const data = { id: userId, email, name: name.value, createdAt: now };
        await tx.user.create({ data, select: { id: true } });
      }
      const taught = await tx.enrollment.findFirst({
        where: { userId, role: 'INSTRUCTOR' },
        orderBy: { createdAt: 'asc' },
      });
      const sectionId =
        taught?.sectionId ??
        (await storeSection(tx, { userId, course: course.value, title: title.value })).id;
      return ok({ userId, sectionId, code: await storeOneTimeCode(tx, userId, now), isNew: !known });
    },
    { key: `email ${email}` },
  );
}
