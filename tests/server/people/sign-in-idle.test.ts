import { beforeAll, expect, it, vi } from 'vitest';
import { database } from '@/lib/server/database/db';
import { write } from '@/lib/server/database/writer';
import { listOwnSignIns } from '@/lib/server/people/own-account';
import { rememberedViewer } from '@/lib/server/people/remembered-viewer';
import { makeSeatCookie } from '@/lib/server/people/seat-cookies';
import { startSignIn } from '@/lib/server/people/sign-ins';
import { viewerFromHeaders } from '@/lib/server/people/viewer';
import { perProcess } from '@/lib/server/per-process';
import { onEveryDatabase } from '../../support/databases';
import { later, now } from '../../support/pairs';
import { headersWith, seedPerson, signInAs } from '../../support/people';
import { hearing } from '../../support/sign-ins';

const { recorded, sentStatements } = await vi.hoisted(() => {
  process.env.AUTH_SECRET = 'a secret for tests, long enough';
  process.env.SIGN_IN_IDLE_MINUTES = '120';
  return import('../../support/recorded-statements');
});

vi.mock('@/lib/generated/sqlite/client', async (importOriginal) => recorded(await importOriginal()));
vi.mock('@/lib/generated/postgresql/client', async (importOriginal) => recorded(await importOriginal()));

const hours = 60;
const seconds = 1 / 60;
const ms = seconds / 1_000;
const soon = { timeout: 10_000 };

