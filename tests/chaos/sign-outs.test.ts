import { beforeAll, expect, it } from 'vitest';
import { makeInstructor } from '@/lib/server/classes/make-instructor';
import { makeOneTimeCode } from '@/lib/server/people/one-time-codes';
import { ApiProcess } from '../support/api-process';
import { onEveryDatabase } from '../support/databases';
import { cookieOf } from '../support/device';
import { seedPair, value } from '../support/pairs';

/** Somebody signs out on one process and works on another, where there can be two. */
onEveryDatabase((kind, makeDatabase) => {
  const names = kind === 'postgresql' ? ['one', 'other'] : ['only'];
  let servers: ApiProcess[] = [];
  const here = () => servers[0]?.origin ?? '';
  const there = () => servers.at(-1)?.origin ?? '';

  beforeAll(async () => {
    const databaseUrl = await makeDatabase();
    servers = names.map(() => new ApiProcess(databaseUrl));
    await Promise.all(servers.map((server) => server.start()));
    return async () => {
      await Promise.all(servers.map((server) => server.stop('SIGKILL')));
    };
  });

  const post = (path: string, cookie: string, body: unknown) =>
    fetch(`${here()}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie, origin: here() },
      body: JSON.stringify(body),
      redirect: 'manual',
    });

  it.each(['signs out', 'sets a new password', 'is to become an instructor'])(
    `ends the stream and the calls of who ${'%s'} (${names.join(', ')})`,
    async (what) => {
      const pair = await seedPair();
      const cookie = await cookieOf(pair.ada);
      const wanted = { sectionId: pair.sectionId, userId: pair.ada.userId };
      const { code } = value(await makeOneTimeCode(pair.instructor, wanted, new Date()));
      const path = `/api/pair-sessions/${pair.pairSessionId}`;
      const status = async () => (await fetch(`${there()}${path}`, { headers: { cookie } })).status;
      const stream = await fetch(`${there()}${path}/events`, { headers: { cookie } });
      expect([stream.status, await status()]).toEqual([200, 200]);

      if (what === 'is to become an instructor') {
        // As the operator's command does: in a process of its own.
        const { email } = pair.ada;
        value(await makeInstructor({ email, name: 'Ada', course: 'C', section: 'S' }, new Date()));
      } else {
        const answer =
          what === 'signs out'
            ? await post('/api/sign-out', cookie, {})
            : await post('/api/passwords', '', { code, password: 'another password' });
        expect(answer.status).toBeLessThan(400);
      }
      // A stream that went on would keep this waiting.
      expect(await stream.text()).toContain('event: snapshot');
      await expect.poll(status, { timeout: 10_000 }).toBe(401);
    },
  );
});
