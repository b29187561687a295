import { beforeAll, expect, it } from 'vitest';
import { getPairWork } from '@/lib/server/classes/pair-work';
import { database } from '@/lib/server/database/db';
import { changeDriver } from '@/lib/server/pair/drivers';
import { getPairView } from '@/lib/server/pair/get-pair-view';
import { onEveryDatabase } from '../../support/databases';
import { now, seedPair, value } from '../../support/pairs';

onEveryDatabase((_kind, makeDatabase) => {
  beforeAll(makeDatabase);

  it('records each swap and each decision for a question once, also that the same one drives on', async () => {
    const { ada, alan, instructor, sectionId, pairSessionId } = await seedPair();
    const { seats, drivenQuestions } = value(await getPairView(ada, pairSessionId, now));
    expect(drivenQuestions).toEqual([]);
    const [hers, his] = seats.map(({ id }) => id);
    const drive = async (driverSeatId = '', questionId?: string) =>
      value(await changeDriver(alan, { pairSessionId, driverSeatId, questionId }, now));
    await drive(hers);
    await drive(hers);
    await drive(hers, '2');
    await drive(hers, '2');
    await drive(his, '2');
    const changes = await database().driverChange.findMany({ where: { pairSessionId } });
    expect(changes.map(({ seatId, questionId }) => [seatId === hers ? 'Ada' : 'Alan', questionId])).toEqual([
      ['Ada', null],
      ['Ada', '2'],
      ['Alan', '2'],
    ]);
    expect(changes.every(({ bySeatId }) => bySeatId === his)).toBe(true);
    const work = value(await getPairWork(instructor, { sectionId, pairSessionId }, now));
    expect(work.drivers.map(({ questionId }) => questionId)).toEqual([null, '2', '2']);
    expect(value(await getPairView(ada, pairSessionId, now))).toMatchObject({
      driverSeatId: his,
      drivenQuestions: ['2'],
    });
  });

  it('knows no question that the worksheet has not, and no roles where they are switched off', async () => {
    const { ada, pairSessionId } = await seedPair();
    const driverSeatId = value(await getPairView(ada, pairSessionId, now)).seats[0]?.id ?? '';
    const input = { pairSessionId, driverSeatId, questionId: 'no-such' };
    expect(await changeDriver(ada, input, now)).toMatchObject({ code: 'not-found' });
    const without = await seedPair({ policy: { roles: false } });
    const seatId = value(await getPairView(without.ada, without.pairSessionId, now)).seats[0]?.id ?? '';
    expect(
      await changeDriver(without.ada, { pairSessionId: without.pairSessionId, driverSeatId: seatId }, now),
    ).toMatchObject({ code: 'bad-request' });
  });
});
