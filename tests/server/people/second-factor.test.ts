import { beforeAll, expect, it, vi } from 'vitest';
import { database } from '@/lib/server/database/db';
import { write } from '@/lib/server/database/writer';
import { joinWithNewAccount } from '@/lib/server/people/join-section';
import { findOneTimeCode, makeOneTimeCodeFor, setPasswordByCode } from '@/lib/server/people/one-time-codes';
import { unseal } from '@/lib/server/people/sealed-texts';
import { seatPartner } from '@/lib/server/people/seat-partner';
import {
  addSecondFactor,
  findOwnSecondFactor,
  makeSecondFactorKey,
  removeSecondFactor,
  removeSecondFactorOf,
  renewRecoveryCodes,
} from '@/lib/server/people/second-factor';
import { sealedKeyPurpose } from '@/lib/server/people/second-step';
import { hasTicket, makeTicket, spendTicket, tryTicket } from '@/lib/server/people/sign-in-tickets';
import { storeSignIn } from '@/lib/server/people/sign-ins';
import { verifyPassword, writeAsVerified } from '@/lib/server/people/verify-password';
import { viewerFromHeaders } from '@/lib/server/people/viewer';
import { ok } from '@/lib/server/result';
import { codeOf } from '../../support/app-codes';
import { onEveryDatabase } from '../../support/databases';
import { later, now, value } from '../../support/pairs';
import { headersWith, seedPerson, seedSection, signInAs, stranger } from '../../support/people';

vi.hoisted(() => {
  process.env.AUTH_SECRET = 'a secret for tests, long enough';
});

const password = 'a long enough password';
const seconds = 1 / 60;

