import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeInstructor } from '@/lib/server/classes/make-instructor';
import { createSection, findManagedSection, listSections } from '@/lib/server/classes/sections';
import { database } from '@/lib/server/database/db';
import { newId } from '@/lib/server/database/ids';
import { write } from '@/lib/server/database/writer';
import { joinWithNewAccount } from '@/lib/server/people/join-section';
import { findOneTimeCode, makeOneTimeCode, setPasswordByCode } from '@/lib/server/people/one-time-codes';
import { startSignIn } from '@/lib/server/people/sign-ins';
import { verifyPassword, writeAsVerified } from '@/lib/server/people/verify-password';
import { ok } from '@/lib/server/result';
import { killAll, run } from '../../support/commands';
import { onEveryDatabase } from '../../support/databases';
import { later, now, value } from '../../support/pairs';
import { seedPerson, seedSection, stranger } from '../../support/people';

const squattersPassword = 'the password of a squatter';
const ownPassword = 'the password of the owner';
let made = 0;

/** What the operator types for somebody new. */
function future() {
  made += 1;
  return { email: `grace-${made}@navy.test`, name: 'Grace', course: 'Compilers', section: 'Morning' };
}

function signInsOf(userId: string) {
  return database().signIn.count({ where: { userId, endedAt: null } });
}

function teaches(userId: string) {
  return database().enrollment.count({ where: { userId, role: 'INSTRUCTOR' } });
}

