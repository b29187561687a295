import { beforeAll, describe, expect, it } from 'vitest';
import { type DecisionInput, decisionInput, type GroupDecisionInput } from '@/lib/schemas/decisions';
import { decideGroup, decidePart } from '@/lib/server/classes/decide-part';
import { overrideSubmission } from '@/lib/server/classes/overrides';
import { listOwnResults } from '@/lib/server/classes/own-results';
import { getPairWork } from '@/lib/server/classes/pair-work';
import { getSectionResults } from '@/lib/server/classes/results';
import { database } from '@/lib/server/database/db';
import { newId } from '@/lib/server/database/ids';
import { write } from '@/lib/server/database/writer';
import { type BusMessage, pairTopic } from '@/lib/server/live/bus';
import { bus } from '@/lib/server/live/shared-bus';
import { applyOps } from '@/lib/server/pair/apply-ops';
import { createPairSession, leavePairSession } from '@/lib/server/pair/seating';
import { settleIfClosed } from '@/lib/server/pair/settling';
import { splitPairSession } from '@/lib/server/pair/split-pair-session';
import { submitResponse } from '@/lib/server/pair/submissions';
import type { Viewer } from '@/lib/server/people/viewer';
import { notFound } from '@/lib/server/result';
import { onEveryDatabase } from '../../support/databases';
import { answerAlone } from '../../support/own-answers';
import { later, now, seedPair, type TestPair, value } from '../../support/pairs';
import { seedPerson } from '../../support/people';

async function submit(pair: TestPair, partId: string, response: string): Promise<string> {
  const input = { pairSessionId: pair.pairSessionId, partId, response, token: newId() };
  return value(await submitResponse(pair.ada, input, now)).id ?? '';
}

function decideAs(viewer: Viewer, pair: TestPair, input: Partial<DecisionInput>, at = now) {
  const whole = { partId: '1b', version: 0, origin: 'points' as const, ...input };
  return decidePart(viewer, { pairSessionId: pair.pairSessionId, ...whole }, at);
}

const decide = (pair: TestPair, input: Partial<DecisionInput>, at = now) =>
  decideAs(pair.instructor, pair, input, at);

function summaryOf({ pairSessionId }: { pairSessionId: string }, partId = '1b') {
  return database().partSummary.findUnique({
    where: { pairSessionId_partId: { pairSessionId, partId } },
  });
}

async function versionOf(pair: { pairSessionId: string }, partId = '1b'): Promise<number> {
  return (await summaryOf(pair, partId))?.version ?? 0;
}

async function seatOf({ pairSessionId }: TestPair, { userId }: Viewer): Promise<string> {
  return (await database().seat.findFirstOrThrow({ where: { pairSessionId, userId } })).id;
}

/** What a student reads of the own points of a part. */
async function pointsOf(pair: TestPair, who: Viewer, partId = '1b'): Promise<number | undefined> {
  const [own] = value(await listOwnResults(who, pair.sectionId, now)).results;
  return own?.cells.find((cell) => cell.partId === partId)?.earned;
}

async function asAssistant({ sectionId }: TestPair): Promise<Viewer> {
  const helper = await seedPerson('Helen');
  const { userId } = helper;
  await write((tx) => tx.enrollment.create({ data: { id: newId(), userId, sectionId, role: 'ASSISTANT' } }));
  return helper;
}

