import { newId } from '../database/ids';
import { write } from '../database/writer';
import { canonicalEmail } from '../people/email';
import { storeOneTimeCode } from '../people/one-time-codes';
import { refusals } from '../refusals';
import { ok, type Result, refuse } from '../result';
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
  const name = input.name.normalize('NFC').trim();
  if (!email) return refusals.noEmail;
  if (!name) return refuse('bad-request', 'An instructor needs a name.');
  return write(
    async (tx) => {
      const known = await tx.user.findUnique({ where: { email }, select: { id: true } });
      const userId = known?.id ?? newId();
      if (!known) {
        await tx.user.create({ data: { id: userId, email, name, createdAt: now }, select: { id: true } });
      }
      const taught = await tx.enrollment.findFirst({
        where: { userId, role: 'INSTRUCTOR' },
        orderBy: { createdAt: 'asc' },
      });
      const sectionId =
        taught?.sectionId ??
        (await storeSection(tx, { userId, course: input.course, title: input.section })).id;
      return ok({ userId, sectionId, code: await storeOneTimeCode(tx, userId, now), isNew: !known });
    },
    { key: `email ${email}` },
  );
}
