import { beforeAll, expect, it } from 'vitest';
import { presenceInput } from '@/lib/schemas/pair-calls';
import { database } from '@/lib/server/database/db';
import { feedPairEvents, type SentPairEvent } from '@/lib/server/pair/feed-pair-events';
import { getPairView } from '@/lib/server/pair/get-pair-view';
import { notePresence } from '@/lib/server/pair/note-presence';
import { onEveryDatabase } from '../../support/databases';
import { now, seedPair, value } from '../../support/pairs';

onEveryDatabase((_kind, makeDatabase) => {
  beforeAll(makeDatabase);

  it('passes on what one of a pair is typing, to the partner only, and stores none of it', async () => {
    const { ada, alan, pairSessionId } = await seedPair();
    const [stranger] = [await seedPair()];
    const heard: SentPairEvent[] = [];
    const own: SentPairEvent[] = [];
    const partner = await feedPairEvents(alan, pairSessionId, null, async (event) => {
      heard.push(event);
    });
    const self = await feedPairEvents(ada, pairSessionId, null, async (event) => {
      own.push(event);
    });
    const typed = (events: readonly SentPairEvent[]) =>
      events.flatMap(({ event, data }) =>
        event === 'presence' && data.text !== undefined ? [`${data.path} ${data.text}`] : [],
      );
    const place = { pairSessionId, path: '2a/0/1', typing: true };
    const text = 'half a number 1/';
    value(await notePresence(ada, { ...place, text }, new Date()));
    expect(await notePresence(stranger.ada, { ...place, text: 'foreign' }, new Date())).toMatchObject({
      code: 'not-found',
    });
    await expect.poll(() => typed(heard)).toEqual([`2a/0/1 ${text}`]);
    value(await notePresence(ada, place, new Date()));
    await expect.poll(() => heard.filter(({ event }) => event === 'presence').length).toBeGreaterThan(1);
    expect(typed(own)).toEqual([]);
    expect(JSON.stringify(value(await getPairView(alan, pairSessionId, now)))).not.toContain(text);
    expect(await database().field.count({ where: { pairSessionId } })).toBe(0);
    partner?.stop();
    self?.stop();
  });
});

it('takes no longer text than a number has', () => {
  const place = { path: '2a/0/1', typing: true };
  expect(presenceInput.safeParse({ ...place, text: '1'.repeat(64) }).success).toBe(true);
  expect(presenceInput.safeParse({ ...place, text: '1'.repeat(65) }).success).toBe(false);
});