onEveryDatabase((kind, makeDatabase) => {
  let databaseUrl = '';
  beforeAll(async () => {
    databaseUrl = await makeDatabase();
  });
  afterAll(killAll);

  /** Somebody joins a class under the address of a future instructor. */
  async function squat() {
    const input = future();
    const section = await seedSection();
    const account = { code: section.joinCode, name: 'Eve', email: input.email, password: squattersPassword };
    const { signIn } = value(await joinWithNewAccount(account, stranger, now));
    return { input, section, account, userId: signIn.userId, signIn };
  }

  it('lets nobody teach before the link is used, whoever registered the address', async () => {
    const { input, userId, account } = await squat();
    const { code, sectionId, ...told } = value(await makeInstructor(input, now));
    expect(told).toEqual({ userId, account: 'registered', name: 'Eve', registeredAt: expect.any(Date) });
    expect([await signInsOf(userId), await teaches(userId)]).toEqual([0, 0]);
    expect(await verifyPassword(input.email, squattersPassword, stranger)).toMatchObject({
      code: 'wrong-password',
    });
    expect(await joinWithNewAccount(account, stranger, now)).toMatchObject({ code: 'wrong-password' });
    const viewer = { userId, name: 'Eve', email: input.email, signInId: '', seats: [] };
    expect(await findManagedSection(viewer, sectionId, now)).toBeNull();
    expect(await createSection(viewer, { course: 'My own', title: 'Evening' }, now)).toMatchObject({
      ok: false,
    });
    expect((await listSections(viewer, now)).map(({ role }) => role)).toEqual(['STUDENT']);

    value(await setPasswordByCode({ code, password: ownPassword }, stranger, now));
    expect([await signInsOf(userId), await teaches(userId)]).toEqual([1, 1]);
    expect(await findManagedSection(viewer, sectionId, now)).toMatchObject({ role: 'INSTRUCTOR' });
    expect(await verifyPassword(input.email, ownPassword, stranger)).toMatchObject({ ok: true });
  });

  it('makes an account where there is none, which teaches once the link is used', async () => {
    const { userId, sectionId, code, ...told } = value(await makeInstructor(future(), now));
    expect(told).toEqual({ account: 'new', name: 'Grace', registeredAt: now });
    expect(await teaches(userId)).toBe(0);
    expect(await setPasswordByCode({ code, password: 'short' }, stranger, now)).toMatchObject({
      code: 'bad-request',
    });
    expect(await teaches(userId)).toBe(0);
    value(await setPasswordByCode({ code, password: ownPassword }, stranger, now));
    expect(await database().enrollment.findMany({ where: { userId }, select: { sectionId: true } })).toEqual([
      { sectionId },
    ]);
  });

  it('makes a student of the section its instructor, where somebody was enrolled in the meantime', async () => {
    const { userId, sectionId, code } = value(await makeInstructor(future(), now));
    const place = { id: newId(), userId, sectionId, role: 'STUDENT' } as const;
    await write((tx) => tx.enrollment.create({ data: place }));
    value(await setPasswordByCode({ code, password: ownPassword }, stranger, now));
    expect(await teaches(userId)).toBe(1);
  });

  it('gives nobody the role by a link of a class’s instructor', async () => {
    const { input, section, userId } = await squat();
    const wanted = { sectionId: section.id, userId };
    const earlier = value(await makeOneTimeCode(section.instructor, wanted, now));
    const { code } = value(await makeInstructor(input, now));
    const used = await setPasswordByCode({ code: earlier.code, password: squattersPassword }, stranger, now);
    expect(used).toMatchObject({ code: 'no-such-code' });
    expect(await makeOneTimeCode(section.instructor, wanted, now)).toMatchObject({ code: 'bad-request' });
    expect(await findOneTimeCode(code, now)).not.toBeNull();

    // Once the operator's link is too old, the account is a student's again, and a password makes no instructor of it.
    const muchLater = later(49 * 60);
    const link = value(await makeOneTimeCode(section.instructor, wanted, muchLater));
    value(await setPasswordByCode({ code: link.code, password: squattersPassword }, stranger, muchLater));
    expect(await teaches(userId)).toBe(0);
    const again = value(await makeInstructor(input, muchLater));
    expect(await signInsOf(userId)).toBe(0);
    value(await setPasswordByCode({ code: again.code, password: ownPassword }, stranger, muchLater));
    expect(await teaches(userId)).toBe(1);
  });

  it('may be run again: one account, one section, and the newest link is good', async () => {
    const { input } = await squat();
    const first = value(await makeInstructor(input, now));
    const [second, third] = [
      value(await makeInstructor(input, now)),
      value(await makeInstructor({ ...input, section: 'Evening' }, now)),
    ];
    expect([second.sectionId, third.sectionId]).toEqual([first.sectionId, first.sectionId]);
    for (const { code } of [first, second]) expect(await findOneTimeCode(code, now)).toBeNull();
    value(await setPasswordByCode({ code: third.code, password: ownPassword }, stranger, now));
    expect(await teaches(first.userId)).toBe(1);
  });

  it('takes nothing from somebody who teaches already, and links to their section', async () => {
    const grace = await seedPerson('Grace', ownPassword);
    const { id } = await seedSection(grace);
    await startSignIn(grace.userId, 'password', now);
    const input = { email: grace.email, name: 'Another', course: 'Compilers', section: 'Morning' };
    const { code, ...told } = value(await makeInstructor(input, now));
    expect(told).toMatchObject({ userId: grace.userId, account: 'teaches', name: 'Grace', sectionId: id });
    expect([await signInsOf(grace.userId), await teaches(grace.userId)]).toEqual([1, 1]);
    expect(await verifyPassword(grace.email, ownPassword, stranger)).toMatchObject({ ok: true });
    expect(await findOneTimeCode(code, now)).not.toBeNull();
  });

  it('ends a sign-in that had its password checked just before', async () => {
    const { input, userId } = await squat();
    const verified = value(await verifyPassword(input.email, squattersPassword, stranger));
    value(await makeInstructor(input, now));
    expect(await writeAsVerified(verified, null, async () => ok('in'))).toMatchObject({
      code: 'wrong-password',
    });
    expect(await signInsOf(userId)).toBe(0);
  });

  it('leaves nobody signed in, whatever the squatter sends at the same moment', async () => {
    for (let round = 0; round < 6; round += 1) {
      const { input, section, userId, account } = await squat();
      const wanted = { sectionId: section.id, userId };
      const link = value(await makeOneTimeCode(section.instructor, wanted, now));
      await Promise.all([
        joinWithNewAccount(account, stranger, now),
        setPasswordByCode({ code: link.code, password: squattersPassword }, stranger, now),
        makeOneTimeCode(section.instructor, wanted, now),
        makeInstructor(input, now),
        joinWithNewAccount(account, stranger, now),
      ]);
      const { passwordHash } = await database().user.findUniqueOrThrow({ where: { id: userId } });
      expect([passwordHash, await signInsOf(userId), await teaches(userId)]).toEqual([null, 0, 0]);
    }
  });

  it('makes one account where somebody registers the address at the same moment, and leaves nobody signed in', async () => {
    for (let round = 0; round < 4; round += 1) {
      const section = await seedSection();
      const input = future();
      const account = {
        code: section.joinCode,
        name: 'Eve',
        email: input.email,
        password: squattersPassword,
      };
      const [, instructor] = await Promise.all([
        joinWithNewAccount(account, stranger, now),
        makeInstructor(input, now),
      ]);
      const { userId } = value(instructor);
      expect(await database().user.count({ where: { email: input.email } })).toBe(1);
      expect([await signInsOf(userId), await teaches(userId)]).toEqual([0, 0]);
    }
  });

  it('tells the operator under which name the address is registered, and ends', {
    timeout: 120_000,
  }, async () => {
    const { input } = await squat();
    const env = { DATABASE_URL: databaseUrl, APP_URL: 'https://duet.test' };
    const command = run(['scripts/instructor.ts', '--email', input.email, '--name', 'Grace'], env);
    expect([await command.code, command.output()]).toEqual([
      0,
      expect.stringContaining('registered as “Eve”'),
    ]);
    const code = /set-password\/(\S+)/.exec(command.output())?.[1] ?? '';
    expect(await findOneTimeCode(code, new Date())).toMatchObject({ name: 'Eve', email: input.email });
  });

  it('does not write what a terminal would obey, whatever an old name holds', {
    timeout: 120_000,
  }, async () => {
    const eve = await seedPerson('Eve');
    const name = 'Eve\u001b[2J\u009b2J\u202e';
    await write((tx) => tx.user.update({ where: { id: eve.userId }, data: { name } }));
    const command = run(['scripts/instructor.ts', '--email', eve.email, '--name', 'Grace'], {
      DATABASE_URL: databaseUrl,
    });
    expect(await command.code, kind).toBe(0);
    expect(command.output()).toContain('“Eve�[2J�2J�”');
    expect(command.output()).not.toMatch(/\p{Cf}|\u009b/u);
  });
});
