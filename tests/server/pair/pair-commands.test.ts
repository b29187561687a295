import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeAll, expect, it, vi } from 'vitest';
import { database } from '@/lib/server/database/db';
import { newId } from '@/lib/server/database/ids';
import { handInPart } from '@/lib/server/pair/agreements';
import { applyOps } from '@/lib/server/pair/apply-ops';
import { changePart } from '@/lib/server/pair/change-part';
import { changeDriver } from '@/lib/server/pair/drivers';
import { readRoom } from '@/lib/server/pair/read-together';
import { settleClosedAssignments } from '@/lib/server/pair/settling';
import { submitResponse } from '@/lib/server/pair/submissions';
import type { Result } from '@/lib/server/result';
import { atCommit } from '../../support/commits';
import { onEveryDatabase } from '../../support/databases';
import { now, seedPair, type TestPair, value } from '../../support/pairs';

const type = ({ ada, pairSessionId }: TestPair, opId: string, base = 0, text = 'low') =>
  applyOps(ada, { pairSessionId, ops: [{ opId, path: '1b', base, value: text }] }, now);
async function seedPairs(count: number): Promise<TestPair[]> {
  const pairs: TestPair[] = [];
  while (pairs.length < count) pairs.push(await seedPair());
  return pairs;
}

const countOps = ({ pairSessionId }: TestPair) => database().op.count({ where: { pairSessionId } });

