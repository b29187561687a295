import { beforeAll, expect, it } from 'vitest';
import { database } from '@/lib/server/database/db';
import { asOnlyServer } from '@/lib/server/database/only-server';
import { applyOps } from '@/lib/server/pair/apply-ops';
import { settleClosedAssignments } from '@/lib/server/pair/settling';
import { onEveryDatabase } from '../../support/databases';
import { later, now, seedPair, value } from '../../support/pairs';

onEveryDatabase((kind, makeDatabase) => {
  beforeAll(makeDatabase);

  it('is left to the server that is at it, and done by another one once that has ended', async () => {
    const { ada, pairSessionId } = await seedPair({ closesAt: later(10) });
    const ops = [{ opId: 'draft', path: '1b', base: 0, value: 'low' }];
    value(await applyOps(ada, { pairSessionId, ops }, now));
    const graded = () => database().submission.count({ where: { pairSessionId } });
    await asOnlyServer(async () => {
      await settleClosedAssignments(later(11));
      // A file has one server: nobody else is at it.
      expect(await graded()).toBe(kind === 'sqlite' ? 1 : 0);
    });
    await settleClosedAssignments(later(11));
    expect(await graded()).toBe(1);
  });

  it('goes on with another server where the one that was at it failed', async () => {
    const { ada, pairSessionId } = await seedPair({ closesAt: later(10) });
    const ops = [{ opId: 'draft', path: '1b', base: 0, value: 'low' }];
    value(await applyOps(ada, { pairSessionId, ops }, now));
    const failing = asOnlyServer(() => Promise.reject(new Error('the server fell')));
    await expect(failing).rejects.toThrow('the server fell');
    await settleClosedAssignments(later(11));
    expect(await database().submission.count({ where: { pairSessionId } })).toBe(1);
  });
});