onEveryDatabase((_kind, makeDatabase) => {
  beforeAll(async () => {
    await makeDatabase();
    await hearing();
  });

  async function signedIn() {
    const ada = await seedPerson('Ada');
    const { id, cookie } = await signInAs(ada);
    return { ada, id, cookie, headers: headersWith(cookie) };
  }

  const lastUse = async (id: string) =>
    (await database().signIn.findUniqueOrThrow({ where: { id } })).lastUsedAt;
  const noted = (id: string, at: Date) => expect.poll(() => lastUse(id), soon).toEqual(at);
  /** What was noted before has been written by then: noting begins its write at once. */
  async function settled(): Promise<void> {
    const uses = perProcess('sign-in-uses', () => ({ waiting: new Map<string, Date>(), isWriting: false }));
    await expect.poll(() => uses.isWriting, soon).toBe(false);
  }
  const writes = () => sentStatements.filter((sql) => /^UPDATE [^ ]*SignIn/i.test(sql)).length;

  it('knows a person for two hours after they last did something, and no longer', async () => {
    const { id, headers } = await signedIn();
    expect(await viewerFromHeaders(headers, later(2 * hours - ms))).not.toBeNull();
    expect(await viewerFromHeaders(headers, later(2 * hours))).toBeNull();
    // Only looking at it did not keep it.
    expect(await lastUse(id)).toEqual(now);
    expect(await viewerFromHeaders(headers, later(hours), 'use')).not.toBeNull();
    await noted(id, later(hours));
    expect(await viewerFromHeaders(headers, later(3 * hours - ms))).not.toBeNull();
    expect(await viewerFromHeaders(headers, later(3 * hours))).toBeNull();
  });

  it('is not kept for longer than twelve hours by any use', async () => {
    const { id, headers } = await signedIn();
    for (let hour = 1; hour < 12; hour += 1) {
      expect(await viewerFromHeaders(headers, later(hour * hours), 'use')).not.toBeNull();
      await noted(id, later(hour * hours));
    }
    expect(await viewerFromHeaders(headers, later(12 * hours), 'use')).toBeNull();
  });

  it('does not outlive its end in the memory of who asked', async () => {
    const { headers } = await signedIn();
    expect(await rememberedViewer(headers, later(2 * hours - seconds))).not.toBeNull();
    expect(await rememberedViewer(headers, later(2 * hours - ms))).not.toBeNull();
    expect(await rememberedViewer(headers, later(2 * hours))).toBeNull();
  });

  it('is noted as used once in five minutes at most, and costs a remembered call no statement', async () => {
    const { id, headers } = await signedIn();
    for (const at of [1, 2, 5 - ms]) await viewerFromHeaders(headers, later(at), 'use');
    await settled();
    expect(await lastUse(id)).toEqual(now);
    // Remembered before anything was due.
    expect(await rememberedViewer(headers, later(5 - 2 * seconds), 'nothing')).not.toBeNull();
    sentStatements.length = 0;
    for (const at of [5 - seconds, 5 - ms]) await rememberedViewer(headers, later(at), 'use');
    await settled();
    const isOwn = (sql: string) => /SignIn/.test(sql);
    expect(sentStatements.filter(isOwn)).toEqual([]);
    // Due, and still from memory: one write, and then none again.
    for (const at of [5, 5 + ms, 5 + seconds]) await rememberedViewer(headers, later(at), 'use');
    await settled();
    expect([sentStatements.filter(isOwn).length, writes()]).toEqual([1, 1]);
    expect(await lastUse(id)).toEqual(later(5));
  });

  it('is moved on by one write, however many uses come at once, and for all who come at once', async () => {
    const class_ = await Promise.all(Array.from({ length: 30 }, signedIn));
    sentStatements.length = 0;
    const at = later(hours);
    await Promise.all(
      class_.flatMap(({ headers }) => [1, 2, 3].map(() => viewerFromHeaders(headers, at, 'use'))),
    );
    for (const { id } of class_) await noted(id, at);
    await settled();
    expect(writes()).toBeLessThanOrEqual(4);
  });

  it('is only moved forward, whatever order the uses are written in', async () => {
    const { id, headers } = await signedIn();
    await viewerFromHeaders(headers, later(hours), 'use');
    await noted(id, later(hours));
    await viewerFromHeaders(headers, later(hours / 2), 'use');
    await settled();
    expect(await lastUse(id)).toEqual(later(hours));
  });

  it('of a second person at the screen goes on and ends with what is done there', async () => {
    const { id, cookie } = await signedIn();
    const alan = await seedPerson('Alan');
    const signIn = await startSignIn(alan.userId, 'same-screen', now);
    const together = headersWith(cookie, makeSeatCookie('seat', signIn, id));
    await viewerFromHeaders(together, later(1.5 * hours), 'use');
    for (const used of [id, signIn.id]) await noted(used, later(1.5 * hours));
    expect((await viewerFromHeaders(together, later(3 * hours)))?.seats).toHaveLength(1);
    await write((tx) => tx.signIn.update({ where: { id: signIn.id }, data: { lastUsedAt: now } }));
    expect((await viewerFromHeaders(together, later(3 * hours)))?.seats).toEqual([]);
  });

  it('is neither ended nor kept long by a clock that is set back', async () => {
    const { id, headers } = await signedIn();
    await viewerFromHeaders(headers, later(3 * hours - 2 * hours), 'use');
    await noted(id, later(hours));
    // Back by an hour and a half: the person goes on, and the sign-in ends when it would have ended.
    expect(await viewerFromHeaders(headers, later(-hours / 2), 'use')).not.toBeNull();
    await settled();
    expect(await lastUse(id)).toEqual(later(hours));
    expect(await viewerFromHeaders(headers, later(3 * hours))).toBeNull();
    // Back by more than the idle time: what was noted says nothing any more.
    expect(await viewerFromHeaders(headers, later(-hours), 'use')).toBeNull();
  });

  it('that has run out is neither listed, nor brought back, and goes with the next one', async () => {
    const { ada, id, headers } = await signedIn();
    const viewer = { ...ada, signInId: id };
    expect(await listOwnSignIns(viewer, later(2 * hours - ms))).toHaveLength(1);
    expect(await listOwnSignIns(viewer, later(2 * hours))).toEqual([]);
    expect(await viewerFromHeaders(headers, later(2 * hours), 'use')).toBeNull();
    await settled();
    expect(await lastUse(id)).toEqual(now);
    const next = await startSignIn(ada.userId, 'password', later(2 * hours));
    const left = await database().signIn.findMany({ where: { userId: ada.userId } });
    expect(left.map(({ id: kept }) => kept)).toEqual([next.id]);
  });

  it('that is used just before its end, while others find it at its end, is there or gone and never half', async () => {
    for (let round = 0; round < 8; round += 1) {
      const { ada, id, headers } = await signedIn();
      const [last, end] = [later(2 * hours - ms), later(2 * hours)];
      const isDeleting = round % 2 === 1;
      const [used] = await Promise.all([
        viewerFromHeaders(headers, last, 'use'),
        viewerFromHeaders(headers, end),
        rememberedViewer(headers, end, 'use'),
        // Signing in elsewhere deletes what has run out.
        isDeleting ? startSignIn(ada.userId, 'password', end) : null,
      ]);
      await settled();
      const row = await database().signIn.findUnique({ where: { id } });
      if (!isDeleting) {
        // Whoever used it in time has it, from now on for everybody.
        expect(used).not.toBeNull();
        expect(row?.lastUsedAt).toEqual(last);
      }
      const holds = row !== null && row.lastUsedAt > now;
      expect((await viewerFromHeaders(headers, end)) !== null).toBe(holds);
      expect(row === null || holds).toBe(true);
    }
  });
});
