import { beforeAll, describe, expect, it } from 'vitest';
import type { Json } from '@/lib/schemas/json';
import { overrideSubmission } from '@/lib/server/classes/overrides';
import { listOwnResults } from '@/lib/server/classes/own-results';
import { getPairWork } from '@/lib/server/classes/pair-work';
import { findPairsToReview } from '@/lib/server/classes/pairs-to-review';
import { getSectionResults } from '@/lib/server/classes/results';
import { database } from '@/lib/server/database/db';
import { newId } from '@/lib/server/database/ids';
import { write } from '@/lib/server/database/writer';
import { type BusMessage, pairTopic } from '@/lib/server/live/bus';
import { bus } from '@/lib/server/live/shared-bus';
import { revealPart } from '@/lib/server/pair/agreements';
import { applyOps } from '@/lib/server/pair/apply-ops';
import { predict } from '@/lib/server/pair/predict';
import { createPairSession } from '@/lib/server/pair/seating';
import { settleClosedAssignments } from '@/lib/server/pair/settling';
import { submitResponse } from '@/lib/server/pair/submissions';
import type { Viewer } from '@/lib/server/people/viewer';
import { notFound } from '@/lib/server/result';
import { onEveryDatabase } from '../../support/databases';
import { answerAlone } from '../../support/own-answers';
import { later, now, seedClass, seedPair, type TestPair, value } from '../../support/pairs';
import { readResultsCsv } from '../../support/results-csv';

async function submit(pair: TestPair, partId: string, response: Json, token = newId()): Promise<string> {
  const input = { pairSessionId: pair.pairSessionId, partId, response, token };
  const { id } = value(await submitResponse(pair.ada, input, now));
  if (id === null) throw new Error('the response was not graded');
  return id;
}

async function resultsOf(pair: TestPair) {
  return value(await getSectionResults(pair.instructor, { sectionId: pair.sectionId }, now));
}

async function cellOf(pair: TestPair, partId: string) {
  const { rows } = await resultsOf(pair);
  return rows[0]?.cells.find((cell) => cell.partId === partId);
}

function workOf(viewer: Viewer, { sectionId, pairSessionId }: TestPair) {
  return getPairWork(viewer, { sectionId, pairSessionId }, now);
}

async function seatOf(pair: TestPair, viewer: Viewer): Promise<string> {
  const where = { pairSessionId: pair.pairSessionId, userId: viewer.userId };
  return (await database().seat.findFirstOrThrow({ where })).id;
}

/** The section's instructor becomes somebody who may read only. */
async function asAssistant({ instructor, sectionId }: TestPair): Promise<Viewer> {
  await write((tx) =>
    tx.enrollment.updateMany({
      where: { userId: instructor.userId, sectionId },
      data: { role: 'ASSISTANT' },
    }),
  );
  return instructor;
}

