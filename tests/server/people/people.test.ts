import { beforeAll, expect, it } from 'vitest';
import { makeInstructor } from '@/lib/server/classes/make-instructor';
import { database } from '@/lib/server/database/db';
import { joinSection, joinWithNewAccount, lookUpSection } from '@/lib/server/people/join-section';
import { setPasswordByCode } from '@/lib/server/people/one-time-codes';
import { verifyPassword } from '@/lib/server/people/verify-password';
import { onEveryDatabase } from '../../support/databases';
import { now, value } from '../../support/pairs';
import { seedPerson, seedSection, stranger } from '../../support/people';

const password = 'a long enough password';
let made = 0;

function newcomer(code: string, given: Partial<{ name: string; email: string; password: string }> = {}) {
  made += 1;
  return { code, name: 'Ada Lovelace', email: `new-${made}@people.test`, password, ...given };
}

onEveryDatabase((kind, makeDatabase) => {
  beforeAll(makeDatabase);

  it('makes an account, enrols it as a student and signs it in, by a code typed in any case', async () => {
    const section = await seedSection();
    const input = newcomer(` ${section.joinCode.toLowerCase().replace(/(.{3})/, '$1-')} `, {
      email: '  Ada.L@Example.TEST ',
      name: '  Ada   Lovelace ',
    });
    const { sectionId, signIn } = value(await joinWithNewAccount(input, stranger, now));
    expect(sectionId).toBe(section.id);
    const user = await database().user.findUniqueOrThrow({
      where: { email: 'ada.l@example.test' },
      include: { enrollments: true, signIns: true },
    });
    expect(user.name).toBe('Ada Lovelace');
    expect(user.passwordHash).toMatch(/^\$argon2id\$/);
    expect(user.enrollments.map(({ role, sectionId: id }) => ({ role, id }))).toEqual([
      { role: 'STUDENT', id: section.id },
    ]);
    expect(user.signIns.map(({ id }) => id)).toEqual([signIn.id]);
  });

  it('makes one account of two joins with one e-mail at the same moment', async () => {
    const section = await seedSection();
    const input = newcomer(section.joinCode);
    const joined = await Promise.all([
      joinWithNewAccount(input, stranger, now),
      joinWithNewAccount(input, stranger, now),
    ]);
    expect(joined.some(({ ok }) => ok)).toBe(true);
    expect(await database().user.count({ where: { email: input.email } })).toBe(1);
  });

  it('makes one account of one address, however it is written', async () => {
    const section = await seedSection();
    const before = await database().user.count();
    for (const email of [
      'joan@müller.test',
      'JOAN@Müller.test ',
      'ｊｏａｎ@xn--mller-kva.test',
      'joan＠mu\u0308ller.test',
    ]) {
      value(await joinWithNewAccount(newcomer(section.joinCode, { email }), stranger, now));
    }
    expect(await database().user.count()).toBe(before + 1);
  });

  it('takes a password with any character, and answers an address with the character zero like any other', async () => {
    const odd = 'with\0zero and more';
    const email = 'odd@people.test';
    const section = await seedSection();
    value(await joinWithNewAccount(newcomer(section.joinCode, { email, password: odd }), stranger, now));
    expect(await verifyPassword(email, odd, stranger)).toMatchObject({ ok: true });
    expect(await verifyPassword('o\0dd@people.test', odd, stranger)).toMatchObject({
      code: 'wrong-password',
    });
  });

  it('enrols somebody who has an account and types its password; a wrong one changes nothing', async () => {
    const [first, second] = [await seedSection(), await seedSection()];
    const input = newcomer(first.joinCode);
    value(await joinWithNewAccount(input, stranger, now));
    const wrong = { ...input, code: second.joinCode, password: 'somebody else’s' };
    expect(await joinWithNewAccount(wrong, stranger, now)).toMatchObject({
      ok: false,
      code: 'wrong-password',
    });
    expect(await database().enrollment.count({ where: { sectionId: second.id } })).toBe(1);
    expect(
      value(await joinWithNewAccount({ ...input, code: second.joinCode }, stranger, now)).sectionId,
    ).toBe(second.id);
    expect(await database().enrollment.count({ where: { sectionId: second.id } })).toBe(2);
  });

  it.each([
    [{ email: 'no address' }, 'bad-request'],
    [{ email: 'two@at@signs.test' }, 'bad-request'],
    [{ password: 'seven77' }, 'bad-request'],
    [{ password: 'x'.repeat(201) }, 'bad-request'],
    [{ password: 'passw0rd1' }, 'bad-request'],
    [{ password: 'AdaLovelace1' }, 'bad-request'],
    [{ name: '   ' }, 'bad-request'],
    [{ name: 'x'.repeat(81) }, 'bad-request'],
    [{ name: 'Ada\u202eecalevoL' }, 'bad-request'],
    [{ name: '\u200b' }, 'bad-request'],
    [{ name: '\u3164' }, 'bad-request'],
    [{ name: 'A\0da' }, 'bad-request'],
    [{ name: '123' }, 'bad-request'],
    [{ email: 'mailto:ada@people.test' }, 'bad-request'],
    [{ email: 'ada\u200b@people.test' }, 'bad-request'],
    [{ email: 'a\0da@people.test' }, 'bad-request'],
    [{ code: 'ZZZZZZ' }, 'no-such-code'],
    [{ code: 'ZZZ\0ZZZ' }, 'no-such-code'],
    [{ code: '' }, 'no-such-code'],
  ])('refuses to make an account with %j', async (given, code) => {
    const section = await seedSection();
    const input = { ...newcomer(section.joinCode), ...given };
    expect(await joinWithNewAccount(input, stranger, now)).toMatchObject({ ok: false, code });
    expect(await database().enrollment.count({ where: { sectionId: section.id } })).toBe(1);
  });

  it('lets somebody be an instructor here and a student there, and no join turns the one into the other', async () => {
    const [mine, other] = [await seedSection(), await seedSection()];
    value(await joinSection(mine.instructor, { code: other.joinCode }, now));
    value(await joinSection(mine.instructor, { code: mine.joinCode }, now));
    const places = await database().enrollment.findMany({ where: { userId: mine.instructor.userId } });
    expect(new Map(places.map(({ sectionId, role }) => [sectionId, role]))).toEqual(
      new Map([
        [mine.id, 'INSTRUCTOR'],
        [other.id, 'STUDENT'],
      ]),
    );
  });

  it('tells which class a code opens, to those who have not guessed wrong too often', async () => {
    const section = await seedSection();
    const who = { address: `looks a class up, ${kind}` };
    expect(value(await lookUpSection(who, section.joinCode, now))).toMatchObject({ id: section.id });
    for (let at = 0; at < 60; at += 1) await lookUpSection(who, 'ZZZZZZ', now);
    expect(await lookUpSection(who, 'ZZZZZZ', now)).toMatchObject({ ok: false, code: 'throttled' });
    expect(value(await lookUpSection(who, section.joinCode, now))).toMatchObject({ id: section.id });
    await Promise.all(Array.from({ length: 620 }, () => lookUpSection(who, 'ZZZZZZ', now)));
    expect(await lookUpSection(who, section.joinCode, now)).toMatchObject({ ok: false, code: 'throttled' });
  });

  it('lets a person in with their password and nobody without, unknown and passwordless people looking alike', async () => {
    const ada = await seedPerson('Ada', password);
    const never = await seedPerson('Never');
    expect(value(await verifyPassword(ada.email, password, stranger)).userId).toBe(ada.userId);
    const refused = await Promise.all([
      verifyPassword(ada.email, 'something else', stranger),
      verifyPassword(never.email, password, stranger),
      verifyPassword('nobody@people.test', password, stranger),
      verifyPassword('no address', password, stranger),
      verifyPassword(ada.email, '', stranger),
      verifyPassword(ada.email, 'x'.repeat(100_000), stranger),
    ]);
    for (const refusal of refused) expect(refusal).toEqual(refused[0]);
    expect(refused[0]).toMatchObject({ ok: false, code: 'wrong-password' });
  });

  it('reads a password as the same however a keyboard composes its characters', async () => {
    const eve = await seedPerson('Eve', 'pa\u0301ssword'.normalize('NFD'));
    expect(await verifyPassword(eve.email, 'pa\u0301ssword'.normalize('NFC'), stranger)).toMatchObject({
      ok: true,
    });
  });

  it('makes an instructor with a section, and for one who teaches already only a new code', async () => {
    const input = { email: ' Grace@Navy.TEST', name: 'Grace', course: 'Compilers', section: 'Morning' };
    const first = value(await makeInstructor(input, now));
    expect(first.account).toBe('new');
    value(await setPasswordByCode({ code: first.code, password }, stranger, now));
    expect(await verifyPassword('grace@navy.test', password, stranger)).toMatchObject({ ok: true });
    const again = value(await makeInstructor(input, now));
    expect(again).toMatchObject({ account: 'teaches', sectionId: first.sectionId, userId: first.userId });
    expect(await database().enrollment.count({ where: { userId: first.userId } })).toBe(1);
    for (const odd of [
      { name: '\u200b' },
      { course: '\u202eC' },
      { section: ' ' },
      { email: 'mailto:g@navy.test' },
    ]) {
      expect(await makeInstructor({ ...input, ...odd }, now)).toMatchObject({ code: 'bad-request' });
    }
  });
});
