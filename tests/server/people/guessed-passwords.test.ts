import { beforeAll, describe, expect, it } from 'vitest';
import { write } from '@/lib/server/database/writer';
import { makeDeviceCookie, type SignInSource, signInSource } from '@/lib/server/people/known-devices';
import { verifyPassword } from '@/lib/server/people/verify-password';
import { onEveryDatabase } from '../../support/databases';
import { hashFor, headersWith, seedPerson, stranger } from '../../support/people';

const password = 'a long enough password';

onEveryDatabase((kind, makeDatabase) => {
  beforeAll(makeDatabase);

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
});
