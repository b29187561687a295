import { newId } from '../database/ids';
import { lockPerson } from '../database/locks';
import { canonicalEmail } from '../people/email';
import { readName, readTitle } from '../people/names';
import { storeOneTimeCode } from '../people/one-time-codes';
import { writeAndEndSignIns } from '../people/sign-ins';
import { refusals } from '../refusals';
import { ok, type Result } from '../result';
import { storeEmptySection } from './sections';

export interface MadeInstructor {
  userId: string;
  /** The section that the person teaches, or will teach once the code is used. */
  sectionId: string;
  /** Sets a password, once. */
  code: string;
  /**
   * `new`: this call made the account. `registered`: somebody had registered the e-mail and taught nothing. `teaches`:
   * its person teaches already.
   */
  account: 'new' | 'registered' | 'teaches';
  /** The name of the account, which is the registered one where there is one. */
  name: string;
  registeredAt: Date;
}

/**
 * Makes a person an instructor, for the operator's command. The role, an account where there is none and a section wait
 * for the one-time code to be used. Anybody can register an e-mail by a class's code, so an account that teaches nothing
 * yet loses its password and all its sign-ins: only the code leads to it. Somebody who teaches already gets a code and
 * loses nothing. Run again, the same section waits, and the newest code is good.
 */
export async function makeInstructor(
  input: { email: string; name: string; course: string; section: string },
  now: Date,
): Promise<Result<MadeInstructor>> {
  const email = canonicalEmail(input.email);
  if (!email) return refusals.noEmail;
  const name = readName(input.name);
  if (!name.ok) return name;
  const course = readTitle(input.course);
  if (!course.ok) return course;
  const title = readTitle(input.section);
  if (!title.ok) return title;
  return writeAndEndSignIns(
    async (tx, endAllOf) => {
      const columns = { id: true, name: true, createdAt: true } as const;
      const registered = await tx.user.findUnique({ where: { email }, select: columns });
      const user =
        registered ??
        (await tx.user.create({
          data: { id: newId(), email, name: name.value, createdAt: now },
          select: columns,
        }));
      const userId = user.id;
      await lockPerson(tx, userId);
      const told = { userId, name: user.name, registeredAt: user.createdAt };
      const taught = await tx.enrollment.findFirst({
        where: { userId, role: 'INSTRUCTOR' },
        orderBy: { createdAt: 'asc' },
      });
      if (taught) {
        const { sectionId } = taught;
        const code = await storeOneTimeCode(tx, userId, { actorId: null, sectionId }, now);
        return ok({ ...told, account: 'teaches', sectionId, code });
      }
      await tx.user.update({ where: { id: userId }, data: { passwordHash: null }, select: { id: true } });
      await endAllOf(userId, null);
      const waiting = await tx.oneTimeCode.findFirst({
        where: { userId, usedAt: null, makesInstructor: true },
      });
      const sectionId =
        waiting?.sectionId ?? (await storeEmptySection(tx, { course: course.value, title: title.value })).id;
      const code = await storeOneTimeCode(tx, userId, { actorId: null, sectionId }, now, true);
      return ok({ ...told, account: registered ? 'registered' : 'new', sectionId, code });
    },
    now,
    { key: `email ${email}` },
  );
}
