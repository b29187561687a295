import { beforeAll, describe, expect, it } from 'vitest';
import type { CardFigure, ClassFilter } from '@/lib/schemas/class-page';
import type { Json } from '@/lib/schemas/json';
import { type ClassPageInput, getClassPage } from '@/lib/server/classes/class-page';
import { overrideSubmission } from '@/lib/server/classes/overrides';
import { getPartCards } from '@/lib/server/classes/part-cards';
import { database } from '@/lib/server/database/db';
import { newId } from '@/lib/server/database/ids';
import { write } from '@/lib/server/database/writer';
import { applyOps } from '@/lib/server/pair/apply-ops';
import { fillOldSummaries } from '@/lib/server/pair/fill-old-summaries';
import { createPairSession } from '@/lib/server/pair/seating';
import { settleClosedAssignments } from '@/lib/server/pair/settling';
import { submitResponse } from '@/lib/server/pair/submissions';
import type { Viewer } from '@/lib/server/people/viewer';
import { onEveryDatabase } from '../../support/databases';
import { later, now, seedClass, type TestClass, value } from '../../support/pairs';

interface Alone {
  ada: Viewer;
  pairSessionId: string;
}

/** A class whose students each work alone. */
async function seedAlone(count: number, closesAt?: Date): Promise<TestClass & { pairs: Alone[] }> {
  const made = await seedClass({
    students: count,
    policy: { partners: 'solo' },
    ...(closesAt && { closesAt }),
  });
  const pairs: Alone[] = [];
  for (const [index, ada] of made.students.entries()) {
    const { id } = value(
      await createPairSession(ada, { assignmentId: made.assignmentId }, new Date(now.getTime() + index)),
    );
    pairs.push({ ada, pairSessionId: id });
  }
  return { ...made, pairs };
}

async function submit(
  { ada, pairSessionId }: Alone,
  partId: string,
  response: Json,
  at = now,
): Promise<string> {
  const input = { pairSessionId, partId, response, token: newId() };
  return value(await submitResponse(ada, input, at)).id ?? '';
}

async function type({ ada, pairSessionId }: Alone, values: Record<string, string>, at = now, base = 0) {
  const ops = Object.entries(values).map(([path, text]) => ({ opId: newId(), path, base, value: text }));
  return value(await applyOps(ada, { pairSessionId, ops }, at));
}

function pageOf(made: TestClass, asked: Partial<ClassPageInput> = {}, at = now) {
  const usual = { filter: {}, sort: { by: 'name' as const, isDescending: false }, page: 1, locale: 'en' };
  return getClassPage(made.instructor, { sectionId: made.sectionId, ...usual, ...asked }, at);
}

async function shown(made: TestClass, filter: ClassFilter): Promise<string[]> {
  return value(await pageOf(made, { filter })).rows.map(({ pairSessionId }) => pairSessionId);
}

async function cardOf(made: TestClass, partId: string) {
  const { cards } = value(await getPartCards(made.instructor, made));
  return cards.find((card) => card.partId === partId);
}

function summaryOf({ pairSessionId }: Alone, partId: string) {
  return database().partSummary.findUniqueOrThrow({
    where: { pairSessionId_partId: { pairSessionId, partId } },
  });
}

const uniform = Object.fromEntries(
  Array.from({ length: 64 }, (_, cell) => [`2a/${cell >> 3}/${cell % 8}`, '1/8']),
);
const rightRows = Array.from({ length: 8 }, (_, row) =>
  Array.from({ length: 8 }, (_cell, column) => (column <= row ? `1/${row + 1}` : '0')),
);
const explanation = 'The logarithm is divided by the temperature and an index is drawn at random.';

