import { beforeAll, expect, it, vi } from 'vitest';
import { newId } from '@/lib/server/database/ids';
import { canaryWorksheet, hiddenCanaries, revealedCanaries, wrongResponses } from '../support/canaries';
import { onEveryDatabase } from '../support/databases';
import { ask, checkEvent } from '../support/interface';
import { seedPair, type TestPair } from '../support/pairs';
import { origin, signInAs } from '../support/people';

vi.hoisted(() => {
  process.env.AUTH_SECRET = 'a secret for tests, long enough';
});

const parts = Object.keys(wrongResponses);

onEveryDatabase((_kind, makeDatabase) => {
  let pair: TestPair;
  let cookies: { ada: string; alan: string };
  /** Everything the pair's browsers were sent, with what was asked for. */
  const heard: string[] = [];

  beforeAll(async () => {
    await makeDatabase();
    pair = await seedPair({ worksheet: canaryWorksheet });
    const cookieOf = async (person: 'ada' | 'alan') => (await signInAs(pair[person], new Date())).cookie;
    cookies = { ada: await cookieOf('ada'), alan: await cookieOf('alan') };
  });

  async function send(who: 'ada' | 'alan', path: string, body?: unknown): Promise<Response> {
    const answer = await ask(`/api/${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        host: 'duet.test',
        origin,
        cookie: cookies[who],
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (!answer.headers.get('content-type')?.includes('event-stream')) {
      heard.push(`${path} ${[...answer.headers].join()} ${await answer.clone().text()}`);
    }
    return answer;
  }

  /** The events of the pair's stream from its beginning, up to the state that follows what was missed. */
  async function listen(who: 'ada' | 'alan', lastEventId?: string): Promise<void> {
    const answer = await ask(`/api/pair-sessions/${pair.pairSessionId}/events`, {
      headers: {
        host: 'duet.test',
        cookie: cookies[who],
        ...(lastEventId !== undefined && { 'last-event-id': lastEventId }),
      },
    });
    const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
    let events = '';
    while (!/event: (snapshot|state)\n[\s\S]*\n\n/.test(events)) {
      const { value, done } = (await reader?.read()) ?? { done: true };
      if (done) break;
      events += value;
    }
    await reader?.cancel();
    expect(events).toMatch(/event: (snapshot|state)/);
    for (const [, event = '', data = ''] of events.matchAll(/^event: (.*)\ndata: (.*)$/gm)) {
      checkEvent(event, JSON.parse(data));
    }
    heard.push(`events ${events}`);
  }

  function leaks(allowed: readonly string[] = []): string[] {
    const all = [...hiddenCanaries, ...Object.values(revealedCanaries).flat()];
    return all
      .filter((canary) => !allowed.includes(canary))
      .flatMap((canary) => heard.filter((one) => one.includes(canary)).map((one) => `${canary} in ${one}`));
  }

  /** Reads whatever a pair can read. */
  async function lookAround(): Promise<void> {
    for (const who of ['ada', 'alan'] as const) {
      await send(who, 'me');
      await send(who, `pair-sessions/${pair.pairSessionId}`);
      await send(who, `pair-sessions/${pair.pairSessionId}/texts?path=text`);
      await send(who, `sections/${pair.sectionId}/results`);
      await send(who, `sections/${pair.sectionId}/results.csv`);
      await listen(who);
      await listen(who, '0');
    }
  }

  it('sends a pair nothing of a key until they turn the page, and then of that part alone', async () => {
    const inside = `pair-sessions/${pair.pairSessionId}`;
    await lookAround();
    const cells = [
      ['number', '5'],
      ['matrix/0/0', '1'],
      ['matrix/1/1', '0.73'],
      ['distribution/0', '0.5'],
      ['choice', 'left'],
      ['map/weights/1/0', '0.5'],
      ['map/reason', 'Words'],
      ['text', 'Words'],
      ['nonsense', 'x'],
    ] as const;
    for (const [path, value] of cells) {
      await send('ada', `${inside}/ops`, { ops: [{ opId: newId(), path, base: 0, value }] });
      await send('alan', `${inside}/ops`, { ops: [{ opId: newId(), path, base: 0, value: `${value} ` }] });
    }
    for (const partId of parts) {
      for (const response of [wrongResponses[partId], null, 'x', [], { weights: [] }, '0.417', [['NaN']]]) {
        await send('alan', `${inside}/submissions`, { partId, response, token: newId() });
      }
      await send('ada', `${inside}/hand-ins`, { partId: 'nonsense' });
    }
    await lookAround();
    const stored = heard.filter((one) => one.includes('/submissions') && one.includes('"attempt":1'));
    expect(stored.length).toBe(parts.length);
    expect(leaks()).toEqual([]);

    const shown: string[] = [];
    for (const partId of parts) {
      expect((await send('ada', `${inside}/reveals`, { partId })).status).toBe(202);
      expect(leaks(shown)).toEqual([]);
      expect((await send('alan', `${inside}/reveals`, { partId })).status).toBe(200);
      shown.push(...(revealedCanaries[partId] ?? []));
      await lookAround();
      expect(leaks(shown)).toEqual([]);
    }
    for (const canary of Object.values(revealedCanaries).flat()) {
      expect(
        heard.some((one) => one.includes(canary)),
        canary,
      ).toBe(true);
    }
  }, 120_000);
});
