import { beforeAll, expect, it, vi } from 'vitest';
import { onEveryDatabase } from '../support/databases';
import { ask } from '../support/interface';
import { origin, seedSection } from '../support/people';

// Passwords at their full cost, as an installation hashes them: they set the pace at which a class comes in.
vi.hoisted(() => {
  process.env.PASSWORD_COST = 'full';
});

onEveryDatabase((kind, makeDatabase) => {
  beforeAll(makeDatabase);

  it('lets a class of 200 join at once from one address, typing mistakes included', {
    timeout: 120_000,
  }, async () => {
    const section = await seedSection();
    const headers = {
      host: 'duet.test',
      origin,
      'content-type': 'application/json',
      'x-forwarded-for': `school ${kind}`,
    };
    const join = async (code: string, at: number) => {
      const person = {
        name: `Student ${at}`,
        email: `student-${kind}-${at}@people.test`,
        password: 'a long enough password',
      };
      const body = JSON.stringify({ code, ...person });
      return (await ask('/api/accounts', { method: 'POST', headers, body })).status;
    };
    const answers = await Promise.all(
      Array.from({ length: 200 }, async (_, at) => {
        if (at % 10 === 0) expect(await join('ZZZZZZ', at)).toBe(404);
        return join(section.joinCode, at);
      }),
    );
    expect(answers).toEqual(Array(200).fill(201));
  });
});
