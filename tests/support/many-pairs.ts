import { newCode, newId } from '@/lib/server/database/ids';
import { insertRows } from '@/lib/server/database/store-rows';
import { write } from '@/lib/server/database/writer';
import { now, seedClass, type TestClass } from './pairs';

/** A class with pairs who each gave a right answer to 1b, stored by rows and not by working through each. */
export interface ManyPairs extends TestClass {
  /** The oldest first. */
  pairSessionIds: string[];
}

/** Makes a class of so many pairs. */
export async function seedManyPairs(pairs: number): Promise<ManyPairs> {
  const made = await seedClass({ students: 0 });
  const { assignmentId, sectionId } = made;
  const users = Array.from({ length: 2 * pairs }, (_, at) => {
    const id = newId();
    return { id, name: `Student ${at}`, email: `${id}@class.test`, createdAt: now };
  });
  const sessions = Array.from({ length: pairs }, (_, at) => ({
    id: newId(),
    assignmentId,
    code: newCode(),
    seed: `seed ${at}`,
    seq: 0,
    version: 0,
    createdAt: new Date(now.getTime() + at),
  }));
  const seats = users.map(({ id: userId }, at) => ({
    id: newId(),
    pairSessionId: sessions[at >> 1]?.id,
    assignmentId,
    userId,
    activeUserId: userId,
    place: at % 2,
    joinedAt: now,
  }));
  const summaries = sessions.map(({ id: pairSessionId }) => ({
    id: newId(),
    pairSessionId,
    assignmentId,
    partId: '1b',
    attempts: 1,
    outcome: 'correct',
    earned: 1,
    total: 1,
    provisional: false,
    review: 'settled',
    version: 1,
    answersEver: '',
    ideasEver: '',
    isRevealed: false,
    isHandedIn: false,
    disagreed: false,
    filledFields: 1,
    submittedAt: now,
    updatedAt: now,
  }));
  await write(async (tx) => {
    await insertRows(tx, 'User', users);
    await insertRows(
      tx,
      'Enrollment',
      users.map(({ id: userId }) => ({ id: newId(), userId, sectionId, role: 'STUDENT', createdAt: now })),
    );
    await insertRows(tx, 'PairSession', sessions);
    await insertRows(tx, 'Seat', seats);
    await insertRows(tx, 'PartSummary', summaries);
  });
  return { ...made, pairSessionIds: sessions.map(({ id }) => id) };
}