onEveryDatabase((_kind, makeDatabase) => {
  beforeAll(makeDatabase);

  describe('the class table', () => {
    it('shows each pair with score, attempts and state, and who sits in no pair', async () => {
      const pair = await seedPair({ students: 3 });
      await submit(pair, '1b', 'high');
      await submit(pair, '1b', 'low');
      const ops = [{ opId: 'draft', path: '1c', base: 0, value: 'low' }];
      value(await applyOps(pair.ada, { pairSessionId: pair.pairSessionId, ops }, now));
      const results = await resultsOf(pair);
      expect(results.rows.map(({ seats }) => seats.map(({ name }) => name))).toEqual([['Ada', 'Alan']]);
      expect(await cellOf(pair, '1b')).toMatchObject({ state: 'correct', earned: 1, attempts: 2 });
      expect(await cellOf(pair, '1c')).toMatchObject({ state: 'in-progress', earned: 0, attempts: 0 });
      expect(await cellOf(pair, '2a')).toMatchObject({ state: 'untouched' });
      expect(results.unpaired.map(({ name }) => name)).toEqual(['Edith']);
    });

    it('has no column for what an exploration keeps, which is graded never, and shown with the pair', async () => {
      const pair = await seedPair({ closesAt: later(1) });
      const ops = [{ opId: 'real', path: '1b', base: 0, value: 'low' }];
      value(await applyOps(pair.ada, { pairSessionId: pair.pairSessionId, ops }, now));
      const responses = { '1-level': 'high' };
      value(await predict(pair.ada, { pairSessionId: pair.pairSessionId, responses }, now));
      await settleClosedAssignments(later(2));
      const results = value(
        await getSectionResults(pair.instructor, { sectionId: pair.sectionId }, later(2)),
      );
      expect(results.columns.map(({ id }) => id)).not.toContain('1-level');
      expect(results.rows[0]?.cells.find(({ partId }) => partId === '1b')).toMatchObject({ earned: 1 });
      const { parts } = value(await workOf(pair.instructor, pair));
      expect(parts.find(({ part }) => part.id === '1b')?.predictions).toEqual(['1-level', '1-sketch']);
      expect(parts.find(({ part }) => part.id === '1c')?.predictions).toEqual([]);
      const kept = parts.find(({ part }) => part.id === '1-level');
      expect(kept).toMatchObject({ predicted: [{ name: 'Ada', response: 'high' }], submissions: [] });
    });

    it('counts what no person has read as waiting', async () => {
      const pair = await seedPair();
      const text =
        'The logarithm is divided by the temperature and an index is drawn at random from softmax.';
      await submit(pair, '1a', text);
      const [row] = (await resultsOf(pair)).rows;
      const part = row?.cells.find(({ partId }) => partId === '1a');
      expect(part?.isProvisional).toBe(true);
      expect(row?.total.waiting).toBe(part?.points);
    });

    it('leads from each pair that waits for a person to the next and the previous one', async () => {
      const seeded = await seedPair({ students: 8, policy: { partners: 'solo' } });
      const { assignmentId, instructor } = seeded;
      const pairs = [seeded];
      for (const [index, ada] of seeded.students.slice(2).entries()) {
        const { id } = value(await createPairSession(ada, { assignmentId }, later(1 + index)));
        pairs.push({ ...seeded, ada, pairSessionId: id });
      }
      const explanation = 'The logarithm is divided by the temperature and an index is drawn at random.';
      const around = async (pair: TestPair | undefined) =>
        findPairsToReview(instructor, { assignmentId, pairSessionId: pair?.pairSessionId ?? '' });
      const [first, second, third, fourth, fifth] = pairs;
      if (!second || !third || !fourth) throw new Error('a student has no pair session');
      expect(await around(first)).toEqual({ previous: null, next: null });
      for (const pair of [second, fourth]) await submit(pair, '1a', explanation);
      await submit(third, '1b', 'low');
      const decided = await submit(seeded, '1a', explanation);
      const decision = { submissionId: decided, earned: 0, reason: 'Read.' };
      value(await overrideSubmission(instructor, decision, now));

      expect(await around(first)).toEqual({ previous: fourth.pairSessionId, next: second.pairSessionId });
      expect(await around(third)).toEqual({ previous: second.pairSessionId, next: fourth.pairSessionId });
      expect(await around(fifth)).toEqual({ previous: fourth.pairSessionId, next: second.pairSessionId });
      expect(await around(second)).toEqual({ previous: null, next: fourth.pairSessionId });
      // The order and the choice are those of the class table.
      const waiting = (await resultsOf(seeded)).rows.filter(({ total }) => total.waiting > 0);
      expect(waiting.map(({ pairSessionId }) => pairSessionId)).toEqual([
        second.pairSessionId,
        fourth.pairSessionId,
      ]);
      const foreign = { assignmentId, pairSessionId: second.pairSessionId };
      expect(await findPairsToReview(seeded.ada, foreign)).toEqual({ previous: null, next: null });
    });

    it('is missing for students, for other classes and for nobody’s section alike', async () => {
      const pair = await seedPair();
      const other = await seedPair();
      const input = { sectionId: pair.sectionId };
      for (const viewer of [pair.ada, other.ada, other.instructor]) {
        expect(await getSectionResults(viewer, input, now)).toEqual(notFound);
        expect(await workOf(viewer, pair)).toEqual(notFound);
      }
      expect(await getSectionResults(pair.instructor, { sectionId: newId() }, now)).toEqual(notFound);
      // A pair of another class does not open through a section of one's own.
      expect(await workOf(pair.instructor, { ...other, sectionId: pair.sectionId })).toEqual(notFound);
      const foreignAssignment = { ...input, assignmentId: other.assignmentId };
      expect(await getSectionResults(pair.instructor, foreignAssignment, now)).toEqual(notFound);
      expect((await getSectionResults(pair.instructor, input, now)).ok).toBe(true);
      expect((await workOf(pair.instructor, pair)).ok).toBe(true);
    });

    it('shows what closing time has graded, and grades nothing itself', async () => {
      const pair = await seedPair({ closesAt: later(10) });
      const ops = [{ opId: 'draft', path: '1b', base: 0, value: 'low' }];
      value(await applyOps(pair.ada, { pairSessionId: pair.pairSessionId, ops }, now));
      const input = { sectionId: pair.sectionId };
      const early = value(await getSectionResults(pair.instructor, input, later(10)));
      expect(early.rows[0]?.cells.find(({ partId }) => partId === '1b')).toMatchObject({
        state: 'in-progress',
      });
      await settleClosedAssignments(later(10));
      const { rows } = value(await getSectionResults(pair.instructor, input, later(10)));
      expect(rows[0]?.cells.find(({ partId }) => partId === '1b')).toMatchObject({
        state: 'correct',
        earned: 1,
      });
    });
  });

  describe('corrected work', () => {
    it('is what stands in the fields after the page was turned; it changes no points', async () => {
      const pair = await seedPair({ policy: { agreement: 'either' } });
      const { pairSessionId } = pair;
      const type = async (opId: string, base: number, text: string) =>
        value(
          await applyOps(pair.ada, { pairSessionId, ops: [{ opId, path: '1b', base, value: text }] }, now),
        );
      const part = async () => {
        const { parts } = value(await workOf(pair.instructor, pair));
        return parts.find((one) => one.part.id === '1b');
      };
      await type('first', 0, 'high');
      expect(await part()).toMatchObject({ isRevealed: false, isCorrected: false });
      value(await revealPart(pair.ada, { pairSessionId, partId: '1b' }, now));
      expect(await part()).toMatchObject({ isRevealed: true, isCorrected: false });
      await type('second', 1, 'low');
      expect(await part()).toMatchObject({ isCorrected: true, draft: 'low', earned: 0 });
    });
  });

  describe('a decision', () => {
    it('is told to the pair at once', async () => {
      const pair = await seedPair();
      const submissionId = await submit(pair, '1b', 'high');
      const heard: BusMessage[] = [];
      const stop = bus().subscribe(pairTopic(pair.pairSessionId), (message) => heard.push(message));
      value(await overrideSubmission(pair.instructor, { submissionId, earned: 1, reason: 'Right.' }, now));
      stop();
      expect(heard).toEqual([{ type: 'state', news: 'decided', partId: '1b' }]);
    });

    it('counts instead of the automatic score, which stays beside it, and stands when the pair submits again', async () => {
      const pair = await seedPair();
      const submissionId = await submit(pair, '1b', 'high');
      const decision = { submissionId, earned: 1, reason: 'You had explained it to me.' };
      value(await overrideSubmission(pair.instructor, decision, now));
      expect(await cellOf(pair, '1b')).toMatchObject({ earned: 1, automatic: 0, isOverridden: true });
      await submit(pair, '1b', 'low');
      value(
        await overrideSubmission(pair.instructor, { ...decision, earned: 0.5, reason: 'Half.' }, later(1)),
      );
      expect(await cellOf(pair, '1b')).toMatchObject({ earned: 0.5, automatic: 1, attempts: 2 });
      const work = value(await workOf(pair.instructor, pair));
      const part = work.parts.find((one) => one.part.id === '1b');
      expect(part?.decisions.map(({ earned, comment, by }) => [earned, comment, by])).toEqual([
        [1, 'You had explained it to me.', 'Grace'],
        [0.5, 'Half.', 'Grace'],
      ]);
      expect(part?.submissions.map(({ view }) => view.earned)).toEqual([0, 1]);
    });

    it('can be for one member alone; a later one for the pair takes its place', async () => {
      const pair = await seedPair();
      const submissionId = await submit(pair, '1b', 'high');
      const alan = await seatOf(pair, pair.alan);
      const input = { submissionId, reason: 'He was right and said so.' };
      value(await overrideSubmission(pair.instructor, { ...input, earned: 1, seatId: alan }, now));
      expect(await cellOf(pair, '1b')).toMatchObject({ earned: 0, isOverridden: false });
      await submit(pair, '1b', 'high');
      expect((await resultsOf(pair)).rows[0]?.memberOverrides).toEqual({ [alan]: { '1b': 1 } });
      value(await overrideSubmission(pair.instructor, { ...input, earned: 0.25 }, later(1)));
      expect((await resultsOf(pair)).rows[0]?.memberOverrides[alan]?.['1b']).toBeUndefined();
      expect(await cellOf(pair, '1b')).toMatchObject({ earned: 0.25 });
    });

    it('settles a pair that disagreed', async () => {
      const pair = await seedPair();
      const input = { pairSessionId: pair.pairSessionId, partId: '1b' };
      value(await answerAlone(pair.ada, { ...input, value: 'low' }, now));
      value(await answerAlone(pair.alan, { ...input, value: 'high' }, now));
      expect(await cellOf(pair, '1b')).toMatchObject({ earned: 0.5, isProvisional: false, disagreed: true });
      const { id } = await database().submission.findFirstOrThrow({ where: { ...input, earned: 0 } });
      const decision = { submissionId: id, earned: 0, reason: 'Each has their own.' };
      value(await overrideSubmission(pair.instructor, decision, now));
      expect(await cellOf(pair, '1b')).toMatchObject({ earned: 0, isProvisional: false });
    });

    it('is refused without a reason, outside the points, and for a seat of another pair', async () => {
      const pair = await seedPair();
      const other = await seedPair();
      const submissionId = await submit(pair, '1b', 'high');
      const decide = (change: object) =>
        overrideSubmission(pair.instructor, { submissionId, earned: 1, reason: 'Right.', ...change }, now);
      for (const change of [
        { reason: ' \n' },
        { earned: 1.01 },
        { earned: -0.5 },
        { earned: Number.NaN },
        { reason: 'x'.repeat(2_001) },
      ]) {
        expect(await decide(change)).toMatchObject({ code: 'bad-request' });
      }
      expect(await decide({ seatId: await seatOf(other, other.ada) })).toEqual(notFound);
      expect(await database().override.count({ where: { submissionId } })).toBe(0);
    });

    it('is the instructor’s alone: students, other classes and assistants find nothing to decide', async () => {
      const pair = await seedPair();
      const other = await seedPair();
      const submissionId = await submit(pair, '1b', 'high');
      const decision = { submissionId, earned: 1, reason: 'Right.' };
      for (const viewer of [pair.ada, other.instructor, await asAssistant(pair)]) {
        expect(await overrideSubmission(viewer, decision, now)).toEqual(notFound);
      }
      expect(value(await workOf(pair.instructor, pair)).mayOverride).toBe(false);
      expect(await database().override.count({ where: { submissionId } })).toBe(0);
    });
  });

  it('writes a file with a row for each person and part that no spreadsheet takes for a formula', async () => {
    const pair = await seedPair();
    await write((tx) =>
      tx.user.update({ where: { id: pair.ada.userId }, data: { name: '=HYPERLINK("http://x";"Ada")' } }),
    );
    const submissionId = await submit(pair, '1b', 'high');
    const alan = await seatOf(pair, pair.alan);
    value(
      await overrideSubmission(
        pair.instructor,
        { submissionId, earned: 1, reason: 'He was right.', seatId: alan },
        now,
      ),
    );
    const results = await resultsOf(pair);
    const csv = await readResultsCsv(pair, now);
    expect(csv.startsWith('\u{feff}"name","email","pair","part","points","of"')).toBe(true);
    const lines = csv.trimEnd().split('\r\n');
    expect(lines).toHaveLength(1 + 2 * results.columns.length);
    const lineOf = (viewer: Viewer) =>
      lines.find((line) => line.includes(viewer.email) && line.includes('"1b"'));
    const pairId = pair.pairSessionId;
    expect(lineOf(pair.ada)).toMatch(
      `"'=HYPERLINK(""http://x"";""Ada"")","${pair.ada.email}","${pairId}","1b",0,1,0,,"incorrect",1,`,
    );
    expect(lineOf(pair.alan)).toMatch(`"Alan","${pair.alan.email}","${pairId}","1b",1,1,0,1,"incorrect",1,`);
  });

  it('says behind the columns of before how far people have come with each part, and who decided what', async () => {
    const pair = await seedPair();
    const first = await submit(pair, '1b', 'high');
    const decision = { submissionId: first, earned: 1, reason: '=Right, and so was the way.' };
    value(await overrideSubmission(pair.instructor, decision, now));
    await submit(pair, '1b', 'low');
    await submit(pair, '1c', 'high');
    const lines = (await readResultsCsv(pair, now)).trimEnd().split('\r\n');
    expect(lines[0]?.split(',').slice(17)).toEqual([
      '"own answer"',
      '"review"',
      '"changed since"',
      '"decided by"',
      '"comment"',
      '"first idea"',
      '"ideas ever"',
    ]);
    const endOf = (partId: string) =>
      lines.find((line) => line.includes(pair.ada.email) && line.includes(`"${partId}"`));
    expect(endOf('1b')).toMatch(/,"changed","yes","Grace","'=Right, and so was the way\.",,$/);
    expect(endOf('1c')).toMatch(/,"settled",,,,,$/);
    expect(endOf('2a')).toMatch(/,"none",,,,,$/);
  });

  it('names the ideas that a pair began with in the file, and counts what is unread', async () => {
    const pair = await seedPair();
    const uniform = Array.from({ length: 8 }, () => Array.from({ length: 8 }, () => '1/8'));
    await submit(pair, '2a', uniform);
    const text = 'The logarithm is divided by the temperature and an index is drawn at random.';
    await submit(pair, '1a', text);
    const lines = (await readResultsCsv(pair, now)).trimEnd().split('\r\n');
    const line = lines.find((one) => one.includes(pair.ada.email) && one.includes('"2a"'));
    expect(line).toMatch(/,"settled",,,,"mask-ignored","mask-ignored"$/);
    expect((await resultsOf(pair)).rows.map(({ unread }) => unread)).toEqual([1]);
  });

  it('shows students their own results, once closed decisions for them alone included, and nobody else’s', async () => {
    const pair = await seedPair({ closesAt: later(10), students: 3 });
    const submissionId = await submit(pair, '1b', 'high');
    const seatId = await seatOf(pair, pair.alan);
    const decision = { submissionId, earned: 1, reason: 'He was right.', seatId };
    value(await overrideSubmission(pair.instructor, decision, now));
    const earnedBy = async (viewer: Viewer) =>
      value(await listOwnResults(viewer, pair.sectionId, later(10))).results.map(({ total }) => total.earned);
    const [open] = value(await listOwnResults(pair.alan, pair.sectionId, later(9))).results;
    expect(open).toMatchObject({ isOpen: true, decisions: [], total: { earned: 1 } });
    const [closed] = value(await listOwnResults(pair.alan, pair.sectionId, later(10))).results;
    expect(closed).toMatchObject({ isOpen: false, decisions: [{ partId: '1b', isForYouAlone: true }] });
    expect(await earnedBy(pair.ada)).toEqual([0]);
    expect(await earnedBy(pair.alan)).toEqual([1]);
    const [, , edith] = pair.students;
    if (!edith) throw new Error('no third student');
    expect(await earnedBy(edith)).toEqual([]);
    expect(await listOwnResults((await seedClass()).instructor, pair.sectionId, later(10))).toEqual(notFound);
  });
});
