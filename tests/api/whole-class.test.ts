import { beforeAll, expect, it, vi } from 'vitest';
import { onEveryDatabase } from '../support/databases';
import { ask } from '../support/interface';
import { origin, seedAssignment, seedSection } from '../support/people';

// Passwords at their full cost, as an installation hashes them: they set the pace at which a class comes in.
vi.hoisted(() => {
  process.env.PASSWORD_COST = 'full';
});

onEveryDatabase((kind, makeDatabase) => {
  beforeAll(makeDatabase);

  it('lets a class of 200 join and type at once from one address, typing mistakes included', {
    timeout: 180_000,
  }, async () => {
    const section = await seedSection();
    const assignmentId = await seedAssignment(section.instructor, section.id);
    const shared = {
      host: 'duet.test',
      origin,
      'content-type': 'application/json',
      'x-forwarded-for': `school ${kind}`,
    };
    const post = (path: string, body: unknown, cookie = '') =>
      ask(path, { method: 'POST', headers: { ...shared, cookie }, body: JSON.stringify(body) });
    const join = (code: string, at: number) =>
      post('/api/accounts', {
        code,
        name: `Student ${at}`,
        email: `student-${kind}-${at}@people.test`,
        password: 'a long enough password',
      });
    const cookies = await Promise.all(
      Array.from({ length: 200 }, async (_, at) => {
        if (at % 10 === 0) expect((await join('ZZZZZZ', at)).status).toBe(404);
        const joined = await join(section.joinCode, at);
        expect(joined.status).toBe(201);
        return joined.headers
          .getSetCookie()
          .map((line) => line.split(';')[0])
          .join('; ');
      }),
    );

    const pairs = cookies
      .filter((_, at) => at % 2 === 0)
      .map((cookie, at) => [cookie, cookies[2 * at + 1] ?? '']);
    await Promise.all(
      pairs.map(async ([first = '', second = ''], pair) => {
        const made = await (await post('/api/pair-sessions', { assignmentId }, first)).json();
        expect((await post('/api/pair-sessions/join', { code: made.code }, second)).status).toBe(200);
        // Each types in a row of the matrix of their own, a cell with every call.
        const typing = [first, second].map(async (cookie, row) => {
          for (let column = 0; column < 6; column += 1) {
            const op = {
              opId: `${pair}-${row}-${column}`,
              path: `2a/${row}/${column}`,
              base: 0,
              value: '0.5',
            };
            const answer = await post(`/api/pair-sessions/${made.id}/ops`, { ops: [op] }, cookie);
            expect([answer.status, (await answer.json()).accepted]).toEqual([200, [op.opId]]);
          }
        });
        await Promise.all(typing);
      }),
    );
  });
});