onEveryDatabase((_kind, makeDatabase) => {
  beforeAll(makeDatabase);

  describe('a decision', () => {
    it('counts for both, is told to the pair, and can be taken back with one call', async () => {
      const pair = await seedPair();
      await submit(pair, '1b', 'high');
      const heard: BusMessage[] = [];
      const stop = bus().subscribe(pairTopic(pair.pairSessionId), (message) => heard.push(message));
      const version = await versionOf(pair);
      const made = value(
        await decide(pair, { earned: 0.5, version, comment: 'Half.', note: 'They argued.' }),
      );
      expect(made.version).toBe(version + 1);
      expect(await summaryOf(pair)).toMatchObject({ overriddenEarned: 0.5, review: 'decided', earned: 0 });
      expect([await pointsOf(pair, pair.ada), await pointsOf(pair, pair.alan)]).toEqual([0.5, 0.5]);
      const undo = { origin: 'undo' as const, undoes: made.id, version: made.version };
      const undone = value(await decide(pair, undo, later(1)));
      stop();
      expect(heard).toEqual(Array(2).fill({ type: 'state', news: 'decided', partId: '1b' }));
      expect(await summaryOf(pair)).toMatchObject({ overriddenEarned: null, review: 'settled' });
      expect(await pointsOf(pair, pair.ada)).toBe(0);
      // The same call again.
      expect(value(await decide(pair, undo, later(2)))).toEqual(undone);
      const records = await database().override.findMany({
        orderBy: { version: 'asc' },
        where: { pairSessionId: pair.pairSessionId },
      });
      expect(records.map(({ origin, earned, comment, note }) => [origin, earned, comment, note])).toEqual([
        ['points', 0.5, 'Half.', 'They argued.'],
        ['undo', null, null, null],
      ]);
      const deeds = await database().auditRecord.findMany({
        where: { pairSessionId: pair.pairSessionId, kind: 'points-decided' },
        orderBy: { at: 'asc' },
      });
      expect(deeds.map(({ details }) => details)).toEqual([
        { partId: '1b', earned: 0.5, total: 1 },
        { partId: '1b', earned: null, total: 1 },
      ]);
      // What is private stays so, also in the log.
      expect(JSON.stringify(deeds)).not.toContain('argued');
    });

    it('works on a draft that nobody submitted, and on a part that nobody touched', async () => {
      const pair = await seedPair();
      const ops = [{ opId: 'draft', path: '1b', base: 0, value: 'low' }];
      value(await applyOps(pair.ada, { pairSessionId: pair.pairSessionId, ops }, now));
      value(await decide(pair, { earned: 1, version: await versionOf(pair) }));
      value(await decide(pair, { partId: '2a', earned: 2 }));
      expect(await summaryOf(pair)).toMatchObject({ review: 'decided', overriddenEarned: 1 });
      expect(await pointsOf(pair, pair.alan)).toBe(1);
      expect(await pointsOf(pair, pair.alan, '2a')).toBe(2);
      // The page of the pair goes on from there.
      await submit(pair, '1b', 'high');
      expect(await summaryOf(pair)).toMatchObject({ review: 'changed', overriddenEarned: 1, attempts: 1 });
      expect(await pointsOf(pair, pair.ada)).toBe(1);
    });

    it('is refused on a draft that was changed while somebody read it', async () => {
      const pair = await seedPair();
      const { pairSessionId, sectionId, instructor } = pair;
      const type = async (path: string, text: string, base = 0) => {
        const ops = [{ opId: newId(), path, base, value: text }];
        value(await applyOps(pair.ada, { pairSessionId, ops }, now));
      };
      const seen = async () => {
        const { parts } = value(await getPairWork(instructor, { sectionId, pairSessionId }, now));
        const work = parts.find(({ part }) => part.id === '1b');
        return { version: work?.version ?? 0, draftEdits: work?.draftEdits ?? 0 };
      };
      const untouched = await seen();
      await type('1b', 'low');
      expect(await decide(pair, { earned: 0, ...untouched })).toMatchObject({ code: 'changed' });
      const first = await seen();
      await type('1b', 'high', 1);
      expect(await decide(pair, { earned: 1, ...first })).toMatchObject({
        code: 'changed',
        present: { pairSessionId, version: first.version, decided: null },
      });
      expect(await database().override.count({ where: { pairSessionId } })).toBe(0);
      const second = await seen();
      // Another part is another draft.
      await type('1c', 'low');
      const made = value(await decide(pair, { earned: 0.5, ...second }));
      await type('1b', 'low', 2);
      expect(value(await decide(pair, { earned: 0.5, ...second }))).toEqual(made);
      expect(await pointsOf(pair, pair.alan)).toBe(0.5);
    });

    it('goes by the version alone once something was submitted: the draft is no part of what counts', async () => {
      const pair = await seedPair();
      await submit(pair, '1b', 'high');
      const version = await versionOf(pair);
      const ops = [{ opId: 'later', path: '1b', base: 0, value: 'low' }];
      await applyOps(pair.ada, { pairSessionId: pair.pairSessionId, ops }, now);
      value(await decide(pair, { earned: 1, version, draftEdits: 0 }));
      expect(await pointsOf(pair, pair.ada)).toBe(1);
    });

    it('is for a whole part: points for one of its fields are refused', () => {
      const body = { partId: '2a', earned: 1, version: 0, origin: 'points' };
      expect(decisionInput.safeParse(body).success).toBe(true);
      const ofField = decisionInput.safeParse({ ...body, field: '2a/0/0' });
      expect(ofField.error?.issues.map(({ message }) => message)).toEqual([
        'Points are given to a whole part, not to one of its fields.',
      ]);
    });

    it('is refused on an older state, with the present one, and the same again is harmless', async () => {
      const pair = await seedPair();
      await submit(pair, '1b', 'high');
      const version = await versionOf(pair);
      const made = value(await decide(pair, { earned: 0.5, version, comment: 'Half.' }));
      expect(value(await decide(pair, { earned: 0.5, version, comment: 'Half.' }, later(1)))).toEqual(made);
      for (const other of [{ earned: 0.25 }, { comment: 'Other.' }, { note: 'Other.' }]) {
        const again = { earned: 0.5, version, comment: 'Half.', ...other };
        expect(await decide(pair, again)).toMatchObject({
          code: 'changed',
          present: { version: made.version, earned: 0.5, decided: { earned: 0.5, by: 'Grace' } },
        });
      }
      await submit(pair, '1b', 'low');
      expect(await decide(pair, { earned: 0, version: made.version })).toMatchObject({
        code: 'changed',
        present: { version: made.version + 1, review: 'changed' },
      });
      expect(await database().override.count({ where: { pairSessionId: pair.pairSessionId } })).toBe(1);
    });

    it('agrees with the points that the grader saw, and with no others', async () => {
      const pair = await seedPair();
      await submit(pair, '1b', 'low');
      const version = await versionOf(pair);
      expect(await decide(pair, { origin: 'agree', earned: 0.5, version })).toMatchObject({
        code: 'changed',
      });
      value(await decide(pair, { origin: 'agree', earned: 1, version }));
      expect(await summaryOf(pair)).toMatchObject({ review: 'decided', overriddenEarned: 1 });
    });

    it('is for each of two own answers alone, and the part is decided once both are', async () => {
      const pair = await seedPair();
      const input = { pairSessionId: pair.pairSessionId, partId: '1b' };
      value(await answerAlone(pair.ada, { ...input, value: 'low' }, now));
      value(await answerAlone(pair.alan, { ...input, value: 'high' }, now));
      const [ada, alan] = [await seatOf(pair, pair.ada), await seatOf(pair, pair.alan)];
      const agree = async (earned: number, seatId?: string) =>
        decide(pair, { origin: 'agree', earned, version: await versionOf(pair), ...(seatId && { seatId }) });
      expect(await agree(0.5)).toMatchObject({ code: 'bad-request' });
      value(await agree(1, ada));
      expect((await summaryOf(pair))?.review).toBe('settled');
      expect(await agree(1, alan)).toMatchObject({ code: 'changed' });
      value(await agree(0, alan));
      expect((await summaryOf(pair))?.review).toBe('decided');
      expect([await pointsOf(pair, pair.ada), await pointsOf(pair, pair.alan)]).toEqual([1, 0]);
      const own = await database().override.findMany({
        where: { seatId: ada },
        include: { submission: true },
      });
      expect(own.map(({ submission }) => submission?.response)).toEqual(['low']);
    });

    it('for one member is not taken back once one for the pair stands in its place', async () => {
      const pair = await seedPair();
      await submit(pair, '1b', 'high');
      const alan = await seatOf(pair, pair.alan);
      const first = value(await decide(pair, { earned: 1, seatId: alan, version: await versionOf(pair) }));
      expect([await pointsOf(pair, pair.ada), await pointsOf(pair, pair.alan)]).toEqual([0, 1]);
      const second = value(await decide(pair, { earned: 0.25, version: first.version }, later(1)));
      const undo = (undoes: string) => decide(pair, { origin: 'undo', undoes, version: 0 }, later(2));
      expect(await undo(first.id)).toMatchObject({ code: 'changed', present: { earned: 0.25 } });
      value(await undo(second.id));
      value(await undo(first.id));
      expect([await pointsOf(pair, pair.ada), await pointsOf(pair, pair.alan)]).toEqual([0, 0]);
      expect(await decide(pair, { origin: 'undo', version: await versionOf(pair) })).toEqual(notFound);
    });

    it('is for the staff of the class: to all others there is nothing', async () => {
      const pair = await seedPair();
      const other = await seedPair();
      await submit(pair, '1b', 'high');
      const version = await versionOf(pair);
      const input = { earned: 1, version };
      for (const viewer of [pair.ada, other.ada, other.instructor]) {
        expect(await decideAs(viewer, pair, input)).toEqual(notFound);
      }
      expect(await decide(pair, { ...input, seatId: await seatOf(other, other.ada) })).toEqual(notFound);
      expect(await decide(pair, { ...input, partId: 'none' })).toEqual(notFound);
      expect(await decide(pair, { ...input, partId: '1-level' })).toEqual(notFound);
      expect(await decide(pair, { ...input, earned: 1.5 })).toMatchObject({ code: 'bad-request' });
      expect(await decide(pair, { origin: 'undo', undoes: 'none', version })).toEqual(notFound);
      expect(await database().override.count({ where: { pairSessionId: pair.pairSessionId } })).toBe(0);
      value(await decideAs(await asAssistant(pair), pair, input));
    });
  });

  describe('one decision for many pairs', () => {
    async function seedThree() {
      const first = await seedPair({ students: 5, policy: { partners: 'solo' } });
      const pairs = [first];
      for (const ada of first.students.slice(2, 4)) {
        const { id } = value(await createPairSession(ada, { assignmentId: first.assignmentId }, now));
        pairs.push({ ...first, ada, pairSessionId: id });
      }
      for (const pair of pairs) await submit(pair, '1b', 'high');
      return { first, pairs };
    }
    const decideAll = (pair: TestPair, input: Partial<GroupDecisionInput>) =>
      decideGroup(
        pair.instructor,
        {
          sectionId: pair.sectionId,
          assignmentId: pair.assignmentId,
          partId: '1b',
          batchId: 'batch',
          origin: 'group',
          members: [],
          ...input,
        },
        now,
      );

    it('is stored for those who have not changed, and taken back as one', async () => {
      const { first, pairs } = await seedThree();
      const members = [];
      for (const pair of pairs) {
        members.push({ pairSessionId: pair.pairSessionId, version: await versionOf(pair) });
      }
      const [, , last] = pairs;
      if (!last) throw new Error('no third pair');
      await submit(last, '1b', 'low');
      const foreign = await seedPair();
      members.push({ pairSessionId: foreign.pairSessionId, version: 0 });
      const result = value(await decideAll(first, { earned: 0.25, comment: 'A common slip.', members }));
      expect(result.decided).toHaveLength(2);
      expect(result.changed).toMatchObject([{ pairSessionId: last.pairSessionId, review: 'settled' }]);
      expect(value(await decideAll(first, { earned: 0.25, comment: 'A common slip.', members }))).toEqual(
        result,
      );
      expect(await pointsOf(first, first.ada)).toBe(0.25);
      expect((await summaryOf(foreign)) ?? null).toBeNull();
      // One of them goes its own way before all is taken back.
      const [, second] = pairs;
      if (!second) throw new Error('no second pair');
      value(await decide(second, { earned: 1, version: await versionOf(second) }, later(1)));
      expect(value(await decideAll(first, { origin: 'undo' })).decided).toHaveLength(2);
      expect(await pointsOf(first, first.ada)).toBe(0);
      expect(await pointsOf(second, second.ada)).toBe(1);
      expect(value(await decideAll(first, { origin: 'undo' }))).toEqual({ decided: [], changed: [] });
    });

    it('is for the staff of the class', async () => {
      const { first } = await seedThree();
      const other = await seedPair();
      const asked = { sectionId: first.sectionId, assignmentId: first.assignmentId };
      for (const viewer of [first.ada, other.instructor]) {
        expect(await decideAll({ ...first, instructor: viewer }, { origin: 'undo' })).toEqual(notFound);
      }
      expect(await decideAll(other, { ...asked, origin: 'undo' })).toEqual(notFound);
      expect(await decideAll(first, { earned: 2, members: [] })).toMatchObject({ code: 'bad-request' });
    });
  });

  describe('two things at once', () => {
    it('of two graders who decide on one answer one is told that it has changed', async () => {
      const pair = await seedPair();
      await submit(pair, '1b', 'high');
      const version = await versionOf(pair);
      const helper = await asAssistant(pair);
      const both = await Promise.all([
        decide(pair, { earned: 1, version }),
        decideAs(helper, pair, { earned: 0, version }),
      ]);
      expect(both.map((one) => (one.ok ? 'made' : one.code)).sort()).toEqual(['changed', 'made']);
      expect(await database().override.count({ where: { pairSessionId: pair.pairSessionId } })).toBe(1);
    });

    it('a decision and whatever the pair does: the newest valid record explains the points', async () => {
      for (const race of ['submit', 'leave', 'split', 'settle'] as const) {
        const pair = await seedPair({ students: 2, ...(race === 'settle' && { closesAt: later(1) }) });
        const { pairSessionId } = pair;
        await submit(pair, '1b', 'high');
        const version = await versionOf(pair);
        const at = race === 'settle' ? later(1) : now;
        const rivals = {
          submit: () => submit(pair, '1b', 'low'),
          leave: () => leavePairSession(pair.alan, { pairSessionId }, now),
          split: () => splitPairSession(pair.instructor, { pairSessionId }, now),
          settle: () => settleIfClosed(pair.assignmentId, at),
        };
        const [decided] = await Promise.all([decide(pair, { earned: 0.5, version }, at), rivals[race]()]);
        const summary = await summaryOf(pair);
        const records = await database().override.findMany({ where: { pairSessionId } });
        if (decided.ok) {
          expect(records, race).toHaveLength(1);
          expect(summary, race).toMatchObject({ overriddenEarned: 0.5 });
          expect(await pointsOf(pair, pair.ada), race).toBe(0.5);
        } else {
          expect([race, decided.code]).toEqual(['submit', 'changed']);
          expect(summary).toMatchObject({ overriddenEarned: null, earned: 1 });
        }
        if (race === 'submit' && decided.ok) expect(summary?.review).toBe('changed');
      }
    });
  });

  it('goes along with each member after a split, and taking a batch back reaches both', async () => {
    const pair = await seedPair();
    await submit(pair, '1b', 'high');
    const members = [{ pairSessionId: pair.pairSessionId, version: await versionOf(pair) }];
    const all = {
      sectionId: pair.sectionId,
      assignmentId: pair.assignmentId,
      partId: '1b',
      batchId: newId(),
      earned: 0.5,
    };
    value(await decideGroup(pair.instructor, { ...all, origin: 'group', members }, now));
    value(await splitPairSession(pair.instructor, { pairSessionId: pair.pairSessionId }, later(1)));
    expect([await pointsOf(pair, pair.ada), await pointsOf(pair, pair.alan)]).toEqual([0.5, 0.5]);
    const undone = value(
      await decideGroup(pair.instructor, { ...all, origin: 'undo', members: [] }, later(2)),
    );
    expect(undone.decided).toHaveLength(2);
    expect([await pointsOf(pair, pair.ada), await pointsOf(pair, pair.alan)]).toEqual([0, 0]);
  });

  it('is the same record when an instructor decides on a submission by the old call', async () => {
    const pair = await seedPair();
    const submissionId = await submit(pair, '1b', 'high');
    const old = { submissionId, earned: 1, reason: 'You had explained it to me.' };
    const { id } = value(await overrideSubmission(pair.instructor, old, now));
    expect(await database().override.findUniqueOrThrow({ where: { id } })).toMatchObject({
      pairSessionId: pair.pairSessionId,
      partId: '1b',
      origin: 'points',
      comment: 'You had explained it to me.',
    });
    value(await decide(pair, { origin: 'undo', undoes: id, version: 0 }));
    const [row] = value(await getSectionResults(pair.instructor, { sectionId: pair.sectionId }, now)).rows;
    expect(row?.cells.find(({ partId }) => partId === '1b')).toMatchObject({
      earned: 0,
      isOverridden: false,
    });
  });
});
