import { beforeAll, describe, expect, it } from 'vitest';
import type { QueueQuery } from '@/lib/schemas/review-queue';
import { decidePart } from '@/lib/server/classes/decide-part';
import { getPairWork } from '@/lib/server/classes/pair-work';
import { claimReviews, flagReview } from '@/lib/server/classes/review-claims';
import { getReviewQueue } from '@/lib/server/classes/review-queue';
import { getReviewIndex, getReviewRoom } from '@/lib/server/classes/review-room';
import { listSavedComments, removeSavedComment, saveComment } from '@/lib/server/classes/saved-comments';
import { database } from '@/lib/server/database/db';
import { newId } from '@/lib/server/database/ids';
import { write } from '@/lib/server/database/writer';
import { applyOps } from '@/lib/server/pair/apply-ops';
import { createPairSession } from '@/lib/server/pair/seating';
import { submitResponse } from '@/lib/server/pair/submissions';
import type { Viewer } from '@/lib/server/people/viewer';
import { notFound } from '@/lib/server/result';
import { onEveryDatabase } from '../../support/databases';
import { answerAlone } from '../../support/own-answers';
import { later, now, seedPair, type TestPair, value } from '../../support/pairs';
import { seedPerson } from '../../support/people';
import { publishedWorksheet } from '../../support/worksheet';

async function submit(pair: TestPair, partId: string, response: string, who = pair.ada) {
  const input = { pairSessionId: pair.pairSessionId, partId, response, token: newId() };
  return value(await submitResponse(who, input, now));
}

/** A class in which each student sits alone; a pair session for each. */
async function seedAlone(students: number): Promise<TestPair[]> {
  const first = await seedPair({ students: students + 1, policy: { partners: 'solo' } });
  const pairs = [first];
  for (const ada of first.students.slice(2)) {
    const { id } = value(await createPairSession(ada, { assignmentId: first.assignmentId }, now));
    pairs.push({ ...first, ada, pairSessionId: id });
  }
  return pairs;
}

function queueOf(pair: TestPair, query: Partial<QueueQuery> = {}, viewer = pair.instructor) {
  const { sectionId, assignmentId } = pair;
  return getReviewQueue(viewer, { sectionId, assignmentId, partId: '1a', show: 'unread', ...query }, now);
}

async function assistantOf({ sectionId }: TestPair): Promise<Viewer> {
  const helper = await seedPerson('Helen');
  const { userId } = helper;
  await write((tx) => tx.enrollment.create({ data: { id: newId(), userId, sectionId, role: 'ASSISTANT' } }));
  return helper;
}

async function decide(pair: TestPair, partId: string, earned: number) {
  const { pairSessionId } = pair;
  const { version } = await database().partSummary.findUniqueOrThrow({
    where: { pairSessionId_partId: { pairSessionId, partId } },
  });
  const input = { pairSessionId, partId, earned, version, origin: 'points' as const };
  return value(await decidePart(pair.instructor, input, now));
}

const text = (n: number) =>
  `The logarithm is divided by the temperature and an index is drawn at random, ${n}.`;

