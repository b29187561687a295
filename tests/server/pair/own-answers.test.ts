import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Json } from '@/lib/schemas/json';
import { listOwnResults } from '@/lib/server/classes/own-results';
import { getPairWork } from '@/lib/server/classes/pair-work';
import { earnedOf, getSectionResults } from '@/lib/server/classes/results';
import { database } from '@/lib/server/database/db';
import { newId } from '@/lib/server/database/ids';
import { handInPart, revealPart } from '@/lib/server/pair/agreements';
import { applyOps } from '@/lib/server/pair/apply-ops';
import { disagreeOnPart } from '@/lib/server/pair/disagreements';
import { feedPairEvents } from '@/lib/server/pair/feed-pair-events';
import { getPairView } from '@/lib/server/pair/get-pair-view';
import { drawNewNumbers } from '@/lib/server/pair/new-numbers';
import { readRoom } from '@/lib/server/pair/read-together';
import { forgetRoom, rememberedRoom } from '@/lib/server/pair/room-memory';
import { leavePairSession } from '@/lib/server/pair/seating';
import { settleClosedAssignments } from '@/lib/server/pair/settling';
import { splitPairSession } from '@/lib/server/pair/split-pair-session';
import { submitResponse } from '@/lib/server/pair/submissions';
import { signOut, type Viewer } from '@/lib/server/people/viewer';
import { onEveryDatabase } from '../../support/databases';
import { ask } from '../../support/interface';
import { answerAlone, writeOwn } from '../../support/own-answers';
import { later, now, seedPair, type TestPair, value } from '../../support/pairs';
import { origin, signInAs } from '../../support/people';
import { readResultsCsv } from '../../support/results-csv';
import { plainRoom } from '../../support/rooms';

const closesAt = later(30);
const closed = later(31);

/** Everything that a person's open page is sent; its stream ends with `stop`. */
async function listen(who: Viewer, pairSessionId: string) {
  const heard: string[] = [];
  const feed = await feedPairEvents(who, pairSessionId, null, (event) => {
    heard.push(JSON.stringify(event));
    return Promise.resolve();
  });
  if (!feed) throw new Error('no stream');
  return {
    heard,
    async stop() {
      feed.stop();
      await feed.done;
    },
  };
}

const viewOf = async (who: Viewer, pairSessionId: string, at: Date) =>
  value(await getPairView(who, pairSessionId, at));

async function pointsOf({ instructor, sectionId }: TestPair, partId: string) {
  const results = value(await getSectionResults(instructor, { sectionId }, closed));
  return {
    results,
    points: Object.fromEntries(
      results.rows.flatMap((row) =>
        row.seats.map(({ id, name }) => {
          const cell = row.cells.find((one) => one.partId === partId);
          return [name, cell && earnedOf(row, id, cell)];
        }),
      ),
    ),
  };
}

