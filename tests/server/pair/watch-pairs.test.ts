import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { newId } from '@/lib/server/database/ids';
import { lockPairSession } from '@/lib/server/database/locks';
import { write } from '@/lib/server/database/writer';
import { applyOps } from '@/lib/server/pair/apply-ops';
import { feedPairEvents, type PairFeed, type SentPairEvent } from '@/lib/server/pair/feed-pair-events';
import { readRoom } from '@/lib/server/pair/read-together';
import { forgetRoom } from '@/lib/server/pair/room-memory';
import { lookAfterPairs } from '@/lib/server/pair/watch-pairs';
import { onEveryDatabase } from '../../support/databases';
import { seedPair, type TestPair, value } from '../../support/pairs';
import { testWorksheet } from '../../support/worksheet';

/** Notices that are lost are what these tests are about, so here nothing is published. */
const silent = vi.hoisted(() => ({ publish: () => undefined, subscribe: () => () => undefined }));
vi.mock('@/lib/server/live/shared-bus', () => ({ bus: () => silent, closeBus: async () => undefined }));

onEveryDatabase((_kind, makeDatabase) => {
  let pair: TestPair;
  let feed: PairFeed | null = null;
  let sent: SentPairEvent[] = [];
  beforeAll(makeDatabase);
  beforeEach(async () => {
    pair = await seedPair({ closesAt: new Date(Date.now() + 60_000) });
    sent = [];
    feed = await feedPairEvents(pair.alan, pair.pairSessionId, null, async (event) => {
      sent.push(event);
    });
    await vi.waitUntil(() => sent.length > 0);
  });
  afterEach(async () => {
    feed?.stop();
    await feed?.done;
  });

  const heard = (name: string) => sent.filter(({ event }) => event === name);

  it('tells an open stream of an edit whose notice was lost, once', async () => {
    const { ada, pairSessionId } = pair;
    const ops = [{ opId: 'unheard', path: '1b', base: 0, value: 'low' }];
    value(await applyOps(ada, { pairSessionId, ops }, new Date()));
    await lookAfterPairs(new Date());
    await vi.waitUntil(() => heard('op').length > 0);
    await lookAfterPairs(new Date());
    expect(heard('op')).toMatchObject([{ id: 1, data: { opId: 'unheard', value: 'low' } }]);
  });

  it('tells an open stream of any other change whose notice was lost', async () => {
    const { pairSessionId } = pair;
    await write(async (tx) => {
      await lockPairSession(tx, pairSessionId);
      const seats = await tx.seat.findMany({ where: { pairSessionId } });
      const bySeatId = seats[0]?.id ?? '';
      const seen = { worksheet: testWorksheet.slug, partId: '1b', keySeenAt: new Date() };
      await tx.personPart.createMany({ data: seats.map(({ userId }) => ({ id: newId(), userId, ...seen })) });
      await tx.reveal.create({
        data: { id: newId(), pairSessionId, partId: '1b', bySeatId, createdAt: new Date() },
      });
    });
    await lookAfterPairs(new Date());
    await vi.waitUntil(() => heard('state').length > 0);
    expect(heard('state')).toMatchObject([{ data: { revealed: ['1b'] } }]);
  });

  it('tells an open stream that the closing time has come', async () => {
    const { closesAt } = (await readRoom(pair.pairSessionId))?.assignment ?? {};
    if (!closesAt) throw new Error('it never closes');
    vi.useFakeTimers({ toFake: ['Date'], now: closesAt });
    try {
      await lookAfterPairs(new Date());
      await vi.waitUntil(() => heard('class').length > 0);
      expect(heard('class')).toMatchObject([{ data: { status: 'closed' } }]);
    } finally {
      vi.useRealTimers();
    }
  });

  it('ends a stream whose viewer has lost the seat', async () => {
    const { alan, pairSessionId } = pair;
    await write(async (tx) => {
      await lockPairSession(tx, pairSessionId);
      await tx.seat.updateMany({
        where: { pairSessionId, userId: alan.userId },
        data: { activeUserId: null, place: null, leftAt: new Date() },
      });
    });
    await lookAfterPairs(new Date());
    await feed?.done;
    expect(heard('state')).toEqual([]);
  });

  it('costs a stream nothing that its room was forgotten meanwhile', async () => {
    const { ada, pairSessionId } = pair;
    forgetRoom(pairSessionId);
    const ops = [{ opId: 'after it', path: '1b', base: 0, value: 'low' }];
    value(await applyOps(ada, { pairSessionId, ops }, new Date()));
    forgetRoom(pairSessionId);
    await lookAfterPairs(new Date());
    await vi.waitUntil(() => heard('op').length > 0);
    expect(heard('op')).toMatchObject([{ data: { opId: 'after it' } }]);
  });
});
