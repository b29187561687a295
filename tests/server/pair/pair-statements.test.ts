import { beforeAll, expect, it, vi } from 'vitest';
import { openDatabase } from '@/lib/server/database/db';
import { newId } from '@/lib/server/database/ids';
import { revealPart } from '@/lib/server/pair/agreements';
import { applyOps } from '@/lib/server/pair/apply-ops';
import { submitResponse } from '@/lib/server/pair/submissions';
import { onEveryDatabase } from '../../support/databases';
import { now, seedPair, value } from '../../support/pairs';

const { recordDriver, recorded, sentStatements } = await vi.hoisted(
  () => import('../../support/recorded-statements'),
);

vi.mock('@/lib/generated/sqlite/client', async (importOriginal) => recorded(await importOriginal()));
vi.mock('@/lib/generated/postgresql/client', async (importOriginal) => recorded(await importOriginal()));

onEveryDatabase((kind, makeDatabase) => {
  beforeAll(makeDatabase);

  it('needs few statements for an edit and a check, and no more where a part is spent', async () => {
    const { ada, pairSessionId } = await seedPair({ policy: { agreement: 'either' } });
    const edit = async (base: number) => {
      const ops = [{ opId: newId(), path: '2a/0/0', base, value: `1/${base + 1}` }];
      value(await applyOps(ada, { pairSessionId, ops }, now));
    };
    const check = async (response: string) => {
      const input = { pairSessionId, partId: '1a', response, token: newId() };
      value(await submitResponse(ada, input, now));
    };
    const statementsOf = async (act: () => Promise<void>): Promise<number> => {
      sentStatements.length = 0;
      await act();
      return sentStatements.length;
    };
    recordDriver(await openDatabase().driver());
    await edit(0);
    // The first value was right and the next one is not: the part's summary changes with it.
    const changed = await statementsOf(() => edit(1));
    await check('The logs are divided.');
    // Without BEGIN, which the driver sends by itself. PostgreSQL locks the assignment besides.
    const more = kind === 'postgresql' ? 1 : 0;
    const edited = await statementsOf(() => edit(2));
    const checked = await statementsOf(() => check('The logs are divided by the temperature.'));
    const repeated = await statementsOf(() => check('The logs are divided by the temperature.'));
    value(await revealPart(ada, { pairSessionId, partId: '2a' }, now));
    const spent = await statementsOf(() => edit(3));
    expect(edited).toBeGreaterThan(2);
    expect(changed).toBeLessThanOrEqual(7 + more);
    expect(edited).toBeLessThanOrEqual(7 + more);
    expect(checked).toBeLessThanOrEqual(8 + more);
    expect(repeated).toBeLessThan(checked);
    expect(spent).toBe(edited);
  });
});
