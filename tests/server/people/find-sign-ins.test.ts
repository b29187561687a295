import { beforeAll, expect, it, vi } from 'vitest';
import { endSignIns } from '@/lib/server/people/sign-ins';
import { viewerFromHeaders } from '@/lib/server/people/viewer';
import { onEveryDatabase } from '../../support/databases';
import { now } from '../../support/pairs';
import { headersWith, seedPerson, signInAs } from '../../support/people';

const { recorded, sentStatements } = await vi.hoisted(() => {
  process.env.AUTH_SECRET = 'a secret for tests, long enough';
  return import('../../support/recorded-statements');
});

vi.mock('@/lib/generated/sqlite/client', async (importOriginal) => recorded(await importOriginal()));
vi.mock('@/lib/generated/postgresql/client', async (importOriginal) => recorded(await importOriginal()));

const people = 40;

onEveryDatabase((_kind, makeDatabase) => {
  beforeAll(makeDatabase);

  it('looks up a class that asks at once with a few statements, and tells everybody apart', async () => {
    const everybody = await Promise.all(
      Array.from({ length: people }, async (_, at) => {
        const person = await seedPerson(`Person ${at}`);
        return { person, signIn: await signInAs(person) };
      }),
    );
    const [gone] = everybody;
    if (gone) await endSignIns([gone.signIn.id], now);
    sentStatements.length = 0;
    const viewers = await Promise.all(
      everybody.map(({ signIn }) => viewerFromHeaders(headersWith(signIn.cookie), now)),
    );
    // Two for one look-up: the sign-ins, and the people they belong to.
    expect(sentStatements.length).toBeLessThanOrEqual(people / 4);
    expect(viewers.map((viewer) => viewer?.userId ?? null)).toEqual(
      everybody.map(({ person }) => (person === gone?.person ? null : person.userId)),
    );
  });
});
