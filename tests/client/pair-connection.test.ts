// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { makePairConnection } from '@/lib/client/pair-connection';
import type { PairView } from '@/lib/schemas/pair-view';
import { pairView } from '../support/pair-view';

interface Call {
  method: string;
  path: string;
  body: Record<string, unknown>;
}

/** The server as this page meets it: what it was asked, and what it answers by method and path. */
let calls: Call[];
let answers: Record<string, (body: Record<string, unknown>) => Response>;
let opened: string[];
let stops: (() => void)[];
let pairs = 0;

const notFound = () =>
  Response.json({ code: 'not-found', message: 'There is nothing here.' }, { status: 404 });
/** Accepts every op, each as the next version of its field. */
function acceptOps(body: Record<string, unknown>): Response {
  const ops = body.ops as { opId: string; path: string; base?: number }[];
  return Response.json({
    seq: 2,
    accepted: ops.map(({ opId }) => opId),
    conflicts: [],
    verdicts: {},
    versions: Object.fromEntries(ops.map(({ path, base = 0 }) => [path, base + 1])),
  });
}

beforeEach(() => {
  calls = [];
  opened = [];
  stops = [];
  answers = {};
  vi.stubGlobal('fetch', async (path: string, init: { method: string; body?: string }) => {
    const call = { method: init.method, path, body: JSON.parse(init.body ?? '{}') };
    calls.push(call);
    return (answers[`${init.method} ${path}`] ?? notFound)(call.body);
  });
  vi.stubGlobal(
    'EventSource',
    class {
      constructor(address: string) {
        opened.push(address);
      }
      addEventListener() {}
      close() {}
    },
  );
});
afterEach(() => {
  for (const stop of stops) stop();
  vi.unstubAllGlobals();
});

/** A pair session of this test alone, which the server knows. */
function newPair(change: Partial<PairView> = {}) {
  pairs += 1;
  const view = pairView({ id: `pair${pairs}`, ...change });
  const base = `/api/pair-sessions/${view.id}`;
  answers[`GET ${base}`] = () => Response.json(view);
  answers[`POST ${base}/ops`] = acceptOps;
  const connection = makePairConnection(view);
  return { view, base, connection, open: () => stops.push(connection.open()) };
}
/** Lets everything run that waits for nothing from outside. */
async function settle() {
  for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
}
const sentTo = (path: string) => calls.filter((call) => call.path === path);

it('is inert until it is opened: it listens, asks and stores nothing', async () => {
  const listens = vi.spyOn(window, 'addEventListener');
  const databases = vi.spyOn(indexedDB, 'open');
  const { connection } = newPair();
  connection.commit('2a', [{ path: '0/0', value: '1' }]);
  connection.draft('1a', { path: '', value: 'It' });
  await settle();
  expect([calls, opened, listens.mock.calls, databases.mock.calls]).toEqual([[], [], [], []]);
});

it('keeps edits that were made before it was opened, shows them, and sends them then', async () => {
  const { base, connection, open } = newPair();
  connection.commit('2a', [{ path: '0/0', value: '1' }]);
  expect(connection.getSnapshot().pending).toEqual({ '2a/0/0': '1' });
  expect(connection.getFirstSnapshot().pending).toEqual({});
  open();
  await expect.poll(() => connection.getSnapshot().waiting).toBe(0);
  expect(sentTo(`${base}/ops`)).toMatchObject([{ body: { ops: [{ path: '2a/0/0', value: '1', base: 0 }] } }]);
  expect(connection.getSnapshot().view.fields['2a/0/0']).toMatchObject({ value: '1', version: 1 });
});

it('lets a call that comes too early wait until it is open', async () => {
  const { base, connection, open } = newPair();
  answers[`POST ${base}/hand-ins`] = () => Response.json({ state: 'proposed' });
  const asked = connection.handIn('2a');
  await settle();
  expect(calls).toEqual([]);
  open();
  expect(await asked).toEqual({ ok: true, value: 'proposed' });
});

