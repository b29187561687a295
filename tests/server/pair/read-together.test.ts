import { beforeAll, expect, it, vi } from 'vitest';
import { openDatabase } from '@/lib/server/database/db';
import { applyOps } from '@/lib/server/pair/apply-ops';
import { readOpsAfter, readRoom } from '@/lib/server/pair/read-together';
import { onEveryDatabase } from '../../support/databases';
import { now, seedPair, value } from '../../support/pairs';

const { recordDriver, recorded, sentStatements } = await vi.hoisted(
  () => import('../../support/recorded-statements'),
);

vi.mock('@/lib/generated/sqlite/client', async (importOriginal) => recorded(await importOriginal()));
vi.mock('@/lib/generated/postgresql/client', async (importOriginal) => recorded(await importOriginal()));

onEveryDatabase((_kind, makeDatabase) => {
  beforeAll(makeDatabase);

  async function pairWithEdits(...opIds: string[]): Promise<string> {
    const { ada, pairSessionId } = await seedPair();
    const ops = opIds.map((opId, column) => ({ opId, path: `2a/0/${column}`, base: 0, value: '1/8' }));
    if (ops.length > 0) value(await applyOps(ada, { pairSessionId, ops }, now));
    return pairSessionId;
  }

  it('gives each who asks the edits after their own last one, by one statement', async () => {
    const busy = await pairWithEdits('first', 'second', 'third');
    const other = await pairWithEdits('elsewhere');
    const idle = await pairWithEdits();
    recordDriver(await openDatabase().driver());
    sentStatements.length = 0;
    const read = await Promise.all([
      readOpsAfter(busy, 2),
      readOpsAfter(busy, 0),
      readOpsAfter(other, 0),
      readOpsAfter(busy, 3),
      readOpsAfter(idle, 0),
    ]);
    expect(read.map((ops) => ops.map(({ opId }) => opId))).toEqual([
      ['third'],
      ['first', 'second', 'third'],
      ['elsewhere'],
      [],
      [],
    ]);
    expect(sentStatements).toHaveLength(1);
  });

  it('reads pairs together, and none that does not exist', async () => {
    const ids = await Promise.all([pairWithEdits('one'), pairWithEdits('one', 'two')]);
    recordDriver(await openDatabase().driver());
    await Promise.all(ids.map(readRoom));
    sentStatements.length = 0;
    const rooms = await Promise.all([...ids, 'of nobody', ids[0] ?? ''].map(readRoom));
    expect(rooms.map((room) => room?.seq ?? null)).toEqual([1, 2, null, 1]);
    // All are remembered, so that only where they stand is read.
    expect(sentStatements).toHaveLength(1);
  });
});