onEveryDatabase((_kind, makeDatabase) => {
  beforeAll(makeDatabase);
  afterEach(() => vi.restoreAllMocks());

  it('stores what many pairs do at once with few commits', async () => {
    const pairs = await seedPairs(12);
    for (const { pairSessionId } of pairs) await readRoom(pairSessionId);
    let commits = 0;
    await atCommit(async (commit) => {
      commits += 1;
      return commit();
    });
    for (const answer of await Promise.all(pairs.map((pair) => type(pair, newId())))) value(answer);
    expect(commits).toBeLessThanOrEqual(2);
    expect(await Promise.all(pairs.map(countOps))).toEqual(pairs.map(() => 1));
  });

  it('gives an edit that is sent twice at once one answer, and stores it once', async () => {
    const pair = await seedPair();
    const answers = await Promise.all([type(pair, 'twice'), type(pair, 'twice')]);
    expect(answers.map(value)).toEqual([value(answers[0]), value(answers[0])]);
    expect(await countOps(pair)).toBe(1);
  });

  it('gives an attempt that is sent twice at once one answer, and stores it once', async () => {
    const { ada, pairSessionId } = await seedPair();
    const check = () =>
      submitResponse(ada, { pairSessionId, partId: '1b', response: 'low', token: 'twice' }, now);
    const answers = await Promise.all([check(), check()]);
    expect(answers.map(value)).toEqual([value(answers[0]), value(answers[0])]);
    expect(await database().submission.count({ where: { pairSessionId } })).toBe(1);
  });

  it('lets nobody wait for all that another pair has sent', async () => {
    const [busy, other] = await seedPairs(2);
    if (!busy || !other) throw new Error('a pair is missing');
    // Read first, so that all of them wait for the same group.
    for (const { pairSessionId } of [busy, other]) await readRoom(pairSessionId);
    const order: string[] = [];
    const sent = ['first', 'second', 'third'].map(async (name) => {
      const ops = Array.from({ length: 250 }, (_, at) => ({
        opId: `${name}-${at}`,
        path: '1b',
        base: 0,
        value: 'low',
      }));
      value(await applyOps(busy.ada, { pairSessionId: busy.pairSessionId, ops }, now));
      order.push(name);
    });
    sent.push(type(other, newId()).then(() => void order.push('other')));
    await Promise.all(sent);
    expect(order).toEqual(['first', 'other', 'second', 'third']);
  });

  it('lets a command that fails fail alone', async () => {
    const pairs = await seedPairs(5);
    const [, faulty, refused] = pairs;
    if (!faulty || !refused) throw new Error('a pair is missing');
    const seat = async ({ pairSessionId }: TestPair) => (await readRoom(pairSessionId))?.seats[0]?.id ?? '';
    const driver = { seatId: await seat(refused), questionId: null };
    const results = await Promise.allSettled(
      pairs.map((pair): Promise<Result<unknown>> => {
        const { ada, pairSessionId } = pair;
        if (pair === faulty) {
          return changePart(ada, { pairSessionId }, now, () => {
            throw new Error('a fault in deciding');
          });
        }
        if (pair !== refused) return type(pair, newId());
        // A reveal and a driver, and an attempt without its number: the database refuses it.
        return changePart(ada, { pairSessionId }, now, (state) => ({
          ok: true,
          value: null,
          change: {
            driver,
            submissions: [
              // @ts-expect-error -- A fault that only the database notices.
              { id: newId(), partId: '1b', round: 0, seatId: state.seat.id, token: 'faulty' },
            ],
          },
        }));
      }),
    );
    expect(results.map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'rejected',
      'fulfilled',
      'fulfilled',
    ]);
    expect(results[1]).toMatchObject({ reason: { message: 'a fault in deciding' } });
    expect(await database().driverChange.count({ where: { pairSessionId: refused.pairSessionId } })).toBe(0);
    expect(await Promise.all(pairs.map(countOps))).toEqual([1, 0, 0, 1, 1]);
    // What failed leaves nothing behind in memory.
    value(await type(refused, newId()));
    expect(await countOps(refused)).toBe(1);
  });

  it('stores once what it cannot know to be stored, and answers as if nothing had happened', async () => {
    const pair = await seedPair({ policy: { agreement: 'either' } });
    const { ada, pairSessionId } = pair;
    value(await type(pair, 'first'));
    const seatId = (await readRoom(pairSessionId))?.seats[0]?.id ?? '';
    let lost = 0;
    await atCommit(async (commit) => {
      await commit();
      if (lost > 0) return;
      lost += 1;
      throw new Error('the answer to COMMIT was lost');
    });
    const answers = await Promise.all([
      type(pair, 'second', 1, 'high'),
      submitResponse(ada, { pairSessionId, partId: '1c', response: 'high', token: 'once' }, now),
      handInPart(ada, { pairSessionId, partId: '1b' }, now),
      changeDriver(ada, { pairSessionId, driverSeatId: seatId, questionId: '2' }, now),
    ]);
    expect(lost).toBe(1);
    expect(answers.map((answer) => value<unknown>(answer))).toMatchObject([
      { accepted: ['second'], versions: { '1b': 2 } },
      { partId: '1c', attempt: 1, outcome: 'correct' },
      { state: 'handed-in' },
      { driverSeatId: seatId },
    ]);
    const where = { pairSessionId };
    expect(await countOps(pair)).toBe(2);
    expect(await database().submission.findMany({ where, select: { partId: true, attempt: true } })).toEqual(
      expect.arrayContaining([
        { partId: '1b', attempt: 1 },
        { partId: '1c', attempt: 1 },
      ]),
    );
    expect(await database().submission.count({ where })).toBe(2);
    expect(await database().handIn.count({ where })).toBe(1);
    expect(await database().driverChange.count({ where })).toBe(1);
  });

  it('reports a failure of the database to everybody who waits, and works on once it is over', async () => {
    const pair = await seedPair();
    let isBroken = true;
    await atCommit((commit) => (isBroken ? Promise.reject(new Error('the disk is full')) : commit()));
    const failed = await Promise.allSettled([type(pair, 'a'), type(pair, 'b')]);
    const reason = { message: 'the disk is full' };
    expect(failed).toMatchObject([
      { status: 'rejected', reason },
      { status: 'rejected', reason },
    ]);
    isBroken = false;
    value(await type(pair, 'a'));
    expect(await countOps(pair)).toBe(1);
  });

  it('grades each edit that it accepts around the closing time, on a disk where a commit takes half a second', async () => {
    const closesAt = new Date(Date.now() + 2_500);
    const pair = await seedPair({ closesAt });
    const { ada, alan, pairSessionId } = pair;
    await readRoom(pairSessionId);
    // The delay stands for the disk.
    await atCommit(async (commit) => {
      await commit();
      await pause(500);
    });
    const answers: ReturnType<typeof applyOps>[] = [];
    const versions = { '1a': 0, '1d': 0 };
    const around = Array.from({ length: 21 }, (_, index) => 5 * (index - 10));
    const send = async () => {
      // The first ones come long enough before it on any machine.
      for (const at of [-1_000, -500, ...around]) {
        await pause(Math.max(0, closesAt.getTime() + at - Date.now()));
        const path = at % 10 === 0 ? '1a' : '1d';
        const op = { opId: `at ${at}`, path, base: versions[path], value: `typed at ${at}` };
        versions[path] += 1;
        answers.push(applyOps(path === '1a' ? ada : alan, { pairSessionId, ops: [op] }, new Date()));
      }
    };
    await Promise.all([
      send(),
      pause(closesAt.getTime() - Date.now() + 1).then(() => settleClosedAssignments(new Date())),
    ]);
    const results = await Promise.all(answers);
    await settleClosedAssignments(new Date());
    vi.restoreAllMocks();
    const refused = results.filter((result) => !result.ok);
    expect(refused.length).toBeGreaterThan(0);
    const fields = await database().field.findMany({ where: { pairSessionId, path: { in: ['1a', '1d'] } } });
    const graded = await database().submission.findMany({ where: { pairSessionId, origin: 'automatic' } });
    for (const { path, value: draft } of fields) {
      const last = graded.filter(({ partId }) => partId === path).at(-1);
      expect(JSON.stringify(last?.response)).toContain(String(draft));
    }
    const stored = await database().op.findMany({ where: { pairSessionId } });
    const accepted = results.flatMap((result) => (result.ok ? result.value.accepted : []));
    expect(accepted.length).toBeGreaterThan(0);
    expect(stored.map(({ opId }) => opId).sort()).toEqual([...accepted].sort());
  }, 30_000);
});