onEveryDatabase((_kind, makeDatabase) => {
  beforeAll(makeDatabase);

  describe('the queue of a part', () => {
    it('gives texts one by one, page after page, each once, until all are decided', async () => {
      const pairs = await seedAlone(23);
      const [pair] = pairs;
      if (!pair) throw new Error('no pair');
      for (const [n, one] of pairs.entries()) await submit(one, '1a', text(n));
      const first = value(await queueOf(pair));
      expect(first.items).toHaveLength(20);
      expect(first.progress).toMatchObject({ waiting: 23, decided: 0, people: [] });
      const second = value(await queueOf(pair, { after: first.next ?? '' }));
      expect(second.next).toBeNull();
      const responses = [...first.items, ...second.items].map(({ response }) => response);
      expect(new Set(responses)).toEqual(new Set(pairs.map((_, n) => text(n))));
      expect(first.items[0]).toMatchObject({ attempts: 1, decided: null, decidedOn: null, claimedBy: null });
      await decide(pair, '1a', 3);
      const after = value(await queueOf(pair));
      expect(after.progress).toMatchObject({
        waiting: 22,
        decided: 1,
        people: [{ name: 'Grace', count: 1 }],
      });
      const decided = value(await queueOf(pair, { show: 'decided' }));
      expect(decided.items.map(({ earned, decided: by }) => [earned, by?.by])).toEqual([[3, 'Grace']]);
    }, 60_000);

    it('gives equal responses as one, the most frequent first', async () => {
      const pairs = await seedAlone(5);
      for (const [n, one] of pairs.entries()) await submit(one, '1b', n < 3 ? 'high' : 'low');
      const [pair] = pairs;
      if (!pair) throw new Error('no pair');
      const { items, next } = value(await queueOf(pair, { partId: '1b', show: 'settled' }));
      expect(items.map(({ response, members }) => [response, members.length])).toEqual([
        ['high', 3],
        ['low', 2],
      ]);
      const rest = value(await queueOf(pair, { partId: '1b', show: 'settled', after: next ?? '' }));
      expect(rest).toMatchObject({ items: [], next: null });
      expect(value(await queueOf(pair, { partId: '1b' })).items).toEqual([]);
    });

    it('shows what was decided on beside what came later, and short responses to other parts', async () => {
      const pair = await seedPair();
      await submit(pair, '1b', 'high');
      await submit(pair, '1a', text(1));
      await decide(pair, '1a', 2);
      await submit(pair, '1a', text(2));
      const { items, progress } = value(await queueOf(pair));
      expect(progress).toMatchObject({ waiting: 0, changed: 1 });
      expect(items).toMatchObject([
        {
          review: 'changed',
          response: text(2),
          decidedOn: text(1),
          earned: 2,
          context: [{ partId: '1b', text: 'A high temperature' }],
        },
      ]);
    });

    it('says beside a text what its pair says in the part that it gives the reason for', async () => {
      const pair = await seedPair({
        students: 3,
        policy: { partners: 'solo' },
        worksheet: publishedWorksheet(),
      });
      const ada = pair.students[2];
      if (!ada) throw new Error('no student');
      const other = value(await createPairSession(ada, { assignmentId: pair.assignmentId }, now));
      // What stands in a field counts, checked or not.
      for (const [viewer, pairSessionId, choice] of [
        [pair.ada, pair.pairSessionId, 'low'],
        [ada, other.id, 'high'],
      ] as const) {
        const op = { opId: newId(), path: '1b', base: 0, value: choice };
        value(await applyOps(viewer, { pairSessionId, ops: [op] }, now));
        const response = { always: text(1), equal: '' };
        const input = { pairSessionId, partId: '1d', response, token: newId() };
        value(await submitResponse(viewer, input, now));
      }
      const { items } = value(await queueOf(pair, { partId: '1d' }));
      expect(items.map(({ members, said }) => [members[0]?.pairSessionId, said])).toEqual(
        expect.arrayContaining([
          [pair.pairSessionId, { '1b': ['A low temperature'], '1c': [] }],
          [other.id, { '1b': ['A high temperature'], '1c': [] }],
        ]),
      );
      const { sectionId, pairSessionId } = pair;
      const work = value(await getPairWork(pair.instructor, { sectionId, pairSessionId }, now));
      const saidIn = (partId: string) => work.parts.find(({ part }) => part.id === partId)?.said;
      expect(saidIn('1d')).toEqual({ '1b': ['A low temperature'], '1c': [] });
      expect(saidIn('1a')).toEqual({});
    });

    it('says of one who answers alone what that one says', async () => {
      const pair = await seedPair({ worksheet: publishedWorksheet() });
      const { pairSessionId } = pair;
      value(await answerAlone(pair.ada, { pairSessionId, partId: '1b', value: 'low' }, now));
      value(await answerAlone(pair.alan, { pairSessionId, partId: '1b', value: 'high' }, now));
      for (const who of [pair.ada, pair.alan])
        value(
          await answerAlone(who, { pairSessionId, partId: '1d', path: '1d/always', value: text(1) }, now),
        );
      const { items } = value(await queueOf(pair, { partId: '1d' }));
      expect(items.map(({ members, said }) => [members[0]?.names, said['1b']]).sort()).toEqual([
        [['Ada'], ['A low temperature']],
        [['Alan'], ['A high temperature']],
      ]);
    });

    it('gives each of two own answers to be read alone', async () => {
      const pair = await seedPair();
      const input = { pairSessionId: pair.pairSessionId, partId: '1a' };
      value(await answerAlone(pair.ada, { ...input, value: text(1) }, now));
      value(await answerAlone(pair.alan, { ...input, value: 'A letter is drawn at random.' }, now));
      const { items } = value(await queueOf(pair));
      expect(items.map(({ members, response }) => [members[0]?.names, response]).sort()).toEqual([
        [['Ada'], text(1)],
        [['Alan'], 'A letter is drawn at random.'],
      ]);
      const [first] = items;
      const seatId = first?.seatId ?? '';
      const version = first?.members[0]?.version ?? 0;
      value(
        await decidePart(pair.instructor, { ...input, seatId, version, earned: 1, origin: 'points' }, now),
      );
      expect(value(await queueOf(pair)).items.map((one) => one.seatId)).toEqual([items[1]?.seatId]);
    });

    it('is for the staff of the class', async () => {
      const pair = await seedPair();
      const other = await seedPair();
      const { sectionId, assignmentId } = pair;
      for (const viewer of [pair.ada, other.instructor]) {
        expect(await queueOf(pair, {}, viewer)).toEqual(notFound);
        expect(await getReviewIndex(viewer, { sectionId })).toEqual(notFound);
        expect(await getReviewRoom(viewer, { sectionId, partId: '1a', show: 'unread' }, now)).toEqual(
          notFound,
        );
        expect(await claimReviews(viewer, { sectionId, partId: '1a', pairSessionIds: [] }, now)).toEqual(
          notFound,
        );
        expect(await saveComment(viewer, { sectionId, text: 'Good.', isShared: false }, now)).toEqual(
          notFound,
        );
      }
      expect(await queueOf(pair, { assignmentId: other.assignmentId })).toEqual(notFound);
      expect(await queueOf(pair, { partId: '1-level' })).toEqual(notFound);
      const helper = await assistantOf(pair);
      expect((await queueOf(pair, {}, helper)).ok).toBe(true);
      const room = value(await getReviewRoom(helper, { sectionId, partId: '1a', show: 'unread' }, now));
      expect(room).toMatchObject({ assignmentId, points: 4, partId: '1a' });
      expect(room.rubric.map(({ label }) => label)).toContain('the letter is left to chance.');
    });
  });

  it('lists for each part how many wait, have changed and are decided', async () => {
    const pair = await seedPair();
    await submit(pair, '1a', text(1));
    await submit(pair, '1b', 'high');
    const { parts } = value(await getReviewIndex(pair.instructor, { sectionId: pair.sectionId }));
    expect(parts.find(({ id }) => id === '1a')).toMatchObject({ waiting: 1, changed: 0, decided: 0 });
    expect(parts.find(({ id }) => id === '1b')).toMatchObject({ waiting: 0, settled: 1 });
    expect(parts.map(({ id }) => id)).not.toContain('1-level');
  });

  it('tells a second grader who reads a response, for two minutes, and lets go of it with the next one', async () => {
    const [one, two] = await seedAlone(2);
    if (!one || !two) throw new Error('too few pairs');
    for (const pair of [one, two]) await submit(pair, '1a', text(1));
    const { sectionId } = one;
    const helper = await assistantOf(one);
    const claim = async (viewer: Viewer, pair: TestPair, at = now) =>
      value(
        await claimReviews(viewer, { sectionId, partId: '1a', pairSessionIds: [pair.pairSessionId] }, at),
      ).others.map(({ by }) => by);
    expect(await claim(one.instructor, one)).toEqual([]);
    expect(await claim(one.instructor, one)).toEqual([]);
    expect(await claim(helper, one)).toEqual(['Grace']);
    expect(value(await queueOf(one, {}, helper)).items.flatMap(({ claimedBy }) => claimedBy ?? [])).toEqual([
      'Grace',
    ]);
    expect(await claim(one.instructor, two)).toEqual([]);
    expect(await claim(helper, one)).toEqual([]);
    expect(await claim(one.instructor, one, later(1))).toEqual(['Helen']);
    expect(await claim(one.instructor, one, later(3))).toEqual([]);
  });

  it('shows a flag to colleagues until somebody has decided', async () => {
    const pair = await seedPair();
    await submit(pair, '1a', text(1));
    const { pairSessionId } = pair;
    const flag = (viewer: Viewer, isFlagged: boolean) =>
      flagReview(viewer, { pairSessionId, partId: '1a', isFlagged }, now);
    expect(await flag(pair.ada, true)).toEqual(notFound);
    const flags = async () => value(await queueOf(pair)).items.map(({ flaggedBy }) => flaggedBy);
    value(await flag(pair.instructor, true));
    value(await flag(pair.instructor, true));
    expect(await flags()).toEqual(['Grace']);
    value(await flag(pair.instructor, false));
    expect(await flags()).toEqual([null]);
    value(await flag(pair.instructor, true));
    await decide(pair, '1a', 1);
    expect(await database().reviewFlag.count({ where: { pairSessionId } })).toBe(0);
  });

  it('stores comments to be used again: each text once, one’s own and those that all share', async () => {
    const pair = await seedPair();
    const { sectionId, instructor } = pair;
    const helper = await assistantOf(pair);
    const save = async (comment: string, isShared = false) =>
      value(await saveComment(instructor, { sectionId, text: comment, isShared }, now));
    const own = await save('Well argued.');
    expect(await save('Well argued.')).toEqual(own);
    await save('Say how the letter is drawn.', true);
    const textsOf = async (viewer: Viewer) =>
      (await listSavedComments(viewer, sectionId)).map((one) => one.text);
    expect((await textsOf(instructor)).sort()).toEqual(['Say how the letter is drawn.', 'Well argued.']);
    expect(await textsOf(helper)).toEqual(['Say how the letter is drawn.']);
    expect(await textsOf(pair.ada)).toEqual([]);
    expect(await removeSavedComment(helper, own)).toEqual(notFound);
    value(await removeSavedComment(instructor, own));
    expect(await textsOf(instructor)).toEqual(['Say how the letter is drawn.']);
  });
});