it('asks for a check that meets a split once more in the copy, with the same token, and goes there', async () => {
  const { base, connection, open } = newPair();
  const goTo = vi.spyOn(location, 'replace').mockImplementation(() => {});
  const copy = newPair({
    isSplit: true,
    seats: [{ ...pairView().seats[0], id: 'ada in the copy' }] as PairView['seats'],
  });
  answers['GET /api/me'] = () =>
    Response.json({ sections: [{ assignments: [{ id: 'assignment', pairSessionId: copy.view.id }] }] });
  open();
  await expect.poll(() => opened).toHaveLength(1);
  // The instructor splits the pair while the edit and the check are on their way.
  for (const call of [`GET ${base}`, `POST ${base}/ops`, `POST ${base}/submissions`])
    answers[call] = notFound;
  connection.commit('2a', [{ path: '0/0', value: '1' }]);
  void connection.check('2a');
  await expect.poll(() => goTo).toHaveBeenCalledExactlyOnceWith(`/pair-sessions/${copy.view.id}`);
  const graded = {
    id: 'submission',
    partId: '2a',
    attempt: 1,
    outcome: 'correct',
    earned: 4,
    total: 4,
    feedback: [],
  };
  answers[`POST ${copy.base}/submissions`] = () => Response.json(graded);
  copy.open();
  await expect.poll(() => sentTo(`${copy.base}/submissions`)).toHaveLength(1);
  const [check] = sentTo(`${copy.base}/submissions`);
  expect(check?.body).toMatchObject({ partId: '2a', seatId: 'ada in the copy', token: expect.any(String) });
  const before = sentTo(`${base}/submissions`).map(({ body }) => body.token);
  for (const token of before) expect(check?.body.token).toBe(token);
  expect(sentTo(`${copy.base}/ops`)).toMatchObject([{ body: { seatId: 'ada in the copy' } }]);
});

it('sends on what waits behind an edit of a text that has too much history', async () => {
  const { base, connection, open } = newPair();
  answers[`POST ${base}/ops`] = (body) => {
    const [op] = body.ops as { path: string }[];
    return op?.path === '2a/0/0'
      ? acceptOps(body)
      : Response.json({ code: 'too-much-history', message: 'Too often.' }, { status: 409 });
  };
  connection.commit('1a', [{ path: '', value: 'low' }]);
  connection.commit('2a', [{ path: '0/0', value: '1' }]);
  open();
  await expect.poll(() => connection.getSnapshot().waiting).toBe(0);
  expect(connection.getSnapshot().view.fields['2a/0/0']).toMatchObject({ value: '1' });
});

it('says that one is signed out, not that the server is away, when work is checked or handed in', async () => {
  const { view, base, connection, open } = newPair();
  const signedOut = () => Response.json({ code: 'signed-out', message: 'Sign in first.' }, { status: 401 });
  answers[`POST ${base}/ops`] = signedOut;
  answers[`GET ${base}`] = signedOut;
  open();
  const partId = view.parts[0]?.id ?? '';
  connection.commit(partId, [{ path: '', value: 'typed while signed out' }]);
  for (const call of [connection.check(partId), connection.handIn(partId)]) {
    expect(await call).toMatchObject({
      ok: false,
      code: 'signed-out',
      message: expect.stringMatching(/^You are signed out/),
    });
  }
});

it('goes on where its person has signed in again elsewhere, with all that was typed', async () => {
  const { view, base, connection, open } = newPair();
  const [accepts, shows] = [answers[`POST ${base}/ops`], answers[`GET ${base}`]];
  const signedOut = () => Response.json({ code: 'signed-out', message: 'Sign in first.' }, { status: 401 });
  answers[`POST ${base}/ops`] = signedOut;
  answers[`GET ${base}`] = signedOut;
  open();
  const partId = view.parts[0]?.id ?? '';
  connection.commit(partId, [{ path: '', value: 'typed while signed out' }]);
  await expect.poll(() => connection.getSnapshot().link).toBe('signed-out');
  if (!accepts || !shows) throw new Error('the server has no answers');
  answers[`POST ${base}/ops`] = accepts;
  answers[`GET ${base}`] = shows;
  // The page asks by itself from time to time.
  window.dispatchEvent(new Event('online'));
  await connection.check(partId);
  await expect.poll(() => connection.getSnapshot().waiting).toBe(0);
  expect(connection.getSnapshot().link).not.toBe('signed-out');
});

it('tells nobody what is typed into an own answer, also in a part that is checked as it is typed', async () => {
  const answer = { id: 'hers', seatId: 'ada', name: 'Ada', isConfirmed: false, fields: {} };
  const { base, connection, open } = newPair({
    disagreements: [{ partId: '2a', isSettled: false, answers: [answer] }],
  });
  answers[`POST ${base}/presence`] = () => Response.json({});
  open();
  connection.focus('2a/0/0');
  connection.draft('2a@hers', { path: '0/0', value: '0.48151' });
  connection.commit('2a@hers', [{ path: '0/0', value: '0.48152' }]);
  await expect.poll(() => connection.getSnapshot().waiting).toBe(0);
  await expect.poll(() => sentTo(`${base}/presence`)).not.toEqual([]);
  const op = { path: '2a/0/0', value: '0.48152', own: true };
  expect(sentTo(`${base}/ops`)).toMatchObject([{ body: { seatId: 'ada', ops: [op] } }]);
  expect(JSON.stringify(sentTo(`${base}/presence`))).not.toContain('0.4815');
});
