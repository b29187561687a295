import { setTimeout as pause } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { expect } from 'vitest';
import type { OpsResult } from '@/lib/schemas/ops';
import type { PairView } from '@/lib/schemas/pair-view';
import type { SubmissionView } from '@/lib/schemas/submission';
import { database } from '@/lib/server/database/db';
import type { ApiProcess } from '../support/api-process';
import type { AnsweredCommand, Device } from '../support/device';
import type { Answer } from '../support/network';
import { problemsOfAnswers } from './check-answers';
import { problemsOfTables } from './check-tables';
import type { Classroom } from './classroom';
import { expectedView, shownView } from './expected-view';
import { readStored, type StoredPair } from './stored';
import type { Work } from './work';

/** Far longer than the two seconds after which a server tells its streams what no notice told it of. */
const CONVERGENCE_IN_MS = 25_000;

const askForView = (device: Device) =>
  device.network.ask('GET', `/api/pair-sessions/${device.pairSessionId}`);

async function statusOfView(device: Device): Promise<number> {
  return (await askForView(device)).status;
}

async function getView(device: Device): Promise<PairView> {
  const { status, body } = await askForView(device);
  expect(status).toBe(200);
  // Its shape is checked with all that was received.
  return body as PairView;
}

/** What a device shows of its pair session. */
function shownOn({ page }: Device) {
  const { state, fields, seq } = page;
  if (!state) return null;
  const shown = [...fields].map(
    ([path, { value, version, by, verdict }]): [string, PairView['fields'][string]] => [
      path,
      { value, version, by, ...(verdict && { verdict }) },
    ],
  );
  // Ops change no state of a page: `seq` is that of the last op.
  return shownView({ ...state, seq, fields: Object.fromEntries(shown) });
}

/** Each device comes to show what a fresh GET says, and a GET says what the tables hold. */
async function expectSameEverywhere(devices: readonly Device[]): Promise<void> {
  await Promise.all(
    devices.map(async (device) => {
      // A page that was split off comes to know it by its stream, and the first GET after closing time grades what was left.
      await expect.poll(() => statusOfView(device), { timeout: CONVERGENCE_IN_MS }).toBe(200);
      const expected = expectedView(await readStored(device.pairSessionId));
      expect(shownView(await getView(device))).toEqual(expected);
      await expect.poll(() => shownOn(device), { timeout: CONVERGENCE_IN_MS }).toEqual(expected);
      expect(device.page.gaps).toEqual([]);
    }),
  );
}

/** What must be the same in each answer to the same request; null where a request may do something new. */
function firstAnswer({ command, answer }: Pick<AnsweredCommand, 'command' | 'answer'>): unknown {
  if (answer.status >= 400) return null;
  if (command.resource === 'ops') {
    const { accepted, conflicts } = answer.body as OpsResult;
    return {
      accepted: [...accepted].sort(),
      conflicts: conflicts.map(({ opId, version }) => [opId, version]).sort(),
    };
  }
  if (command.resource !== 'submissions') return null;
  const { attempt, outcome, earned, feedback } = answer.body as SubmissionView;
  return attempt === null ? null : { attempt, outcome, earned, feedback };
}

/** Asks as a page does: what comes faster than two people can type is sent again a second later. */
async function askPatiently(device: Device, path: string, body: unknown): Promise<Answer> {
  const answer = await device.network.ask('POST', path, body);
  if (answer.status !== 429) return answer;
  await pause(1_000);
  return askPatiently(device, path, body);
}

/** Sends everything once more that is to be answered the same again; says what was answered otherwise. */
async function sendAgain(device: Device): Promise<string[]> {
  const problems: string[] = [];
  for (const { command, answer } of device.answered) {
    const first = firstAnswer({ command, answer });
    if (first === null) continue;
    const path = `/api/pair-sessions/${device.pairSessionId}/${command.resource}`;
    const again = await askPatiently(device, path, command.body);
    if (!isDeepStrictEqual(firstAnswer({ command, answer: again }), first)) {
      problems.push(
        `${JSON.stringify(command.body)}: ${JSON.stringify(answer)}, then ${JSON.stringify(again)}`,
      );
    }
  }
  return problems;
}