onEveryDatabase((_kind, makeDatabase) => {
  beforeAll(makeDatabase);

  describe('a figure of a card', () => {
    it('shows in the table the pairs that it counts, and no others', async () => {
      const made = await seedAlone(5);
      const [right, mended, worse, wrong] = made.pairs.map(({ pairSessionId }) => pairSessionId);
      const [one, two, three, four] = made.pairs;
      if (!one || !two || !three || !four) throw new Error('five pairs');
      await submit(one, '1b', 'low');
      await submit(two, '1b', 'high');
      await submit(two, '1b', 'low', later(1));
      await submit(three, '1b', 'low');
      await submit(three, '1b', 'high', later(1));
      await submit(four, '1b', 'high');
      await submit(one, '1a', explanation);
      const card = await cardOf(made, '1b');
      expect([card?.done, card?.rightFirst, card?.rightNow, card?.read]).toEqual([4, 2, 2, 4]);
      const behind = (figure: CardFigure, partId = '1b') => shown(made, { partId, figure });
      expect(await behind('done')).toEqual([right, mended, worse, wrong]);
      expect(await behind('right-first')).toEqual([right, worse]);
      expect(await behind('right-now')).toEqual([right, mended]);
      expect(await behind('read')).toEqual([right, mended, worse, wrong]);
    });

    it('counts as right what is settled, not what somebody should still read', async () => {
      const made = await seedAlone(1);
      const [one] = made.pairs;
      if (!one) throw new Error('one pair');
      await submit(one, '1a', explanation);
      await write((tx) =>
        tx.partSummary.updateMany({
          where: { pairSessionId: one.pairSessionId, partId: '1a' },
          data: { outcome: 'correct', earned: 4, provisional: true, review: 'stands' },
        }),
      );
      expect((await cardOf(made, '1a'))?.rightNow).toBe(0);
      expect(await shown(made, { partId: '1a', figure: 'right-now' })).toEqual([]);
      expect(await shown(made, { partId: '1a', figure: 'done' })).toEqual([one.pairSessionId]);
    });
  });

  describe('what a pair had first', () => {
    it('is what the instant check found, also where it was mended before anything was submitted', async () => {
      const made = await seedAlone(3);
      const [first, second] = made.pairs;
      if (!first || !second) throw new Error('two pairs are needed');
      await type(first, uniform);
      await submit(first, '2a', rightRows);
      await submit(second, '2a', rightRows);
      expect(await summaryOf(first, '2a')).toMatchObject({
        ideaFirst: 'mask-ignored',
        ideasEver: 'mask-ignored',
        signature: null,
        // The last row alone is uniform.
        cellsFirst: `${'x'.repeat(56)}${'+'.repeat(8)}`,
        cellsNow: '+'.repeat(64),
        review: 'settled',
      });
      expect(await summaryOf(second, '2a')).toMatchObject({ ideaFirst: null, ideasEver: '', version: 1 });
      const card = await cardOf(made, '2a');
      expect(card?.ideas).toEqual([
        {
          code: 'mask-ignored',
          message: 'Every row came out the same, as if there were no mask.',
          first: 1,
          ever: 1,
          now: 0,
        },
      ]);
      expect(card).toMatchObject({
        begun: 2,
        done: 2,
        rightFirst: 1,
        rightNow: 2,
        median: 8,
        read: 2,
        unread: 0,
      });
      expect(card?.heat?.first.slice(54, 58)).toEqual([1, 1, 0, 0]);
      expect(card?.heat?.now.every((wrong) => wrong === 0)).toBe(true);
      expect(card?.answers.map(({ first: f, ever, now: n, isRight }) => [f, ever, n, isRight])).toEqual([
        [1, 2, 2, true],
        [1, 1, 0, false],
      ]);
      expect(card?.answers[0]?.response).toEqual(rightRows);
      const idea = { partId: '2a', idea: 'mask-ignored' };
      expect(await shown(made, { ...idea, when: 'ever' })).toEqual([first.pairSessionId]);
      expect(await shown(made, { ...idea, when: 'now' })).toEqual([]);
      expect(await shown(made, { partId: '2a', cell: 55, when: 'first' })).toEqual([first.pairSessionId]);
    });

    it('is filled from fields and submissions where the row is older', async () => {
      const made = await seedAlone(1);
      const [pair] = made.pairs;
      if (!pair) throw new Error('a pair is needed');
      await type(pair, uniform);
      await submit(pair, '2a', rightRows);
      const filled = await summaryOf(pair, '2a');
      const { id, pairSessionId, canonicalNow } = filled;
      await write(async (tx) => {
        await tx.partSummary.update({
          where: { id },
          // As the migration leaves it.
          data: {
            cellsFirst: null,
            cellsNow: null,
            ideaFirst: null,
            ideasEver: '',
            canonicalFirst: canonicalNow,
          },
        });
        // The server that migrated remembers no pair.
        await tx.pairSession.update({ where: { id: pairSessionId }, data: { version: { increment: 1 } } });
      });
      await fillOldSummaries(later(1));
      const { answersEver: _order, updatedAt: _time, ...rest } = filled;
      expect(await summaryOf(pair, '2a')).toMatchObject(rest);
    });

    it('counts the options of a choice by pairs, first, ever and now', async () => {
      const made = await seedAlone(2);
      const [first, second] = made.pairs;
      if (!first || !second) throw new Error('two pairs are needed');
      await submit(first, '1b', 'high');
      await submit(first, '1b', 'low');
      await submit(second, '1b', 'low');
      const card = await cardOf(made, '1b');
      const answer = expect.any(String);
      expect(card?.options).toEqual([
        { id: 'low', answer, label: 'A low temperature', isRight: true, first: 1, ever: 2, now: 2 },
        { id: 'high', answer, label: 'A high temperature', isRight: false, first: 1, ever: 1, now: 0 },
      ]);
      const [low, high] = card?.options ?? [];
      expect(await shown(made, { partId: '1b', answer: high?.answer, when: 'first' })).toEqual([
        first.pairSessionId,
      ]);
      expect(await shown(made, { partId: '1b', answer: low?.answer, when: 'now' })).toHaveLength(2);
      expect(card?.answers[1]).toMatchObject({ response: 'high', isRight: false, first: 1, ever: 1, now: 0 });
      expect(await shown(made, { partId: '1b', answer: card?.answers[1]?.answer, when: 'first' })).toEqual([
        first.pairSessionId,
      ]);
    });
  });

  describe('what people have read', () => {
    it('is changed again once something else counts than what was decided on', async () => {
      const made = await seedAlone(1);
      const [pair] = made.pairs;
      if (!pair) throw new Error('a pair is needed');
      const submissionId = await submit(pair, '1a', explanation);
      expect(await summaryOf(pair, '1a')).toMatchObject({ review: 'stands' });
      value(
        await overrideSubmission(
          made.instructor,
          { submissionId, earned: 3, reason: 'Well said.' },
          later(1),
        ),
      );
      expect(await summaryOf(pair, '1a')).toMatchObject({
        review: 'decided',
        overriddenEarned: 3,
        version: 2,
      });
      await submit(pair, '1a', 'It draws.', later(2));
      expect(await summaryOf(pair, '1a')).toMatchObject({
        review: 'changed',
        overriddenEarned: 3,
        version: 3,
      });
      const page = value(await pageOf(made));
      expect(page).toMatchObject({ unread: 1, medianTotal: null });
      expect(page.rows[0]).toMatchObject({ unread: 1, earned: 0 });
      await submit(pair, '1a', explanation, later(3));
      expect(await summaryOf(pair, '1a')).toMatchObject({ review: 'decided' });
    });

    it('leaves what nobody has read out of medians, and says how many that are', async () => {
      const made = await seedAlone(3);
      const [first, second, third] = made.pairs;
      if (!first || !second || !third) throw new Error('three pairs are needed');
      const submissionId = await submit(first, '1a', explanation);
      await submit(second, '1a', 'It draws.');
      value(
        await overrideSubmission(made.instructor, { submissionId, earned: 3, reason: 'Well said.' }, now),
      );
      const { columns, unread } = value(await pageOf(made));
      expect(columns.find(({ id }) => id === '1a')).toMatchObject({ median: 3, read: 1, unread: 1 });
      expect(unread).toBe(1);
      expect(await shown(made, { unread: true })).toEqual([second.pairSessionId]);
      expect(await shown(made, { partId: '1a', review: 'decided' })).toEqual([first.pairSessionId]);
      expect(await shown(made, { partId: '1a', state: 'untouched' })).toEqual([third.pairSessionId]);
    });

    it('is decided once each member is, and stays as it is before', async () => {
      const made = await seedAlone(1);
      const [pair] = made.pairs;
      if (!pair) throw new Error('a pair is needed');
      const submissionId = await submit(pair, '1a', explanation);
      const [seat] = await database().seat.findMany({ where: { pairSessionId: pair.pairSessionId } });
      const input = { submissionId, earned: 2, reason: 'Yours.', seatId: seat?.id };
      value(await overrideSubmission(made.instructor, input, now));
      expect(await summaryOf(pair, '1a')).toMatchObject({
        review: 'decided',
        overriddenEarned: null,
        memberDecisions: [{ seatId: seat?.id, earned: 2 }],
      });
    });
  });

  describe('the page of a class', () => {
    it('has fifty pairs, in the order of the reader, with e-mails where names are not unique', async () => {
      const made = await seedAlone(53);
      await write(async (tx) => {
        const name = (userId: string | undefined, to: string) =>
          tx.user.update({ where: { id: userId ?? '' }, data: { name: to } });
        await name(made.students[0]?.userId, 'Zoe');
        await name(made.students[1]?.userId, 'Ärla');
        await name(made.students[2]?.userId, 'Zoe');
      });
      const first = value(await pageOf(made));
      expect(first).toMatchObject({ page: 1, pages: 2, shownRows: 53, totalRows: 53, unpairedCount: 0 });
      expect(first.rows).toHaveLength(50);
      expect(first.rows[0]?.seats[0]).toMatchObject({ name: 'Ärla', email: null });
      const swedish = value(await pageOf(made, { page: 2, locale: 'sv' }));
      expect(swedish.rows.map(({ seats }) => seats[0]?.name)).toEqual(['Zoe', 'Zoe', 'Ärla']);
      expect(swedish.rows[0]?.seats[0]?.email).toBe(made.students[0]?.email);
      expect(await shown(made, { text: 'arla' })).toEqual([made.pairs[1]?.pairSessionId]);
    });

    it('is missing to students, and to those who teach elsewhere', async () => {
      const made = await seedAlone(1);
      const other = await seedClass({});
      const input = { sectionId: made.sectionId, filter: {}, page: 1, locale: null };
      const sort = { by: 'name' as const, isDescending: false };
      for (const viewer of [...made.students, other.instructor]) {
        expect(await getClassPage(viewer, { ...input, sort }, now)).toMatchObject({ code: 'not-found' });
        expect(await getPartCards(viewer, made)).toMatchObject({ code: 'not-found' });
      }
    });

    it('says how far closing time is graded, and grades nothing itself', async () => {
      const made = await seedAlone(2, later(5));
      const [pair] = made.pairs;
      if (!pair) throw new Error('a pair is needed');
      await type(pair, { '1b': 'low' });
      expect(value(await pageOf(made)).grading).toBeNull();
      expect(value(await pageOf(made, {}, later(6))).grading).toEqual({ graded: 0, of: 2 });
      expect(
        await database().submission.count({ where: pair && { pairSessionId: pair.pairSessionId } }),
      ).toBe(0);
      await settleClosedAssignments(later(6));
      const page = value(await pageOf(made, {}, later(7)));
      expect(page.grading).toBeNull();
      expect(page.rows[0]?.cells.find(({ partId }) => partId === '1b')).toMatchObject({ earned: 1 });
    });
  });

  describe('a draft of a worksheet without a closing time', () => {
    it('is graded seven days after its last edit, and the pair may go on', async () => {
      const made = await seedAlone(1);
      const [pair] = made.pairs;
      if (!pair) throw new Error('a pair is needed');
      const day = 24 * 60;
      await type(pair, { '1b': 'high', '1c': 'high' });
      await type(pair, { '1c': 'low' }, later(day), 1);
      expect(value(await pageOf(made)).assignment).toMatchObject({ gradesDraftsAfterDays: 7 });
      await settleClosedAssignments(later(7 * day - 1));
      expect(await summaryOf(pair, '1b')).toMatchObject({ outcome: null });
      await settleClosedAssignments(later(7 * day));
      await settleClosedAssignments(later(7 * day + 1));
      expect(await summaryOf(pair, '1b')).toMatchObject({ outcome: 'incorrect', attempts: 0 });
      expect(await summaryOf(pair, '1c')).toMatchObject({ outcome: null });
      expect(await database().submission.count({ where: { pairSessionId: pair.pairSessionId } })).toBe(1);
      await submit(pair, '1b', 'low', later(7 * day + 2));
      expect(await summaryOf(pair, '1b')).toMatchObject({ outcome: 'correct', attempts: 1 });
    });
  });
});