onEveryDatabase((_kind, makeDatabase) => {
  beforeAll(makeDatabase);

  async function teacher() {
    const grace = await seedPerson('Grace', password);
    const section = await seedSection(grace);
    const { id, cookie } = await signInAs(grace);
    return { grace: { ...grace, signInId: id }, section, cookie };
  }

  /** Somebody who teaches and has an app since now. */
  async function withApp() {
    const { grace, section, cookie } = await teacher();
    const { key, sealed } = value(await makeSecondFactorKey(grace, now));
    const signInCode = codeOf(key, now);
    const { recoveryCodes } = value(
      await addSecondFactor(grace, { present: password, signInCode, sealed }, stranger, now),
    );
    return { grace, section, cookie, key, recoveryCodes };
  }

  const signIn = async (email: string, given: string | null, at: Date, from = stranger) => {
    const verified = value(await verifyPassword(email, password, from));
    return writeAsVerified(
      verified,
      given,
      async (tx, passed) => ok(await storeSignIn(tx, passed, 'password', from, at)),
      at,
    );
  };
  const kindsOf = async (userId: string) =>
    (
      await database().auditRecord.findMany({
        where: { OR: [{ actorId: userId }, { subjectId: userId }], kind: { contains: 'co' } },
        orderBy: [{ at: 'asc' }, { id: 'asc' }],
      })
    )
      .map(({ kind }) => kind)
      .filter((kind) => /second-factor|recovery/.test(kind));

  it('is added by who teaches, with password and first code, and ends the sign-ins of everywhere else', async () => {
    const { grace, cookie } = await teacher();
    const elsewhere = await signInAs(grace);
    const { key, address, sealed } = value(await makeSecondFactorKey(grace, now));
    expect(address).toContain(key);
    expect(await database().secondFactor.count({ where: { userId: grace.userId } })).toBe(0);
    const add = (change: object, at = now) =>
      addSecondFactor(
        grace,
        { present: password, signInCode: codeOf(key, now), sealed, ...change },
        stranger,
        at,
      );
    expect(await add({ present: 'wrong' })).toMatchObject({ code: 'wrong-password' });
    expect(await add({ signInCode: codeOf(key, later(2)) })).toMatchObject({ code: 'wrong-code' });
    expect(await add({ sealed: 'x' })).toMatchObject({ code: 'bad-request' });
    expect(await add({ signInCode: codeOf(key, later(15)) }, later(15))).toMatchObject({
      code: 'bad-request',
    });
    const others = value(await makeSecondFactorKey((await teacher()).grace, now));
    expect(await add({ sealed: others.sealed })).toMatchObject({ code: 'bad-request' });
    expect(await viewerFromHeaders(headersWith(elsewhere.cookie), now)).not.toBeNull();

    const { recoveryCodes } = value(await add({}));
    expect(new Set(recoveryCodes).size).toBe(10);
    expect(await findOwnSecondFactor(grace)).toEqual({ addedAt: now, recoveryCodesLeft: 10 });
    expect(await viewerFromHeaders(headersWith(elsewhere.cookie), now)).toBeNull();
    expect(await viewerFromHeaders(headersWith(cookie), now)).not.toBeNull();
    expect(await add({})).toMatchObject({ code: 'bad-request' });
    expect(await kindsOf(grace.userId)).toEqual(['second-factor-added']);
  });

  it('is nothing for who does not teach, and stays removable for who has stopped', async () => {
    const ada = await seedPerson('Ada', password);
    expect(await makeSecondFactorKey(ada, now)).toMatchObject({ code: 'not-found' });
    const input = { present: password, signInCode: '000000', sealed: 'x' };
    expect(await addSecondFactor(ada, input, stranger, now)).toMatchObject({ code: 'not-found' });
    const { grace, key } = await withApp();
    await write((tx) => tx.enrollment.deleteMany({ where: { userId: grace.userId } }));
    const signInCode = codeOf(key, later(1));
    value(await removeSecondFactor(grace, { present: password, signInCode }, stranger, later(1)));
  });

  it('is stored so that neither key nor codes can be read from the database', async () => {
    const { grace, key, recoveryCodes } = await withApp();
    const rows = JSON.stringify([
      await database().secondFactor.findMany(),
      await database().recoveryCode.findMany(),
    ]);
    for (const secret of [key, ...recoveryCodes]) expect(rows).not.toContain(secret);
    const { sealedKey } = await database().secondFactor.findUniqueOrThrow({
      where: { userId: grace.userId },
    });
    expect(unseal(sealedKeyPurpose, grace.userId, sealedKey)).toBe(key);
    expect(unseal(sealedKeyPurpose, 'somebody else', sealedKey)).toBeNull();
    expect(unseal('another purpose', grace.userId, sealedKey)).toBeNull();
    const changed = Buffer.from(sealedKey, 'base64url');
    changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1;
    expect(unseal(sealedKeyPurpose, grace.userId, changed.toString('base64url'))).toBeNull();
  });

  it('asks for a code at the sign-in, takes each once, and none of a step before the last', async () => {
    const { grace, key } = await withApp();
    expect(await signIn(grace.email, null, later(1))).toMatchObject({ code: 'code-needed' });
    expect(await signIn(grace.email, '  ', later(1))).toMatchObject({ code: 'code-needed' });
    // The one that confirmed it.
    expect(await signIn(grace.email, codeOf(key, now), later(10 * seconds))).toMatchObject({
      code: 'wrong-code',
    });
    const next = codeOf(key, later(1));
    value(await signIn(grace.email, next, later(1)));
    expect(await signIn(grace.email, next, later(1))).toMatchObject({ code: 'wrong-code' });
    // Still within the window, but older than the newest that was used.
    expect(await signIn(grace.email, codeOf(key, later(0.5)), later(1))).toMatchObject({
      code: 'wrong-code',
    });
    value(await signIn(grace.email, ` ${codeOf(key, later(1.5)).replace(/(...)/, '$1 ')}`, later(1)));
  });

  it('takes each recovery code once, and none after new ones were made', async () => {
    const { grace, key, recoveryCodes } = await withApp();
    const [first = '', second = ''] = recoveryCodes;
    value(await signIn(grace.email, first.toLowerCase().replaceAll('-', ' '), later(1)));
    expect(await signIn(grace.email, first, later(1))).toMatchObject({ code: 'wrong-code' });
    expect(await findOwnSecondFactor(grace)).toMatchObject({ recoveryCodesLeft: 9 });
    const renew = (signInCode: string, at: Date) => renewRecoveryCodes(grace, { signInCode }, stranger, at);
    expect(await renew('000000', later(1))).toMatchObject({ code: 'wrong-code' });
    const renewed = value(await renew(codeOf(key, later(2)), later(2)));
    expect(await signIn(grace.email, second, later(3))).toMatchObject({ code: 'wrong-code' });
    value(await signIn(grace.email, renewed.recoveryCodes[9] ?? '', later(3)));
    expect(await kindsOf(grace.userId)).toEqual([
      'second-factor-added',
      'recovery-code-used',
      'recovery-codes-renewed',
      'recovery-code-used',
    ]);
    const others = await withApp();
    expect(await signIn(grace.email, others.recoveryCodes[0] ?? '', later(4))).toMatchObject({
      code: 'wrong-code',
    });
  });

  it.each(['code of the app', 'recovery code'])(
    'lets one of many win that use the same %s at once',
    async (what) => {
      for (let round = 0; round < 4; round += 1) {
        const { grace, key, recoveryCodes } = await withApp();
        const given = what === 'recovery code' ? (recoveryCodes[0] ?? '') : codeOf(key, later(1));
        const tries = Array.from({ length: 4 }, (_, at) =>
          verifyPassword(grace.email, password, { ...stranger, address: `address ${at}` }),
        );
        const verified = (await Promise.all(tries)).map(value);
        const begun = await Promise.all(
          verified.map((one) =>
            writeAsVerified(
              one,
              given,
              async (tx, passed) => ok(await storeSignIn(tx, passed, 'password', stranger, later(1))),
              later(1),
            ),
          ),
        );
        expect(begun.filter((one) => one.ok)).toHaveLength(1);
        const signIns = await database().signIn.count({ where: { userId: grace.userId, endedAt: null } });
        expect(signIns).toBe(2);
      }
    },
  );

  it('lets nobody guess, and does not forgive wrong codes because the password was right', async () => {
    const { grace, key } = await withApp();
    for (let at = 0; at < 10; at += 1) {
      expect(await signIn(grace.email, '000000', later(1))).toMatchObject({ code: 'wrong-code' });
    }
    const right = codeOf(key, later(1));
    expect(await signIn(grace.email, right, later(1))).toMatchObject({ code: 'throttled' });
    expect(await renewRecoveryCodes(grace, { signInCode: right }, stranger, later(1))).toMatchObject({
      code: 'throttled',
    });
    value(await signIn(grace.email, right, later(1), { ...stranger, address: 'elsewhere' }));
  });

  it('is asked for by every way in: joining with a password, a seat at a screen, a link to a new password', async () => {
    const { grace, key } = await withApp();
    const other = await seedSection();
    const join = (signInCode?: string) =>
      joinWithNewAccount(
        { code: other.joinCode, name: 'Grace', email: grace.email, password, signInCode },
        stranger,
        new Date(),
      );
    expect(await join()).toMatchObject({ code: 'code-needed' });
    expect(await join('000000')).toMatchObject({ code: 'wrong-code' });
    const enrolled = () =>
      database().enrollment.count({ where: { userId: grace.userId, sectionId: other.id } });
    expect(await enrolled()).toBe(0);

    const ada = await seedPerson('Ada');
    let seats = 0;
    const seat = (signInCode?: string) =>
      seatPartner(ada, { email: grace.email, password, signInCode }, stranger, async () => {
        seats += 1;
        return ok({ seatId: 'seat' });
      });
    expect(await seat()).toMatchObject({ code: 'code-needed' });
    expect(await seat('000000')).toMatchObject({ code: 'wrong-code' });
    expect(seats).toBe(0);

    const { code } = value(await makeOneTimeCodeFor(grace.email, new Date()));
    expect(await findOneTimeCode(code, new Date())).toMatchObject({ asksForCode: true });
    const set = (signInCode?: string) =>
      setPasswordByCode({ code, password: 'seven green herons', signInCode }, stranger, new Date());
    expect(await set()).toMatchObject({ code: 'code-needed' });
    expect(await set('000000')).toMatchObject({ code: 'wrong-code' });
    expect(await findOneTimeCode(code, new Date())).not.toBeNull();

    value(await join(codeOf(key, new Date())));
    expect(await enrolled()).toBe(1);
    value(await seat(codeOf(key, new Date(Date.now() + 30_000))));
    expect(seats).toBe(1);
    const [recovery] = value(
      await (async () => {
        const stored = await database().secondFactor.findUniqueOrThrow({ where: { userId: grace.userId } });
        await write((tx) => tx.secondFactor.update({ where: { id: stored.id }, data: { lastStep: 0 } }));
        return renewRecoveryCodes(grace, { signInCode: codeOf(key, new Date()) }, stranger, new Date());
      })(),
    ).recoveryCodes;
    value(await set(recovery));
    // The link did not take it away.
    expect(await findOwnSecondFactor(grace)).not.toBeNull();
    const used = await verifyPassword(grace.email, 'seven green herons', stranger);
    expect(await writeAsVerified(value(used), null, async () => ok('in'))).toMatchObject({
      code: 'code-needed',
    });
  });

  it('is removed by password and code, with all that belongs to it', async () => {
    const { grace, cookie, key } = await withApp();
    value(await signIn(grace.email, codeOf(key, later(1)), later(1)));
    const remove = (present: string, signInCode: string) =>
      removeSecondFactor(grace, { present, signInCode }, stranger, later(2));
    expect(await remove('wrong', codeOf(key, later(2)))).toMatchObject({ code: 'wrong-password' });
    expect(await remove(password, '000000')).toMatchObject({ code: 'wrong-code' });
    value(await remove(password, codeOf(key, later(2))));
    expect(await findOwnSecondFactor(grace)).toBeNull();
    expect(await database().recoveryCode.count({ where: { userId: grace.userId } })).toBe(0);
    expect(await database().signIn.count({ where: { userId: grace.userId, endedAt: null } })).toBe(1);
    expect(await viewerFromHeaders(headersWith(cookie), later(2))).not.toBeNull();
    value(await signIn(grace.email, null, later(3)));
    expect(await kindsOf(grace.userId)).toEqual(['second-factor-added', 'second-factor-removed']);
  });

  it('is removed by the operator, who signs the person out everywhere', async () => {
    const { grace } = await withApp();
    expect(await removeSecondFactorOf('nobody@people.test', later(1))).toMatchObject({ code: 'not-found' });
    const asked = ` ${grace.email.toUpperCase()}`;
    expect(value(await removeSecondFactorOf(asked, later(1)))).toEqual({
      email: grace.email,
      wasThere: true,
    });
    expect(value(await removeSecondFactorOf(asked, later(1)))).toEqual({
      email: grace.email,
      wasThere: false,
    });
    expect(await database().signIn.count({ where: { userId: grace.userId, endedAt: null } })).toBe(0);
    value(await signIn(grace.email, null, later(2)));
    expect(await kindsOf(grace.userId)).toEqual(['second-factor-added', 'second-factor-removed']);
  });

  it('added twice at once is added once', async () => {
    const { grace } = await teacher();
    const keys = [value(await makeSecondFactorKey(grace, now)), value(await makeSecondFactorKey(grace, now))];
    const added = await Promise.all(
      keys.map(({ key, sealed }) =>
        addSecondFactor(grace, { present: password, signInCode: codeOf(key, now), sealed }, stranger, now),
      ),
    );
    expect(added.filter((one) => one.ok)).toHaveLength(1);
    expect(await database().recoveryCode.count({ where: { userId: grace.userId } })).toBe(10);
  });

  it('lets recovery codes in where the secret of the server has changed and no app can', async () => {
    const { grace, key, recoveryCodes } = await withApp();
    const { sealedKey } = await database().secondFactor.findUniqueOrThrow({
      where: { userId: grace.userId },
    });
    const foreign = sealedKey.slice(0, -4) + (sealedKey.endsWith('AAAA') ? 'BBBB' : 'AAAA');
    await write((tx) =>
      tx.secondFactor.update({ where: { userId: grace.userId }, data: { sealedKey: foreign } }),
    );
    expect(await signIn(grace.email, codeOf(key, later(1)), later(1))).toMatchObject({ code: 'wrong-code' });
    value(await signIn(grace.email, recoveryCodes[0] ?? '', later(1)));
  });

  it('has a ticket stand for the password: for five minutes, five tries, one sign-in, one place, one password', async () => {
    const { grace } = await withApp();
    const ticketOf = async (from = stranger) => {
      const cookie = await makeTicket(value(await verifyPassword(grace.email, password, from)), now);
      expect(cookie).toMatch(/HttpOnly/);
      return { headers: headersWith(cookie), ticket: cookie.split(/[=;]/)[1] ?? '' };
    };
    const { headers, ticket } = await ticketOf();
    const rows = JSON.stringify(await database().signInTicket.findMany({ where: { userId: grace.userId } }));
    expect(rows).not.toContain(ticket);
    expect(await hasTicket(headers, stranger, later(4.99))).toBe(true);
    expect(await hasTicket(headers, stranger, later(5))).toBe(false);
    expect(await hasTicket(headersWith(), stranger, now)).toBe(false);
    const elsewhere = { ...stranger, address: 'elsewhere' };
    expect(await hasTicket(headers, elsewhere, now)).toBe(false);
    expect(await tryTicket(ticket, elsewhere, now)).toMatchObject({ code: 'sign-in-again' });
    const tries = await Promise.all(Array.from({ length: 8 }, () => tryTicket(ticket, stranger, now)));
    expect(tries.filter((one) => one.ok)).toHaveLength(5);
    expect(await hasTicket(headers, stranger, now)).toBe(false);

    const another = await ticketOf();
    const { id } = value(await tryTicket(another.ticket, stranger, now));
    const spent = await Promise.all([1, 2].map(() => write((tx) => spendTicket(tx, id))));
    expect(spent.filter(Boolean)).toHaveLength(1);
    expect(await tryTicket(another.ticket, stranger, now)).toMatchObject({ code: 'sign-in-again' });

    const last = await ticketOf();
    expect(await database().signInTicket.count({ where: { userId: grace.userId } })).toBe(1);
    await write((tx) => tx.user.update({ where: { id: grace.userId }, data: { passwordHash: 'another' } }));
    expect(await hasTicket(last.headers, stranger, now)).toBe(false);
  });
});
