import { beforeAll, describe, expect, it } from 'vitest';
import { makeInstructor } from '@/lib/server/classes/make-instructor';
import { storeSection } from '@/lib/server/classes/sections';
import { database } from '@/lib/server/database/db';
import { write } from '@/lib/server/database/writer';
import { joinSection, joinWithNewAccount, lookUpSection } from '@/lib/server/people/join-section';
import { makeDeviceCookie, type SignInSource, signInSource } from '@/lib/server/people/known-devices';
import {
  findOneTimeCode,
  listMadeLinks,
  lookUpOneTimeCode,
  makeOneTimeCode,
  makeOneTimeCodeFor,
  setPasswordByCode,
} from '@/lib/server/people/one-time-codes';
import { checkPassword, hashNewPassword } from '@/lib/server/people/passwords';
import { startSignIn } from '@/lib/server/people/sign-ins';
import { verifyPassword } from '@/lib/server/people/verify-password';
import { ok } from '@/lib/server/result';
import { onEveryDatabase } from '../../support/databases';
import { later, now, value } from '../../support/pairs';
import { hashFor, headersWith, seedPerson, seedSection, seedStudent, stranger } from '../../support/people';

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

  it('holds an address up after ten wrong passwords for an account, and no other address or account', async () => {
    const [ada, alan] = [await seedPerson('Ada', password), await seedPerson('Alan', password)];
    for (let at = 0; at < 10; at += 1) {
      expect(await verifyPassword(ada.email, `guess ${at}`, stranger)).toMatchObject({
        code: 'wrong-password',
      });
    }
    const held = await verifyPassword(ada.email.toUpperCase(), password, stranger);
    expect(held).toMatchObject({ ok: false, code: 'throttled' });
    expect(held.ok ? 0 : held.retryAfterSeconds).toBeGreaterThan(14 * 60);
    expect(await verifyPassword(alan.email, password, stranger)).toMatchObject({ ok: true });
    const elsewhere = { ...stranger, address: 'at home' };
    expect(await verifyPassword(ada.email, password, elsewhere)).toMatchObject({ ok: true });
  });

  describe('a device on which a person has signed in', () => {
    const at = (address: string, ...cookies: string[]): SignInSource => ({
      ...signInSource(headersWith(...cookies)),
      address,
    });

    /** Ada's phone, on which she has signed in, at an address. */
    async function seedAda() {
      const ada = await seedPerson('Ada', password);
      const cookie = await makeDeviceCookie(ada.userId, stranger);
      return { ada, cookie, phone: at('school', cookie) };
    }

    async function guess(email: string, times: number, addressOf: (n: number) => SignInSource) {
      for (let n = 0; n < times; n += 1) await verifyPassword(email, 'wrong', addressOf(n));
    }

    it('is never held up by others, at its own address or at a hundred', async () => {
      const { ada, phone } = await seedAda();
      await guess(ada.email, 12, () => at('school'));
      expect(await verifyPassword(ada.email, password, at('school'))).toMatchObject({ code: 'throttled' });
      expect(await verifyPassword(ada.email, password, phone)).toMatchObject({ ok: true });
      await guess(ada.email, 100, (n) => at(`bot ${n}`));
      expect(await verifyPassword(ada.email, password, phone)).toMatchObject({ ok: true });
      // Nobody guesses on from further addresses.
      const held = await verifyPassword(ada.email, password, at('one more'));
      expect(held).toMatchObject({ code: 'throttled' });
    });

    it('waits after ten wrong passwords of its own, for that account only', async () => {
      const { ada, cookie } = await seedAda();
      const alan = await seedPerson('Alan', password);
      const shared = at('lab', await makeDeviceCookie(alan.userId, at('lab', cookie)));
      await guess(ada.email, 10, () => shared);
      expect(await verifyPassword(ada.email, password, shared)).toMatchObject({ code: 'throttled' });
      expect(await verifyPassword(alan.email, password, shared)).toMatchObject({ ok: true });
      expect(await verifyPassword(ada.email, password, at('lab'))).toMatchObject({ ok: true });
    });

    it('stays known over other people’s sign-ins on it, twenty of them', async () => {
      const { ada, cookie } = await seedAda();
      const sources = [at('lab', cookie)];
      for (let n = 0; n < 20; n += 1) {
        const { userId } = await seedPerson(`Student ${n}`, password);
        sources.push(at('lab', await makeDeviceCookie(userId, sources.at(-1) ?? stranger)));
      }
      await guess(ada.email, 12, () => at('lab'));
      const asked = [sources[19], sources[20]].map((from) =>
        verifyPassword(ada.email, password, from ?? stranger),
      );
      expect(await Promise.all(asked)).toMatchObject([{ ok: true }, { code: 'throttled' }]);
    });

    it('is a stranger to other accounts, and to its own after a new password', async () => {
      const { ada, phone } = await seedAda();
      const alan = await seedPerson('Alan', password);
      await guess(alan.email, 12, () => at('school'));
      expect(await verifyPassword(alan.email, password, phone)).toMatchObject({ code: 'throttled' });
      const passwordHash = await hashFor(ada.email, 'another password');
      await write((tx) => tx.user.update({ where: { id: ada.userId }, data: { passwordHash } }));
      await guess(ada.email, 12, () => at('school'));
      expect(await verifyPassword(ada.email, 'another password', phone)).toMatchObject({ code: 'throttled' });
    });

    it('is known by its own cookie only, which names nobody and runs out', async () => {
      const { ada, cookie } = await seedAda();
      expect(cookie).toMatch(/^duet-device=.*; HttpOnly; SameSite=Lax$/);
      expect(decodeURIComponent(cookie)).not.toMatch(new RegExp(`${ada.userId}|${ada.email}|Ada`));
      const changed = [
        cookie.replace(/=./, '=x'),
        cookie.replace(/\.(\d{13})\./, (_, end) => `.${Number(end) + 1}.`),
        cookie.replace(/\.[\w-]+;/, '.;'),
        'duet-device=',
        'duet-device=x.y.z',
      ];
      for (const line of changed) expect(signInSource(headersWith(line)).device).toBeNull();
      const muchLater = new Date(Date.now() + 401 * 24 * 3_600_000);
      expect(signInSource(headersWith(cookie)).device).not.toBeNull();
      expect(signInSource(headersWith(cookie), muchLater).device).toBeNull();
    });
  });

  it('forgets wrong passwords after a right one', async () => {
    const ada = await seedPerson('Ada', password);
    for (let round = 0; round < 3; round += 1) {
      for (let at = 0; at < 9; at += 1) await verifyPassword(ada.email, 'wrong', stranger);
      expect(await verifyPassword(ada.email, password, stranger)).toMatchObject({ ok: true });
    }
  });

  it.each([
    ['one address', () => 'here'],
    ['as many addresses', (n: number) => `another bot ${n}`],
  ])('does not tell which of 150 guesses sent at once from %s was right', async (_where, addressOf) => {
    const ada = await seedPerson('Ada', password);
    const answers = await Promise.all(
      Array.from({ length: 150 }, (_, n) => {
        const from = { ...stranger, address: addressOf(n) };
        // Turns come from both ends, three from the front for one from the back: this is among the last.
        return verifyPassword(ada.email, n === 110 ? password : `guess ${n}`, from);
      }),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(0);
  });

  it('lets a thousand people of one school sign in at once, with their typing mistakes', async () => {
    const people = Array.from({ length: 1_000 }, (_, at) => ({
      id: `${kind}-${at}`,
      email: `pupil-${at}@people.test`,
      name: 'Pupil',
    }));
    const passwordHash = await hashFor('everybody', password);
    await write((tx) => tx.user.createMany({ data: people.map((one) => ({ ...one, passwordHash })) }));
    const answers = await Promise.all(
      people.map(async ({ email }, at) => {
        const school = { ...stranger, address: 'the school' };
        if (at % 10 === 0) await verifyPassword(email, 'mistyped', school);
        return verifyPassword(email, password, school);
      }),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1_000);
  });

  it('lets somebody new in before 600 addresses that have guessed wrong before', async () => {
    const ada = await seedPerson('Ada', password);
    let answered = 0;
    const flood = () =>
      Promise.all(
        Array.from({ length: 600 }, async (_, at) => {
          const from = { ...stranger, address: `bot ${kind} ${at}` };
          await verifyPassword(`nobody-${at}@people.test`, 'wrong', from);
          answered += 1;
        }),
      );
    await flood();
    answered = 0;
    const guesses = flood();
    const home = { ...stranger, address: `a new home, ${kind}` };
    expect(await verifyPassword(ada.email, password, home)).toMatchObject({ ok: true });
    expect(answered).toBeLessThan(20);
    await guesses;
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
      const old = await startSignIn(ada.userId, 'password', now);
      const input = { code, password: 'another password' };
      const { email, signIn } = value(await setPasswordByCode(input, stranger, now));
      expect(email).toBe(ada.email);
      expect(await verifyPassword(ada.email, 'another password', stranger)).toMatchObject({ ok: true });
      expect(await verifyPassword(ada.email, password, stranger)).toMatchObject({ ok: false });
      const rows = await database().signIn.findMany({ where: { userId: ada.userId } });
      expect(rows.find(({ id }) => id === old.id)?.endedAt).toEqual(now);
      expect(rows.find(({ id }) => id === signIn.id)?.endedAt).toBeNull();
      expect(
        await setPasswordByCode({ ...input, password: 'a third password' }, stranger, now),
      ).toMatchObject({
        code: 'no-such-code',
      });
    });

    it('is used by one of two who use it at the same moment', async () => {
      const { code } = await lostPassword();
      const used = await Promise.all([
        setPasswordByCode({ code, password: 'first password' }, stranger, now),
        setPasswordByCode({ code, password: 'second password' }, stranger, now),
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

    it.each(['short', 'iloveyou1'])(
      'is not used up by a password that is too short or easy to guess: %s',
      async (refused) => {
        const { code } = await lostPassword();
        expect(await setPasswordByCode({ code, password: refused }, stranger, now)).toMatchObject({
          code: 'bad-request',
        });
        expect(await findOneTimeCode(code, now)).not.toBeNull();
      },
    );

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
      value(await joinSection(colleague, { code: section.joinCode }, now));
      const wanted = { sectionId: section.id, userId: colleague.userId };
      expect(await makeOneTimeCode(section.instructor, wanted, now)).toMatchObject({ code: 'bad-request' });
    });

    it('is neither made nor good for somebody who also sits in a class of somebody else', async () => {
      const { section, ada, wanted, code } = await lostPassword();
      const both = await write((tx) =>
        storeSection(tx, { userId: section.instructor.userId, course: 'Compilers', title: 'Evening' }),
      );
      value(await joinSection(ada, { code: both.joinCode }, now));
      expect(await findOneTimeCode(code, now), 'in two classes of one instructor').not.toBeNull();
      const again = value(await makeOneTimeCode(section.instructor, wanted, now)).code;
      const colleague = await seedSection();
      value(await joinSection(ada, { code: colleague.joinCode }, now));
      const input = { code: again, password: 'another password' };
      expect(await setPasswordByCode(input, stranger, now)).toMatchObject({ code: 'no-such-code' });
      expect(await verifyPassword(ada.email, password, stranger)).toMatchObject({ ok: true });
      for (const { instructor, id } of [section, colleague]) {
        const made = await makeOneTimeCode(instructor, { ...wanted, sectionId: id }, now);
        expect(made).toMatchObject({ code: 'bad-request', message: expect.stringMatching('operator') });
      }
      const byOperator = value(await makeOneTimeCodeFor(` ${ada.email.toUpperCase()} `, now));
      value(await setPasswordByCode({ ...input, code: byOperator.code }, stranger, now));
      expect(await verifyPassword(ada.email, input.password, stranger)).toMatchObject({ ok: true });
    });

    it('is told to its person, and to nobody else', async () => {
      const { section, ada } = await lostPassword();
      value(await makeOneTimeCodeFor(ada.email, later(1)));
      expect(await listMadeLinks(ada, later(2))).toEqual([
        { by: null, madeAt: later(1) },
        { by: section.instructor.name, madeAt: now },
      ]);
      expect(await listMadeLinks(ada, later(15 * 24 * 60))).toEqual([]);
      expect(await listMadeLinks(section.instructor, later(2))).toEqual([]);
      expect(await makeOneTimeCodeFor('nobody@people.test', now)).toMatchObject({ code: 'not-found' });
    });

    it('cannot be guessed without being held up', async () => {
      const { code } = await lostPassword();
      const who = { address: `guesses a link, ${kind}` };
      // At once: it may try one more every four seconds.
      await Promise.all(Array.from({ length: 620 }, (_, at) => lookUpOneTimeCode(who, `guess ${at}`, now)));
      expect(await lookUpOneTimeCode(who, code, now)).toMatchObject({ code: 'throttled' });
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

describe('passwords', () => {
  it('are counted in characters, not in bytes or halves of them', async () => {
    const ada = { name: 'Ada', email: 'ada@people.test' };
    const turn = { account: ada.email, source: 'tests', isKnown: false };
    const chosen = (text: string) => hashNewPassword(text, ada, turn);
    expect(await chosen('🦊🐢🌵🎻🧭🍋🚲🪁')).toMatchObject({ ok: true });
    expect(await chosen('🦊🐢🌵🎻🧭🍋🚲')).toMatchObject({ code: 'bad-request' });
    const long = 'Füße tragen schöne grüne Bären? '.repeat(7);
    expect(await chosen(long.slice(0, 200))).toMatchObject({ ok: true });
    expect(await chosen(long.slice(0, 201))).toMatchObject({ code: 'bad-request' });
  });

  it('cost an unknown person the same work as a known one', async () => {
    const kept = await hashFor('ada@people.test', password);
    const turn = { account: 'ada@people.test', source: 'tests', isKnown: false };
    const spent = { known: 0, unknown: 0 };
    // Processor time of this process, taken in turns: a busy machine does not change it.
    for (let round = 0; round < 12; round += 1) {
      for (const [who, hash] of [['known', kept] as const, ['unknown', null] as const]) {
        const before = process.cpuUsage();
        await checkPassword('something else', turn, async () => ok(hash));
        const { user, system } = process.cpuUsage(before);
        spent[who] += user + system;
      }
    }
    expect(spent.unknown / spent.known).toBeGreaterThan(0.6);
    expect(spent.unknown / spent.known).toBeLessThan(1.7);
  });

  it('are compared for all of a class that come at once, two at a time', async () => {
    let running = 0;
    let most = 0;
    const answers = await Promise.all(
      Array.from({ length: 200 }, async (_, at) => {
        const turn = { account: `student-${at}@people.test`, source: 'school', isKnown: false };
        const answer = await checkPassword('x', turn, async () => {
          running += 1;
          most = Math.max(most, running);
          return ok(null);
        });
        running -= 1;
        return answer;
      }),
    );
    expect(answers).toEqual(Array(200).fill({ ok: true, value: false }));
    expect(most).toBeLessThanOrEqual(3);
  });
});
