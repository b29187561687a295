import { beforeAll, describe, expect, it } from 'vitest';
import { makeInstructor } from '@/lib/server/classes/make-instructor';
import { database } from '@/lib/server/database/db';
import { joinSection, joinWithNewAccount, lookUpSection } from '@/lib/server/people/join-section';
import {
  findOneTimeCode,
  lookUpOneTimeCode,
  makeOneTimeCode,
  setPasswordByCode,
} from '@/lib/server/people/one-time-codes';
import { checkPassword, hashPassword, passwordProblem } from '@/lib/server/people/passwords';
import { startSignIn } from '@/lib/server/people/sign-ins';
import { verifyPassword } from '@/lib/server/people/verify-password';
import { onEveryDatabase } from '../../support/databases';
import { later, now, value } from '../../support/pairs';
import { seedPerson, seedSection, seedStudent } from '../../support/people';

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
    const { sectionId, signIn } = value(await joinWithNewAccount(input, now));
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
    const joined = await Promise.all([joinWithNewAccount(input, now), joinWithNewAccount(input, now)]);
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
      value(await joinWithNewAccount(newcomer(section.joinCode, { email }), now));
    }
    expect(await database().user.count()).toBe(before + 1);
  });

  it('takes a password with any character, and answers an address with the character zero like any other', async () => {
    const odd = 'with\0zero and more';
    const email = 'odd@people.test';
    const section = await seedSection();
    value(await joinWithNewAccount(newcomer(section.joinCode, { email, password: odd }), now));
    expect(await verifyPassword(email, odd)).toMatchObject({ ok: true });
    expect(await verifyPassword('o\0dd@people.test', odd)).toMatchObject({ code: 'wrong-password' });
  });

  it('enrols somebody who has an account and types its password; a wrong one changes nothing', async () => {
    const [first, second] = [await seedSection(), await seedSection()];
    const input = newcomer(first.joinCode);
    value(await joinWithNewAccount(input, now));
    const wrong = { ...input, code: second.joinCode, password: 'somebody else’s' };
    expect(await joinWithNewAccount(wrong, now)).toMatchObject({ ok: false, code: 'wrong-password' });
    expect(await database().enrollment.count({ where: { sectionId: second.id } })).toBe(1);
    expect(value(await joinWithNewAccount({ ...input, code: second.joinCode }, now)).sectionId).toBe(
      second.id,
    );
    expect(await database().enrollment.count({ where: { sectionId: second.id } })).toBe(2);
  });

  it.each([
    [{ email: 'no address' }, 'bad-request'],
    [{ email: 'two@at@signs.test' }, 'bad-request'],
    [{ password: 'seven77' }, 'bad-request'],
    [{ password: 'x'.repeat(201) }, 'bad-request'],
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
    expect(await joinWithNewAccount(input, now)).toMatchObject({ ok: false, code });
    expect(await database().enrollment.count({ where: { sectionId: section.id } })).toBe(1);
  });

  it('lets somebody be an instructor here and a student there, and no join turns the one into the other', async () => {
    const [mine, other] = [await seedSection(), await seedSection()];
    value(await joinSection(mine.instructor, other.joinCode));
    value(await joinSection(mine.instructor, mine.joinCode));
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
    expect(value(await lookUpSection(who, section.joinCode))).toMatchObject({ id: section.id });
    for (let at = 0; at < 60; at += 1) await lookUpSection(who, 'ZZZZZZ');
    expect(await lookUpSection(who, section.joinCode)).toMatchObject({ ok: false, code: 'throttled' });
  });

  it('lets a person in with their password and nobody without, unknown and passwordless people looking alike', async () => {
    const ada = await seedPerson('Ada', password);
    const never = await seedPerson('Never');
    expect(value(await verifyPassword(ada.email, password)).userId).toBe(ada.userId);
    const refused = await Promise.all([
      verifyPassword(ada.email, 'something else'),
      verifyPassword(never.email, password),
      verifyPassword('nobody@people.test', password),
      verifyPassword('no address', password),
      verifyPassword(ada.email, ''),
      verifyPassword(ada.email, 'x'.repeat(100_000)),
    ]);
    for (const refusal of refused) expect(refusal).toEqual(refused[0]);
    expect(refused[0]).toMatchObject({ ok: false, code: 'wrong-password' });
  });

  it('reads a password as the same however a keyboard composes its characters', async () => {
    const eve = await seedPerson('Eve', 'pa\u0301ssword'.normalize('NFD'));
    expect(await verifyPassword(eve.email, 'pa\u0301ssword'.normalize('NFC'))).toMatchObject({ ok: true });
  });

  it('holds an account up after ten wrong passwords, also for the right one, and no other account', async () => {
    const [ada, alan] = [await seedPerson('Ada', password), await seedPerson('Alan', password)];
    for (let at = 0; at < 10; at += 1) {
      expect(await verifyPassword(ada.email, `guess ${at}`)).toMatchObject({ code: 'wrong-password' });
    }
    const held = await verifyPassword(ada.email.toUpperCase(), password);
    expect(held).toMatchObject({ ok: false, code: 'throttled' });
    expect(held.ok ? 0 : held.retryAfterSeconds).toBeGreaterThan(14 * 60);
    expect(await verifyPassword(alan.email, password)).toMatchObject({ ok: true });
  });

  it('forgets wrong passwords after a right one', async () => {
    const ada = await seedPerson('Ada', password);
    for (let round = 0; round < 3; round += 1) {
      for (let at = 0; at < 9; at += 1) await verifyPassword(ada.email, 'wrong');
      expect(await verifyPassword(ada.email, password)).toMatchObject({ ok: true });
    }
  });

  it('does not tell which of a hundred guesses sent at once was right', async () => {
    const ada = await seedPerson('Ada', password);
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, at) => verifyPassword(ada.email, at === 90 ? password : `guess ${at}`)),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(0);
  });

  describe('a one-time code', () => {
    async function lostPassword() {
      const section = await seedSection();
      const ada = await seedStudent(section.id, 'Ada', password);
      const wanted = { sectionId: section.id, userId: ada.userId };
      const { code } = value(await makeOneTimeCode(section.instructor, wanted, now));
      return { section, ada, wanted, code };
    }

    it('sets a new password once, ends every other sign-in and begins one', async () => {
      const { ada, code } = await lostPassword();
      const old = await startSignIn(ada.userId, now);
      const input = { code, password: 'another password' };
      const { email, signIn } = value(await setPasswordByCode(input, now));
      expect(email).toBe(ada.email);
      expect(await verifyPassword(ada.email, 'another password')).toMatchObject({ ok: true });
      expect(await verifyPassword(ada.email, password)).toMatchObject({ ok: false });
      const rows = await database().signIn.findMany({ where: { userId: ada.userId } });
      expect(rows.find(({ id }) => id === old.id)?.endedAt).toEqual(now);
      expect(rows.find(({ id }) => id === signIn.id)?.endedAt).toBeNull();
      expect(await setPasswordByCode({ ...input, password: 'a third password' }, now)).toMatchObject({
        code: 'no-such-code',
      });
    });

    it('is used by one of two who use it at the same moment', async () => {
      const { code } = await lostPassword();
      const used = await Promise.all([
        setPasswordByCode({ code, password: 'first password' }, now),
        setPasswordByCode({ code, password: 'second password' }, now),
      ]);
      expect(used.filter(({ ok }) => ok)).toHaveLength(1);
    });

    it('is good for 48 hours, until it is used or a newer one is made', async () => {
      const { section, wanted, code } = await lostPassword();
      expect(await findOneTimeCode(code, later(48 * 60 - 1))).not.toBeNull();
      expect(await findOneTimeCode(code, later(48 * 60))).toBeNull();
      const newer = value(await makeOneTimeCode(section.instructor, wanted, now)).code;
      expect(await findOneTimeCode(code, now)).toBeNull();
      expect(await findOneTimeCode(newer, now)).not.toBeNull();
    });

    it('is not kept where it could be read', async () => {
      const { code } = await lostPassword();
      expect(JSON.stringify(await database().oneTimeCode.findMany())).not.toContain(code);
    });

    it('is not used up by a password that is too short', async () => {
      const { code } = await lostPassword();
      expect(await setPasswordByCode({ code, password: 'short' }, now)).toMatchObject({
        code: 'bad-request',
      });
      expect(await findOneTimeCode(code, now)).not.toBeNull();
    });

    it('is made by instructors for students of their own section only', async () => {
      const { section, ada, wanted } = await lostPassword();
      const elsewhere = await seedSection();
      const alan = await seedStudent(section.id, 'Alan');
      const tried = [
        makeOneTimeCode(elsewhere.instructor, wanted, now),
        makeOneTimeCode(elsewhere.instructor, { sectionId: elsewhere.id, userId: ada.userId }, now),
        makeOneTimeCode(alan, wanted, now),
        makeOneTimeCode(section.instructor, { ...wanted, userId: section.instructor.userId }, now),
      ];
      for (const made of await Promise.all(tried))
        expect(made).toMatchObject({ ok: false, code: 'not-found' });
    });

    it('is not made for somebody who teaches elsewhere', async () => {
      const { section } = await lostPassword();
      const { instructor: colleague } = await seedSection();
      value(await joinSection(colleague, section.joinCode));
      const wanted = { sectionId: section.id, userId: colleague.userId };
      expect(await makeOneTimeCode(section.instructor, wanted, now)).toMatchObject({ code: 'bad-request' });
    });

    it('cannot be guessed without being held up', async () => {
      const { code } = await lostPassword();
      const who = { address: `guesses a link, ${kind}` };
      for (let at = 0; at < 60; at += 1) await lookUpOneTimeCode(who, `guess ${at}`, now);
      expect(await lookUpOneTimeCode(who, code, now)).toMatchObject({ code: 'throttled' });
    });
  });

  it('makes an instructor with a section, and for one who teaches already only a new code', async () => {
    const input = { email: ' Grace@Navy.TEST', name: 'Grace', course: 'Compilers', section: 'Morning' };
    const first = value(await makeInstructor(input, now));
    expect(first.isNew).toBe(true);
    value(await setPasswordByCode({ code: first.code, password }, now));
    expect(await verifyPassword('grace@navy.test', password)).toMatchObject({ ok: true });
    const again = value(await makeInstructor(input, now));
    expect(again).toMatchObject({ isNew: false, sectionId: first.sectionId, userId: first.userId });
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

describe('passwords', () => {
  it('are counted in characters, not in bytes or halves of them', () => {
    expect(passwordProblem('🦊🦊🦊🦊🦊🦊🦊🦊')).toBeNull();
    expect(passwordProblem('🦊🦊🦊🦊🦊🦊🦊')).not.toBeNull();
    expect(passwordProblem('ß'.repeat(200))).toBeNull();
  });

  it('cost an unknown person the same work as a known one', async () => {
    const kept = await hashPassword(password);
    const spent = { known: 0, unknown: 0 };
    // Processor time of this process, taken in turns: a busy machine does not change it.
    for (let round = 0; round < 12; round += 1) {
      for (const [who, hash] of [['known', kept] as const, ['unknown', null] as const]) {
        const before = process.cpuUsage();
        await checkPassword(hash, 'something else', () => true);
        const { user, system } = process.cpuUsage(before);
        spent[who] += user + system;
      }
    }
    expect(spent.unknown / spent.known).toBeGreaterThan(0.6);
    expect(spent.unknown / spent.known).toBeLessThan(1.7);
  });

  it('never hash more than two at a time, and all of a class are answered', async () => {
    let most = 0;
    let running = 0;
    const answers = await Promise.all(
      Array.from({ length: 20 }, async () => {
        const answer = await checkPassword(null, 'x', () => {
          running += 1;
          most = Math.max(most, running);
          return true;
        });
        running -= 1;
        return answer;
      }),
    );
    expect(answers).toEqual(Array(20).fill(false));
    expect(most).toBeLessThanOrEqual(3);
  });
});
