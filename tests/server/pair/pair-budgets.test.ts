import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeAll, expect, it, vi } from 'vitest';
import type { Budget } from '@/lib/server/budget';
import { database, openDatabase } from '@/lib/server/database/db';
import { newId } from '@/lib/server/database/ids';
import { write } from '@/lib/server/database/writer';
import { changePart } from '@/lib/server/pair/change-part';
import { mostChecks, mostEdits } from '@/lib/server/pair/pair-budgets';
import { createPairSession, joinPairSession, leavePairSession } from '@/lib/server/pair/seating';
import { submitResponse } from '@/lib/server/pair/submissions';
import { perProcess } from '@/lib/server/per-process';
import { forEachFew } from '../../../bench/live/load';
import { call } from '../../support/api-calls';
import { onEveryDatabase } from '../../support/databases';
import { cookieOf } from '../../support/device';
import { now, seedClass, seedPair, type TestPair, value } from '../../support/pairs';
import { seedPerson, seedSection } from '../../support/people';

/** A budget of this process, to spend most of it before a test. */
function budgetOf(name: string): Budget {
  return perProcess<Budget>(name, () => {
    throw new Error(`There is no ${name}.`);
  });
}

const edits = (count: number, path = '1b') =>
  Array.from({ length: count }, () => ({ opId: newId(), path, base: 0, value: 'low' }));

const tooFast = {
  code: 'too-fast',
  message: expect.stringMatching(/\. Please wait \d+ (seconds|minutes) and/),
};