/** In each pair session, what was acknowledged before something else was sent comes before it. */
function problemsOfOrder(devices: readonly Device[], { id, ops }: StoredPair): string[] {
  const seqOf = new Map(ops.map(({ opId, seq }) => [opId, seq]));
  const accepted = devices
    .flatMap(({ answered }) => answered)
    .filter(
      ({ pairSessionId, command, answer }) =>
        pairSessionId === id && command.resource === 'ops' && answer.status === 200,
    )
    .flatMap(({ answer, sentAt, answeredAt }) => {
      const seqs = (answer.body as OpsResult).accepted.flatMap((opId) => seqOf.get(opId) ?? []);
      return seqs.length > 0
        ? [{ sentAt, answeredAt, first: Math.min(...seqs), last: Math.max(...seqs) }]
        : [];
    });
  return accepted.flatMap((later) =>
    accepted
      .filter((earlier) => earlier.answeredAt < later.sentAt && earlier.last > later.first)
      .map((earlier) => `seq ${earlier.last} was acknowledged before seq ${later.first} was sent`),
  );
}

async function readAll(assignmentIds: readonly string[]): Promise<StoredPair[]> {
  const sessions = await database().pairSession.findMany({
    where: { assignmentId: { in: [...assignmentIds] } },
  });
  return Promise.all(sessions.map(({ id }) => readStored(id)));
}

/**
 * Checks all that was done when everybody has finished: on the servers as they are, and on servers started anew, which
 * get everything once more. Closes the pages and stops the servers.
 *
 * @returns how many ops and checks were acknowledged, and how many are stored: the same number.
 */
export async function checkAllWork(
  work: Work,
  classrooms: readonly Pick<Classroom, 'assignmentId'>[],
  servers: readonly ApiProcess[],
): Promise<{ acknowledged: number; stored: number; serverErrors: number }> {
  const { devices } = work;
  await expectSameEverywhere(devices);
  const assignmentIds = classrooms.map(({ assignmentId }) => assignmentId);
  const stored = await readAll(assignmentIds);
  expect(problemsOfAnswers(work, stored)).toEqual([]);
  expect(stored.flatMap((pair) => problemsOfTables(pair, devices))).toEqual([]);
  expect(stored.flatMap((pair) => problemsOfOrder(devices, pair))).toEqual([]);

  await Promise.all(servers.map((server) => server.stop('SIGKILL')));
  await Promise.all(servers.map((server) => server.start()));
  expect((await Promise.all(devices.map(sendAgain))).flat()).toEqual([]);
  expect(await readAll(assignmentIds)).toEqual(stored);
  await expectSameEverywhere(devices);
  await work.stop();
  expect(await Promise.all(servers.map((server) => server.stop('SIGTERM')))).toEqual(servers.map(() => 0));

  const acknowledged = devices.flatMap(({ answered }) =>
    answered.flatMap(({ answer, command }): unknown[] => {
      if (answer.status >= 400) return [];
      if (command.resource === 'ops') return (answer.body as OpsResult).accepted;
      return command.resource === 'submissions' && (answer.body as SubmissionView).id
        ? [command.body.token]
        : [];
    }),
  );
  const sent = new Set(acknowledged);
  const storedOnce = new Set(
    stored.flatMap(({ ops, submissions, repeatedChecks }) => [
      ...ops.map(({ opId }) => opId),
      ...submissions.flatMap(({ token, origin }) => (origin === 'checked' ? [token] : [])),
      ...repeatedChecks.map(({ token }) => token),
    ]),
  );
  const serverErrors = devices.reduce((sum, { network }) => sum + network.serverErrors, 0);
  return {
    acknowledged: sent.size,
    stored: [...storedOnce].filter((id) => sent.has(id)).length,
    serverErrors,
  };
}