onEveryDatabase((_kind, makeDatabase) => {
  beforeAll(makeDatabase);

  const step = (who: Viewer, { pairSessionId }: TestPair, name: 'begin' | 'confirm' | 'change' | 'agree') =>
    disagreeOnPart(who, { pairSessionId, partId: '1b', step: name }, now);

  it('gives each the own points, on every page that shows them', async () => {
    const pair = await seedPair({ closesAt });
    const { ada, alan, pairSessionId, sectionId, instructor } = pair;
    value(await answerAlone(ada, { pairSessionId, partId: '1b', value: 'low' }, now));
    expect(value(await answerAlone(alan, { pairSessionId, partId: '1b', value: 'high' }, now)).state).toBe(
      'handed-in',
    );
    for (const [who, earned] of [
      [ada, 1],
      [alan, 0],
    ] as const) {
      const view = value(await getPairView(who, pairSessionId, now));
      expect(view.scores['1b']).toMatchObject({ earned, attempts: 0 });
      expect(view.disagreements).toMatchObject([
        {
          partId: '1b',
          isSettled: true,
          answers: [
            { name: 'Ada', fields: { '1b': { value: 'low' } }, submission: { earned: 1 } },
            { name: 'Alan', fields: { '1b': { value: 'high' } }, submission: { earned: 0 } },
          ],
        },
      ]);
    }
    await settleClosedAssignments(closed);
    const { results, points } = await pointsOf(pair, '1b');
    expect(points).toMatchObject({ Ada: 1, Alan: 0 });
    expect(results.rows[0]?.cells.find(({ partId }) => partId === '1b')).toMatchObject({
      earned: 0.5,
      disagreed: true,
      isProvisional: false,
    });
    const csv = (await readResultsCsv(pair, closed)).split('\r\n').filter((line) => line.includes('"1b"'));
    expect(csv.map((line) => line.split(',')[17])).toEqual(['"low"', '"high"']);
    for (const [who, earned] of [
      [ada, 1],
      [alan, 0],
    ] as const) {
      const own = value(await listOwnResults(who, sectionId, closed));
      expect(own.results[0]?.cells.find(({ partId }) => partId === '1b')).toMatchObject({ earned });
    }
    const work = value(await getPairWork(instructor, { sectionId, pairSessionId }, closed));
    const shown = work.parts.find(({ part }) => part.id === '1b')?.submissions;
    expect(shown?.map(({ response, isOwn }) => [response, isOwn])).toEqual([
      ['low', true],
      ['high', true],
    ]);
  });

  it('remembers no answer as the one that counts once own answers count instead', async () => {
    const { ada, alan, pairSessionId } = await seedPair({ closesAt });
    const input = { pairSessionId, partId: '1b', response: 'high', token: newId() };
    value(await submitResponse(ada, input, now));
    expect(rememberedRoom(pairSessionId)?.counted).toEqual(new Map([['1b', 'high']]));
    value(await answerAlone(ada, { pairSessionId, partId: '1b', value: 'low' }, now));
    value(await answerAlone(alan, { pairSessionId, partId: '1b', value: 'high' }, now));
    const remembered = rememberedRoom(pairSessionId);
    forgetRoom(pairSessionId);
    const fresh = await readRoom(pairSessionId);
    if (!remembered || !fresh) throw new Error('a room is missing');
    expect(remembered.counted).toEqual(new Map());
    expect(plainRoom(remembered)).toEqual(plainRoom(fresh));
  });

  it('begins with what the pair has written, takes no verdict, and leaves what they share as it is', async () => {
    const { ada, alan, pairSessionId } = await seedPair();
    const ops = [{ opId: 'both', path: '2a/0/0', base: 0, value: '1/2' }];
    value(await applyOps(ada, { pairSessionId, ops }, now));
    value(await disagreeOnPart(alan, { pairSessionId, partId: '2a' }, now));
    const own = { pairSessionId, partId: '2a', path: '2a/0/0' };
    const written = value(await writeOwn(alan, { ...own, value: '1' }, now));
    expect(written).toMatchObject({ verdicts: {}, versions: { '2a/0/0': 2 } });
    const view = value(await getPairView(alan, pairSessionId, now));
    expect(view.fields['2a/0/0']).toMatchObject({ value: '1/2', version: 1 });
    expect(view.disagreements[0]?.answers[1]?.fields).toMatchObject({ '2a/0/0': { value: '1', version: 2 } });
    expect(view.disagreements[0]?.answers[0]).not.toHaveProperty('fields');
    const stale = [{ opId: 'stale', path: '2a/0/0', base: 1, value: '7', own: true }];
    expect(value(await applyOps(alan, { pairSessionId, ops: stale }, now)).conflicts).toMatchObject([
      { value: '1', version: 2 },
    ]);
    // Sent again, an edit gets its first answer.
    const again = await applyOps(alan, { pairSessionId, ops: stale }, now);
    expect(value(again).conflicts).toHaveLength(1);
  });

  it('takes edits of own answers only while they are written, and only apart from others', async () => {
    const pair = await seedPair();
    const { ada, pairSessionId } = pair;
    const own = { opId: 'own', path: '1b', base: 0, value: 'low', own: true };
    const send = (ops: (typeof own | Omit<typeof own, 'own'>)[]) =>
      applyOps(ada, { pairSessionId, ops }, now);
    expect(await send([own])).toMatchObject({ code: 'not-disagreeing' });
    value(await step(ada, pair, 'begin'));
    expect(await send([own, { opId: 'shared', path: '1c', base: 0, value: 'low' }])).toMatchObject({
      code: 'bad-request',
    });
    value(await send([own]));
    value(await step(ada, pair, 'confirm'));
    expect(await send([{ ...own, opId: 'late', base: 1 }])).toMatchObject({ code: 'handed-in' });
    value(await step(ada, pair, 'change'));
    value(await send([{ ...own, opId: 'later', base: 1, value: 'high' }]));
    const text = { opId: 'text', path: '1a', textUpdate: 'AAA=', own: true };
    expect(await applyOps(ada, { pairSessionId, ops: [text] }, now)).toMatchObject({ code: 'bad-request' });
  });

  it('begins, confirms, changes and agrees once, however often it is asked', async () => {
    const pair = await seedPair();
    const { ada, alan } = pair;
    for (const _ of [1, 2]) value(await step(ada, pair, 'begin'));
    expect(await database().ownAnswer.count({ where: { pairSessionId: pair.pairSessionId } })).toBe(2);
    value(await writeOwn(ada, { pairSessionId: pair.pairSessionId, partId: '1b', value: 'low' }, now));
    for (const _ of [1, 2]) expect(value(await step(ada, pair, 'confirm')).state).toBe('proposed');
    for (const _ of [1, 2]) expect(value(await step(ada, pair, 'agree')).state).toBe('proposed');
    for (const _ of [1, 2]) expect(value(await step(alan, pair, 'agree')).state).toBe('agreed');
    const { pairSessionId } = pair;
    expect(await database().ownAnswer.count({ where: { pairSessionId } })).toBe(0);
    expect(await database().field.count({ where: { pairSessionId } })).toBe(0);
    expect(await database().submission.count({ where: { pairSessionId } })).toBe(0);
    expect(await step(alan, pair, 'confirm')).toMatchObject({ code: 'bad-request' });
  });

  describe('when one confirms and the other walks away', () => {
    it('counts the own answer for its writer and the shared one for the other at closing', async () => {
      const pair = await seedPair({ closesAt });
      const { ada, alan, pairSessionId } = pair;
      const ops = [{ opId: 'both', path: '1b', base: 0, value: 'low' }];
      value(await applyOps(ada, { pairSessionId, ops }, now));
      value(await answerAlone(alan, { pairSessionId, partId: '1b', value: 'high' }, now));
      await settleClosedAssignments(closed);
      expect((await pointsOf(pair, '1b')).points).toMatchObject({ Ada: 1, Alan: 0 });
      const hers = value(await getPairView(ada, pairSessionId, closed));
      const his = value(await getPairView(alan, pairSessionId, closed));
      expect(hers.scores['1b']).toMatchObject({ earned: 1 });
      expect(his.scores['1b']).toMatchObject({ earned: 0 });
      // Ada has confirmed nothing: she reads that there is an own answer, and not what it says.
      expect(hers.disagreements[0]?.answers).toMatchObject([{ name: 'Alan', isConfirmed: true }]);
      expect(JSON.stringify(hers.disagreements)).not.toContain('high');
      expect(his.disagreements[0]?.answers[0]).toMatchObject({ fields: { '1b': { value: 'high' } } });
    });

    it('discards at closing what nobody has confirmed', async () => {
      const pair = await seedPair({ closesAt });
      value(await step(pair.ada, pair, 'begin'));
      value(await writeOwn(pair.ada, { pairSessionId: pair.pairSessionId, partId: '1b', value: 'low' }, now));
      await settleClosedAssignments(closed);
      expect(await database().submission.count({ where: { pairSessionId: pair.pairSessionId } })).toBe(0);
      expect(value(await getPairView(pair.ada, pair.pairSessionId, closed)).disagreements).toEqual([]);
    });

    it('keeps what somebody confirmed who leaves the pair, and frees the one who stays', async () => {
      const pair = await seedPair({ closesAt, policy: { partners: 'solo' } });
      const { ada, alan, pairSessionId } = pair;
      value(await answerAlone(alan, { pairSessionId, partId: '1b', value: 'low' }, now));
      value(await leavePairSession(alan, { pairSessionId }, now));
      // Ada goes on alone: agreeing again is hers, and what Alan confirmed is not hers to discard or to read.
      expect(value(await step(ada, pair, 'agree')).state).toBe('agreed');
      const response = { pairSessionId, partId: '1b', response: 'high', token: 'hers' };
      value(await submitResponse(ada, response, now));
      value(await handInPart(ada, { pairSessionId, partId: '1b' }, now));
      expect(value(await getPairView(ada, pairSessionId, now)).disagreements).toEqual([]);
      await settleClosedAssignments(closed);
      expect((await pointsOf(pair, '1b')).points).toMatchObject({ Ada: 0, Alan: 1 });
    });

    it('hands the own answer in where one may work alone', async () => {
      const pair = await seedPair({ closesAt, policy: { partners: 'solo' } });
      const { ada, alan, pairSessionId } = pair;
      value(await answerAlone(ada, { pairSessionId, partId: '1b', value: 'low' }, now));
      value(await leavePairSession(alan, { pairSessionId }, now));
      expect(value(await step(ada, pair, 'confirm')).state).toBe('handed-in');
      await settleClosedAssignments(closed);
      expect((await pointsOf(pair, '1b')).points).toMatchObject({ Ada: 1 });
    });

    it('waits where a partner is required, and counts at closing', async () => {
      const pair = await seedPair({ closesAt });
      const { ada, alan, pairSessionId } = pair;
      value(await answerAlone(ada, { pairSessionId, partId: '1b', value: 'low' }, now));
      value(await leavePairSession(alan, { pairSessionId }, now));
      expect(value(await step(ada, pair, 'confirm')).state).toBe('proposed');
      await settleClosedAssignments(closed);
      expect((await pointsOf(pair, '1b')).points).toMatchObject({ Ada: 1 });
    });

    it('goes on where each sits after a split, with nothing of the other', async () => {
      const pair = await seedPair({ closesAt });
      const { ada, alan, pairSessionId, instructor } = pair;
      value(await step(ada, pair, 'begin'));
      value(await writeOwn(ada, { pairSessionId, partId: '1b', value: 'low' }, now));
      value(await writeOwn(alan, { pairSessionId, partId: '1b', value: 'high' }, now));
      value(await step(alan, pair, 'confirm'));
      const { copies } = value(await splitPairSession(instructor, { pairSessionId }, now));
      const copyId = copies[0]?.pairSessionId ?? '';
      const own = await database().field.findMany({ where: { NOT: { ownerSeatId: '' } } });
      const where = (id: string) =>
        own.filter((field) => field.pairSessionId === id).map(({ value: said }) => said);
      expect([where(pairSessionId), where(copyId)]).toEqual([['low'], ['high']]);
      expect(value(await step(ada, pair, 'confirm')).state).toBe('handed-in');
      await settleClosedAssignments(closed);
      expect((await pointsOf(pair, '1b')).points).toMatchObject({ Ada: 1, Alan: 0 });
    });
  });

  it('takes what meets a sign-out whole or not at all, and shows it to nobody else', async () => {
    const at = new Date();
    for (const step of ['confirm', 'change'] as const) {
      const pair = await seedPair({ closesAt: new Date(at.getTime() + 3_600_000) });
      const { ada, alan, pairSessionId } = pair;
      const own = { pairSessionId, partId: '1b', value: 'low' };
      if (step === 'change') value(await answerAlone(alan, own, at));
      else {
        value(await disagreeOnPart(alan, { pairSessionId, partId: '1b', step: 'begin' }, at));
        value(await writeOwn(alan, own, at));
      }
      const { cookie } = await signInAs(alan, at);
      const call = (body: object) =>
        ask(`/api/pair-sessions/${pairSessionId}/hand-ins`, {
          method: 'POST',
          headers: { cookie, origin, host: 'duet.test', 'content-type': 'application/json' },
          body: JSON.stringify({ partId: '1b', disagree: true, ...body }),
        });
      const [answer] = await Promise.all([call({ step }), signOut(new Headers({ cookie }))]);
      expect([200, 401]).toContain(answer.status);
      expect((await call({ step })).status).toBe(401);
      const stored = await database().ownAnswer.findMany({ where: { pairSessionId } });
      const isConfirmed = stored.some(({ confirmedAt }) => confirmedAt !== null);
      expect(isConfirmed).toBe((step === 'confirm') === (answer.status === 200));
      expect(stored.map(({ submissionId }) => submissionId)).toEqual([null, null]);
      expect(JSON.stringify((await viewOf(ada, pairSessionId, at)).disagreements)).not.toContain('low');
      const again = (await viewOf(alan, pairSessionId, at)).disagreements[0]?.answers;
      expect(JSON.stringify(again)).toContain('low');
    }
  });

  it('keeps the better one where the best counts', async () => {
    const pair = await seedPair({ closesAt, policy: { counting: 'best' } });
    const { ada, alan, pairSessionId } = pair;
    const shared = { pairSessionId, partId: '1b', response: 'low', token: 'shared' };
    value(await submitResponse(ada, shared, now));
    value(await answerAlone(ada, { pairSessionId, partId: '1b', value: 'high' }, now));
    value(await answerAlone(alan, { pairSessionId, partId: '1b', value: 'low' }, now));
    await settleClosedAssignments(closed);
    expect((await pointsOf(pair, '1b')).points).toMatchObject({ Ada: 1, Alan: 1 });
  });

  it('ends with the numbers that it was about', async () => {
    const pair = await seedPair({ policy: { agreement: 'either' } });
    const { ada, pairSessionId } = pair;
    value(await disagreeOnPart(ada, { pairSessionId, partId: '3d' }, now));
    value(await writeOwn(ada, { pairSessionId, partId: '3d', value: '1.5' }, now));
    value(await drawNewNumbers(ada, { pairSessionId, questionId: '3', round: 0 }, now));
    expect(value(await getPairView(ada, pairSessionId, now)).disagreements).toEqual([]);
    expect(await database().field.count({ where: { pairSessionId, NOT: { ownerSeatId: '' } } })).toBe(0);
  });

  /** An own answer to a part of each kind that tells itself apart from everything else. */
  const canaries: Record<string, { path: string; value: Json; told: string }> = {
    '1a': { path: '1a', value: 'heron 48151 draws an index at random', told: 'heron 48151' },
    '2a': { path: '2a/7/0', value: '0.48152', told: '0.48152' },
    '2b': { path: '2b/reason', value: 'heron 48153 looks at spring', told: 'heron 48153' },
    '3a': { path: '3a/0', value: '0.48154', told: '0.48154' },
    '3d': { path: '3d', value: '1.48155', told: '1.48155' },
  };

  it('sends nobody what the other writes before both have confirmed', async () => {
    const walk = fc.array(
      fc.tuple(
        fc.boolean(),
        fc.constantFrom('write', 'begin', 'confirm', 'change', 'agree', 'hand in', 'turn', 'share', 'look'),
        fc.constantFrom(...Object.keys(canaries)),
      ),
      { minLength: 6, maxLength: 30 },
    );
    await fc.assert(
      fc.asyncProperty(walk, async (acts) => {
        const pair = await seedPair();
        const { ada, alan, pairSessionId, instructor } = pair;
        const his = await listen(alan, pairSessionId);
        const staffs = await listen(instructor, pairSessionId);
        const answers: string[] = [];
        const toldBy = new Set<string>();
        const leaks = () =>
          Object.entries(canaries).filter(
            ([partId, { told }]) =>
              !toldBy.has(partId) &&
              [...his.heard, ...staffs.heard, ...answers].some((sent) => sent.includes(told)),
          );
        for (const [isAda, act, partId] of acts) {
          const who = isAda ? ada : alan;
          const where = { pairSessionId, partId };
          const own = canaries[partId];
          if (!own) continue;
          const disagree = async (name: 'begin' | 'confirm' | 'change' | 'agree') => {
            const done = await disagreeOnPart(who, { ...where, step: name }, now);
            if (done.ok && done.value.state === 'handed-in') toldBy.add(partId);
            return done;
          };
          const answer: unknown =
            act === 'write'
              ? await writeOwn(who, { ...where, ...own, value: isAda ? own.value : '' }, now)
              : act === 'hand in'
                ? await handInPart(who, where, now)
                : act === 'turn'
                  ? await revealPart(who, where, now)
                  : act === 'share'
                    ? await applyOps(
                        who,
                        {
                          pairSessionId,
                          ops: [{ opId: `${Math.random()}`, path: own.path, base: 0, value: '' }],
                        },
                        now,
                      )
                    : act === 'look'
                      ? await getPairView(alan, pairSessionId, now)
                      : await disagree(act);
          if (!isAda || act === 'look') answers.push(JSON.stringify(answer));
          if (act === 'look') answers.push(JSON.stringify(await getPairView(instructor, pairSessionId, now)));
          expect(leaks()).toEqual([]);
        }
        // A page that comes back is sent every edit that it has missed.
        const again: string[] = [];
        const feed = await feedPairEvents(alan, pairSessionId, 0, (event) => {
          again.push(JSON.stringify(event));
          return Promise.resolve();
        });
        feed?.stop();
        await feed?.done;
        answers.push(...again);
        expect(leaks()).toEqual([]);
        await his.stop();
        await staffs.stop();
        expect(leaks()).toEqual([]);
      }),
      { numRuns: 12 },
    );
  }, 120_000);

  it('lets two at one screen write one after the other, each by a seat that is proved', async () => {
    const { ada, alan, pairSessionId } = await seedPair();
    const [hers, his] = value(await getPairView(ada, pairSessionId, now)).seats.map(({ id }) => id);
    const where = { pairSessionId, partId: '1b' };
    const screen = { ...ada, seats: [{ seatId: his ?? '', userId: alan.userId, signInId: alan.signInId }] };
    const foreign = await disagreeOnPart(ada, { ...where, step: 'begin', seatId: his }, now);
    expect(foreign).toMatchObject({ code: 'not-found' });
    value(await disagreeOnPart(screen, { ...where, step: 'begin', seatId: hers }, now));
    const write = (seatId: string | undefined, said: string) => {
      const op = { opId: `${seatId} ${said}`, path: '1b', base: 0, value: said, own: true };
      return applyOps(screen, { pairSessionId, ops: [op], seatId }, now);
    };
    value(await write(hers, 'low'));
    value(await write(his, 'high'));
    const shown = async () => {
      const { disagreements } = value(await getPairView(screen, pairSessionId, now));
      return disagreements[0]?.answers.map(({ fields }) => fields?.['1b']?.value);
    };
    expect(await shown()).toEqual(['low', undefined]);
    value(await disagreeOnPart(screen, { ...where, step: 'confirm', seatId: hers }, now));
    expect(await shown()).toEqual([undefined, 'high']);
    value(await disagreeOnPart(screen, { ...where, step: 'confirm', seatId: his }, now));
    expect(await shown()).toEqual(['low', 'high']);
  });

  it('lets both read both once both have confirmed, and the writer alone before', async () => {
    const { ada, alan, pairSessionId } = await seedPair();
    value(await disagreeOnPart(ada, { pairSessionId, partId: '1a' }, now));
    const own = { pairSessionId, partId: '1a', value: 'heron 48151 draws an index at random' };
    const hers = await listen(ada, pairSessionId);
    const his = await listen(alan, pairSessionId);
    value(await writeOwn(ada, own, now));
    value(await disagreeOnPart(ada, { pairSessionId, partId: '1a', step: 'confirm' }, now));
    const tells = (heard: readonly string[]) => heard.some((sent) => sent.includes('heron 48151'));
    await expect.poll(() => tells(hers.heard)).toBe(true);
    expect(tells(his.heard)).toBe(false);
    value(await answerAlone(alan, { ...own, value: 'Because it is so.' }, now));
    await expect.poll(() => tells(his.heard)).toBe(true);
    await hers.stop();
    await his.stop();
  });
});
