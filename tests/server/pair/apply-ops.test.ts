import { beforeAll, expect, it } from 'vitest';
import type { Json } from '@/lib/schemas/json';
import type { OpInput } from '@/lib/schemas/ops';
import { database } from '@/lib/server/database/db';
import { applyOps } from '@/lib/server/pair/apply-ops';
import { getPairView } from '@/lib/server/pair/get-pair-view';
import { onEveryDatabase } from '../../support/databases';
import { later, now, seedPair, value } from '../../support/pairs';
import { publishedWorksheet } from '../../support/worksheet';

let made = 0;
function op(path: string, typed: string, base = 0): OpInput {
  made += 1;
  return { opId: `op-${made}`, path, base, value: typed };
}

onEveryDatabase((_kind, makeDatabase) => {
  beforeAll(makeDatabase);

  it('keeps what a pair types and says of a cell at once whether it is right', async () => {
    const { ada, alan, pairSessionId } = await seedPair();
    const ops = [op('2a/0/0', '1'), op('2a/0/1', '1/2'), op('2a/2/0', '.3'), op('1a', 'It divides the logs')];
    const result = value(await applyOps(ada, { pairSessionId, ops }, now));
    expect(result).toMatchObject({ seq: 4, accepted: ops.map(({ opId }) => opId), conflicts: [] });
    // 1 is right, 1/2 stands above the diagonal, .3 is 1/3 to too few places.
    expect(result.verdicts).toEqual({ '2a/0/0': 'correct', '2a/0/1': 'incorrect', '2a/2/0': 'more-digits' });
    const view = value(await getPairView(alan, pairSessionId, now));
    expect(view.fields['1a']).toMatchObject({ value: 'It divides the logs', version: 1 });
    expect(view.fields['2a/0/1']).toMatchObject({ verdict: 'incorrect' });
  });

  it('applies an op once and answers the same however often it is sent, also at once', async () => {
    const { ada, pairSessionId } = await seedPair();
    const input = { pairSessionId, ops: [op('2a/1/0', '1/2')] };
    const answers = await Promise.all(Array.from({ length: 6 }, () => applyOps(ada, input, now)));
    for (const answer of answers) expect(value(answer)).toEqual(value(await applyOps(ada, input, now)));
    expect(await database().op.count({ where: { pairSessionId } })).toBe(1);
    expect(value(await getPairView(ada, pairSessionId, now)).fields['2a/1/0']?.version).toBe(1);
  });

  it('stores nothing for an exploration, whose predictions belong to a person and not to the pair', async () => {
    const { ada, pairSessionId } = await seedPair();
    const stray = [
      op('1:temperature-lab/level', 'low'),
      op('1:temperature-lab/anything', 'x'.repeat(20_000)),
      op('1-level', 'low'),
      op('1-sketch/0', '0.9'),
      op('1-sketch/anything', '0.1'),
    ];
    for (const one of stray) {
      const answer = await applyOps(ada, { pairSessionId, ops: [one] }, now);
      expect([one.path, answer]).toMatchObject([one.path, { ok: false, code: 'bad-request' }]);
    }
    const { fields } = value(await getPairView(ada, pairSessionId, now));
    expect(fields).toEqual({});
  });

  it('stores the numbers that an exploration declares, within their bounds, and nothing else of it', async () => {
    const { ada, pairSessionId } = await seedPair({ worksheet: publishedWorksheet() });
    const shared = (name: string, number: Json) => ({ ...op(`1:code-reader/${name}`, ''), value: number });
    const stray = [
      shared('step', 5),
      shared('step', -1),
      shared('step', 1.5),
      shared('step', '1'),
      shared('step', [1]),
      shared('draws', 1001),
      shared('temperature', 0),
      shared('temperature', 1000),
      shared('anything', 1),
      shared('toString', 1),
      shared('step/step', 1),
      { ...shared('', 1), path: '1:code-reader' },
      { ...shared('', 1), path: '2:code-reader/step' },
      { ...shared('', 1), path: '1:sampling-bench/step' },
      { ...shared('step', 1), own: true },
    ];
    for (const one of stray) {
      const answer = await applyOps(ada, { pairSessionId, ops: [one] }, now);
      expect([one.path, answer]).toMatchObject([one.path, { ok: false, code: 'bad-request' }]);
    }
    const good = [shared('step', 4), shared('draws', 1000), shared('temperature', 0.5)];
    expect(value(await applyOps(ada, { pairSessionId, ops: good }, now)).accepted).toHaveLength(3);
    const { fields, scores } = value(await getPairView(ada, pairSessionId, now));
    expect(fields).toMatchObject({
      '1:code-reader/step': { value: 4, version: 1 },
      '1:code-reader/draws': { value: 1000 },
      '1:code-reader/temperature': { value: 0.5 },
    });
    expect(Object.values(scores).filter(({ attempts }) => attempts > 0)).toEqual([]);
  });

  it('lets nobody overwrite what they have not seen', async () => {
    const { ada, alan, pairSessionId } = await seedPair();
    value(await applyOps(ada, { pairSessionId, ops: [op('2a/2/1', '1/3')] }, now));
    const late = op('2a/2/1', '1/4', 0);
    const refused = value(await applyOps(alan, { pairSessionId, ops: [late] }, now));
    expect(refused.accepted).toEqual([]);
    expect(refused.conflicts).toMatchObject([{ opId: late.opId, value: '1/3', version: 1 }]);
    value(await applyOps(ada, { pairSessionId, ops: [op('2a/2/1', '.33', 1)] }, now));
    expect(value(await applyOps(alan, { pairSessionId, ops: [late] }, now))).toMatchObject({
      conflicts: refused.conflicts,
    });
  });

  it('takes a paste as a whole or not at all', async () => {
    const { ada, alan, pairSessionId } = await seedPair();
    value(await applyOps(alan, { pairSessionId, ops: [op('2a/3/0', '1/5')] }, now));
    const paste = [op('2a/3/1', '1/4'), op('2a/3/0', '1/4')];
    const refused = value(await applyOps(ada, { pairSessionId, ops: paste, atomic: true }, now));
    expect(refused).toMatchObject({ accepted: [], conflicts: [{ value: '1/5' }] });
    expect(value(await getPairView(ada, pairSessionId, now)).fields['2a/3/1']).toBeUndefined();
  });

  it('gives every edit its own number when both type at once', async () => {
    const { ada, alan, pairSessionId } = await seedPair();
    const cells = Array.from({ length: 16 }, (_, index) => `2a/${Math.floor(index / 8)}/${index % 8}`);
    await Promise.all(
      cells.map((path, index) =>
        applyOps(index % 2 ? ada : alan, { pairSessionId, ops: [op(path, '0')] }, now),
      ),
    );
    const ops = await database().op.findMany({ where: { pairSessionId }, orderBy: { seq: 'asc' } });
    expect(ops.map(({ seq }) => seq)).toEqual(cells.map((_, index) => index + 1));
    expect(value(await getPairView(ada, pairSessionId, now)).seq).toBe(16);
  });

  it('keeps the first value of a cell and counts the wrong ones', async () => {
    const { ada, pairSessionId } = await seedPair();
    value(await applyOps(ada, { pairSessionId, ops: [op('2a/4/0', '1/6', 0)] }, now));
    value(await applyOps(ada, { pairSessionId, ops: [op('2a/4/0', '1/4', 1)] }, now));
    value(await applyOps(ada, { pairSessionId, ops: [op('2a/4/0', '1/5', 2)] }, now));
    const field = await database().field.findFirstOrThrow({ where: { pairSessionId, path: '2a/4/0' } });
    expect(field).toMatchObject({
      firstValue: '1/6',
      firstVerdict: 'incorrect',
      wrongCount: 2,
      value: '1/5',
      verdict: 'correct',
    });
  });

  it('refuses fields that do not exist, and everything after closing', async () => {
    const { ada, pairSessionId } = await seedPair({ closesAt: later(10) });
    for (const path of ['9z', '2a', '2a/8/0', '1a/0', '2a/0/0/0', '__proto__']) {
      expect(await applyOps(ada, { pairSessionId, ops: [op(path, '1')] }, now), path).toMatchObject({
        code: 'bad-request',
      });
    }
    expect(await applyOps(ada, { pairSessionId, ops: [op('1a', 'late')] }, later(10))).toMatchObject({
      code: 'closed',
    });
  });

  it('acts for another seat only where this browser has proved it', async () => {
    const { ada, alan, pairSessionId } = await seedPair();
    const hers = value(await getPairView(ada, pairSessionId, now)).seats;
    const alansSeat = hers.find(({ name }) => name === 'Alan');
    if (!alansSeat) throw new Error('no seat');
    const input = { pairSessionId, ops: [op('1b', 'low')], seatId: alansSeat.id };
    expect(await applyOps(ada, input, now)).toMatchObject({ code: 'not-found' });
    const { userId, signInId } = alan;
    const together = { ...ada, seats: [{ seatId: alansSeat.id, userId, signInId }] };
    value(await applyOps(together, input, now));
    expect(value(await getPairView(ada, pairSessionId, now)).fields['1b']?.by).toBe(alansSeat.id);
  });
});
