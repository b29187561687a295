import { newCode, newId } from '../../lib/server/database/ids';
import { toStoredJson } from '../../lib/server/database/stored-json';
import { type Tx, write } from '../../lib/server/database/writer';
import { contentHash } from '../../lib/server/pair/content-hash';
import type { Viewer } from '../../lib/server/people/viewer';
import { findWorksheet } from '../../lib/worksheets/catalogue';
import { now, seedClass } from '../../tests/support/pairs';
import { publishedSlug, publishedWorksheet } from '../../tests/support/worksheet';

const attempts = 5;
const rowsAtOnce = 500;
const partsOfPair = 6;

/** A class with work, as the tables hold it. */
export interface BigClass {
  instructor: Viewer;
  sectionId: string;
  sectionTitle: string;
  joinCode: string;
  assignmentId: string;
  pairSessionIds: string[];
  /** Parts of which every pair has work: one of explanations, half of them unread, and one whose answers are grouped. */
  textPartId: string;
  matrixPartId: string;
  /** Moves its closing time. */
  close(at: Date): Promise<void>;
}

async function inChunks<Row>(rows: readonly Row[], store: (tx: Tx, some: Row[]) => Promise<unknown>) {
  for (let start = 0; start < rows.length; start += rowsAtOnce) {
    await write((tx) => store(tx, rows.slice(start, start + rowsAtOnce)));
  }
}

/** Makes a class of pairs whose rows say what work through the pages would have them say. */
export async function makeBigClass(pairs: number, passwordHash?: string): Promise<BigClass> {
  const made = await seedClass({
    students: 0,
    worksheet: publishedWorksheet(),
    ...(passwordHash !== undefined && { passwordHash }),
  });
  const { assignmentId, sectionId, sectionTitle, joinCode, instructor } = made;
  const { worksheet } = findWorksheet(publishedSlug) ?? {};
  if (!worksheet) throw new Error(`no worksheet ${publishedSlug}`);
  const parts = [...worksheet.parts.values()]
    .filter(({ isScored, isPrediction }) => isScored && !isPrediction)
    .slice(0, partsOfPair);
  const idOf = (kind: string) => {
    const part = parts.find((one) => one.kind === kind);
    if (!part) throw new Error(`no part of the kind ${kind}`);
    return part.id;
  };
  const people = Array.from({ length: 2 * pairs }, (_, at) => ({
    id: newId(),
    name: `Member ${(at * 7_919) % (2 * pairs)} of Monday`,
    email: `member-${at}-of-${pairs}@class.test`,
  }));
  const sessions = Array.from({ length: pairs }, (_, at) => ({
    id: newId(),
    assignmentId,
    code: newCode(),
    seed: `seed ${at}`,
    createdAt: new Date(now.getTime() + at),
  }));
  const seats = people.map(({ id: userId }, at) => ({
    id: newId(),
    pairSessionId: sessions[at >> 1]?.id ?? '',
    assignmentId,
    userId,
    activeUserId: userId,
    place: at % 2,
  }));
  await inChunks(people, (tx, data) => tx.user.createMany({ data }));
  await inChunks(people, (tx, some) =>
    tx.enrollment.createMany({
      data: some.map(({ id: userId }) => ({ id: newId(), userId, sectionId, role: 'STUDENT' as const })),
    }),
  );
  await inChunks(sessions, (tx, data) => tx.pairSession.createMany({ data }));
  await inChunks(seats, (tx, data) => tx.seat.createMany({ data }));
  const work = sessions.flatMap(({ id: pairSessionId }, at) =>
    parts.map((part) => {
      const response = part.modelResponse;
      const bodyHash = contentHash([part.id, part.prepared.canonical(response)]);
      // Nine kinds of earlier answers, so that there is something to group.
      const wrong = contentHash([part.id, at % 9]);
      const shared = { pairSessionId, partId: part.id, total: part.points, earned: part.points };
      const submissions = Array.from({ length: attempts }, (_, attempt) => ({
        ...shared,
        id: newId(),
        attempt: attempt + 1,
        token: `${part.id} ${attempt}`,
        bodyHash: attempt + 1 < attempts ? wrong : bodyHash,
        seatId: seats[2 * at]?.id ?? '',
        origin: 'checked',
        response: toStoredJson(response),
        outcome: attempt + 1 < attempts ? 'incorrect' : 'correct',
        provisional: false,
        feedback: [],
        gradedWith: '1',
        createdAt: now,
      }));
      const isOpen = part.kind === 'short-answer' && at % 2 === 0;
      const hasCells = part.kind === 'matrix';
      const summary = {
        ...shared,
        id: newId(),
        assignmentId,
        attempts,
        countingSubmissionId: submissions.at(-1)?.id ?? null,
        outcome: 'correct',
        provisional: isOpen,
        review: isOpen ? 'stands' : 'settled',
        version: attempts,
        canonicalFirst: wrong,
        canonicalNow: bodyHash,
        answersEver: `${wrong.slice(0, 16)} ${bodyHash.slice(0, 16)}`,
        cellsFirst: hasCells ? '+x'.repeat(32) : '',
        cellsNow: hasCells ? '+'.repeat(64) : '',
        filledFields: 1,
        submittedAt: now,
        lastWorkAt: now,
        updatedAt: now,
      };
      const field = { id: newId(), pairSessionId, path: part.id, value: 'Something else now.', version: 1 };
      const draft = { ...field, bySeatId: seats[2 * at]?.id ?? '', updatedAt: now };
      return { submissions, summary, drafts: part.kind === 'short-answer' ? [draft] : [] };
    }),
  );
  await inChunks(
    work.flatMap(({ submissions }) => submissions),
    (tx, data) => tx.submission.createMany({ data }),
  );
  await inChunks(
    work.map(({ summary }) => summary),
    (tx, data) => tx.partSummary.createMany({ data }),
  );
  await inChunks(
    work.flatMap(({ drafts }) => drafts),
    (tx, data) => tx.field.createMany({ data }),
  );
  return {
    instructor,
    sectionId,
    sectionTitle,
    joinCode,
    assignmentId,
    pairSessionIds: sessions.map(({ id }) => id),
    textPartId: idOf('short-answer'),
    matrixPartId: idOf('matrix'),
    async close(at) {
      await write((tx) => tx.assignment.update({ where: { id: assignmentId }, data: { closesAt: at } }));
    },
  };
}