onEveryDatabase((_kind, makeDatabase) => {
  let pair: TestPair;
  let ada: string;
  const send = (cookie: string, ops: unknown, { pairSessionId } = pair) =>
    call(`post /api/pair-sessions/${pairSessionId}/ops`, { body: { ops }, cookie });

  beforeAll(async () => {
    await makeDatabase();
    pair = await seedPair();
    ada = await cookieOf(pair.ada);
  });
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it('never refuses a pair that sends fifty edits a second and checks ten times at once', async () => {
    const fresh = await seedPair({ policy: { attempts: null } });
    const cookies = [await cookieOf(fresh.ada), await cookieOf(fresh.alan)];
    const sent = Array.from({ length: 20 }, (_, second) => send(cookies[second % 2] ?? '', edits(50), fresh));
    const checks = Array.from({ length: 10 }, (_, at) =>
      call(`post /api/pair-sessions/${fresh.pairSessionId}/submissions`, {
        body: { partId: '3d', response: `${at}`, token: newId() },
        cookie: cookies[0],
      }),
    );
    const statuses = (await Promise.all([...sent, ...checks])).map(({ status }) => status);
    expect(new Set(statuses)).toEqual(new Set([200]));
  });

  it('never refuses a class of 200 behind one address that types and checks at once', {
    timeout: 120_000,
  }, async () => {
    const { assignmentId, sectionId } = await seedClass({ students: 0 });
    const students = Array.from({ length: 200 }, (_, at) => ({
      userId: newId(),
      name: `Student ${at}`,
      email: `${newId()}@class.test`,
      signInId: newId(),
      seats: [],
    }));
    const users = students.map(({ userId: id, name, email }) => ({ id, name, email }));
    const enrollments = users.map(({ id: userId }) => ({
      id: newId(),
      userId,
      sectionId,
      role: 'STUDENT' as const,
    }));
    await write((tx) => tx.user.createMany({ data: users }));
    await write((tx) => tx.enrollment.createMany({ data: enrollments }));
    const couples = Array.from({ length: 100 }, (_, at) => students.slice(2 * at, 2 * at + 2));
    const pairs = await forEachFew(couples, 5, async ([first, second]) => {
      if (!first || !second) throw new Error('a student is missing');
      const { id, code } = value(await createPairSession(first, { assignmentId }, now));
      value(await joinPairSession(second, { code }, now));
      return {
        path: `post /api/pair-sessions/${id}`,
        cookies: [await cookieOf(first), await cookieOf(second)],
      };
    });
    const headers = { 'x-forwarded-for': '192.0.2.7' };
    const sent: ((who: number) => [resource: string, body: unknown])[] = [
      (who) => ['ops', { ops: edits(8, who === 0 ? '1b' : '1d') }],
      () => ['presence', { path: '1b', typing: true }],
      () => ['submissions', { partId: '1b', response: 'low', token: newId() }],
    ];
    for (const what of sent) {
      const asked = pairs.flatMap(({ path, cookies }) =>
        cookies.map((cookie, who) => {
          const [resource, body] = what(who);
          return call(`${path}/${resource}`, { body, cookie, headers });
        }),
      );
      const statuses = (await Promise.all(asked)).map(({ status }) => status);
      expect(new Set(statuses)).toEqual(new Set([200]));
    }
  });

  it('refuses edits far beyond what two people type, of that pair alone, and stores nothing of them', async () => {
    const other = await seedPair();
    budgetOf('pair-work-budget').spend(pair.pairSessionId, 6_500);
    const refused = await send(ada, edits(1));
    expect([refused.status, refused.headers.get('retry-after'), await refused.json()]).toEqual([
      429,
      '5',
      tooFast,
    ]);
    const check = await call(`post /api/pair-sessions/${pair.pairSessionId}/submissions`, {
      body: { partId: '1b', response: 'low', token: newId() },
      cookie: await cookieOf(pair.alan),
    });
    expect(check.status).toBe(429);
    expect(await database().op.count({ where: { pairSessionId: pair.pairSessionId } })).toBe(0);
    expect((await send(await cookieOf(other.ada), edits(1), other)).status).toBe(200);
    // To a stranger the pair is missing, however much it has spent.
    expect((await send(await cookieOf(other.ada), edits(1))).status).toBe(404);
    vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 6_000);
    expect((await send(ada, edits(1))).status).toBe(200);
  });

  it('takes nothing off a pair’s budget for what a stranger sends', async () => {
    const fresh = await seedPair();
    const stranger = await cookieOf((await seedPair()).ada);
    for (let at = 0; at < 30; at += 1) {
      expect((await send(stranger, edits(256), fresh)).status).toBe(404);
    }
    expect((await send(await cookieOf(fresh.ada), edits(1), fresh)).status).toBe(200);
  });

  it('counts the whole texts that answers on old versions carry', async () => {
    const fresh = await seedPair();
    const cookie = await cookieOf(fresh.ada);
    const long = { opId: newId(), path: '1d', base: 0, value: 'word '.repeat(700) };
    expect((await send(cookie, [long], fresh)).status).toBe(200);
    let requests = 0;
    while ((await send(cookie, edits(256, '1d'), fresh)).status === 200 && requests < 24) requests += 1;
    // 256 refusals of 3,500 characters each are 0.9 MB.
    expect(requests).toBeLessThan(20);
    expect(requests).toBeGreaterThan(12);
  });

  it('keeps no more edits of a pair than a day of typing, and still answers the repeated ones', async () => {
    const fresh = await seedPair();
    const cookie = await cookieOf(fresh.ada);
    const [first] = edits(1);
    expect((await send(cookie, [first], fresh)).status).toBe(200);
    await write((tx) =>
      tx.pairSession.update({
        where: { id: fresh.pairSessionId },
        data: { seq: mostEdits, version: { increment: 1 } },
      }),
    );
    const refused = await send(cookie, edits(1), fresh);
    expect([refused.status, await refused.json()]).toMatchObject([409, { code: 'too-much-history' }]);
    expect((await send(cookie, [first], fresh)).status).toBe(200);
  });

  it('keeps no more checks of a part than its budget, where the policy has no limit', async () => {
    const fresh = await seedPair({ policy: { attempts: null } });
    const { ada: viewer, pairSessionId } = fresh;
    const check = (response: string) =>
      submitResponse(viewer, { pairSessionId, partId: '3d', response, token: newId() }, now);
    value(await check('1'));
    const { seatId } = await database().submission.findFirstOrThrow({ where: { pairSessionId } });
    const rows = Array.from({ length: mostChecks - 1 }, (_, at) => ({
      id: newId(),
      pairSessionId,
      partId: '3d',
      attempt: at + 2,
      token: newId(),
      bodyHash: '',
      seatId,
      origin: 'checked',
      response: '1',
      outcome: 'incorrect',
      earned: 0,
      total: 1,
      provisional: false,
      feedback: [],
      gradedWith: '',
      createdAt: now,
    }));
    for (let start = 0; start < rows.length; start += 250) {
      await write((tx) => tx.submission.createMany({ data: rows.slice(start, start + 250) }));
    }
    await write((tx) =>
      tx.pairSession.update({ where: { id: pairSessionId }, data: { version: { increment: 1 } } }),
    );
    expect(await check('2')).toMatchObject({ ok: false, code: 'no-attempts-left' });
  });

  it('lets nobody start over without end', async () => {
    const { assignmentId, students } = await seedClass();
    const [student] = students;
    if (!student) throw new Error('a student is missing');
    const start = () => createPairSession(student, { assignmentId }, now);
    for (let at = 0; at < 31; at += 1) {
      const { id } = value(await start());
      value(await leavePairSession(student, { pairSessionId: id }, now));
    }
    expect(await start()).toMatchObject({
      ok: false,
      code: 'too-fast',
      retryAfterSeconds: expect.any(Number),
    });
  });

  it('refuses calls of a person who asks for more than one can, and of nobody else', async () => {
    const eager = await seedPerson('Eve');
    const cookie = await cookieOf(eager);
    const me = (of: string) => call('get /api/me', { cookie: of });
    expect((await me(cookie)).status).toBe(200);
    budgetOf('requests-budget').spend(eager.userId, 4_000);
    const refused = await me(cookie);
    expect([refused.status, await refused.json()]).toEqual([429, tooFast]);
    expect((await me(ada)).status).toBe(200);
  });

  it('lets a thousand make accounts with one code within an hour, and no more', async () => {
    const [section, other] = [await seedSection(), await seedSection()];
    const join = ({ joinCode: code }: { joinCode: string }) =>
      call('post /api/accounts', {
        body: { code, name: 'Eve', email: `${newId()}@people.test`, password: 'a long enough password' },
      });
    expect((await join(section)).status).toBe(201);
    budgetOf('new-accounts-budget').spend(section.id, 998);
    expect((await join(section)).status).toBe(201);
    expect((await join(section)).status).toBe(201);
    const refused = await join(section);
    expect([refused.status, await refused.json()]).toEqual([429, tooFast]);
    expect((await join(other)).status).toBe(201);
  });

  it('refuses commands as busy while more wait than the process can hold', async () => {
    const pairs = [await seedPair(), await seedPair()];
    let letGo: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const driver = await openDatabase().driver();
    const start = driver.startTransaction.bind(driver);
    // What waits is counted until a transaction takes it.
    vi.spyOn(driver, 'startTransaction').mockImplementation(async (level) => {
      await held;
      return start(level);
    });
    const sent = pairs.map(({ ada: viewer, pairSessionId }) =>
      changePart(viewer, { pairSessionId, bytes: 40_000_000 }, now, () => ({ ok: true, value: null })),
    );
    const answer = await Promise.race([...sent, pause(5_000)]);
    letGo();
    expect(answer).toMatchObject({ ok: false, code: 'busy', retryAfterSeconds: 2 });
    expect((await Promise.all(sent)).filter(({ ok }) => ok)).toHaveLength(1);
  });
});
