import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { readCookies, signInCookieName } from '@/lib/server/people/cookies';
import { perProcess } from '@/lib/server/per-process';
import { requestProblems } from '@/lib/server/refusals';
import { refuseRequest } from '@/lib/server/refuse-request';

/** The results of a whole class, as a page, as JSON and as a file: each keeps the server for tenths of a second. */
const heavyPath = /^\/(api\/)?sections\/[^/?]+\/results(\.csv)?\/?(\?|$)/;

const mostWaiting = 60;
/** A person opens a page and its file; more of one sign-in than this are a program that has run wild. */
const mostOfOneSignIn = 4;
/** A client that does not read its answer keeps the others waiting for no longer. */
const longestTurnMs = 3_000;
const longestPauseMs = 1_000;

interface Waiting {
  signIn: string;
  go: () => void;
}

const line = perProcess('heavy-requests', () => ({ isBusy: false, waiting: [] as Waiting[] }));

/** Resolves when everything is on its way to the client, or the client has gone. */
function sentOrGone(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    response.once('finish', resolve).once('close', resolve);
  });
}

function passOn(): void {
  const next = line.waiting.shift();
  if (next) next.go();
  else line.isBusy = false;
}

/**
 * Hands a request on. Those for results of a whole class go one at a time, and between two of them everybody else has as
 * long as the last one took: pairs at work would wait for a whole row of them otherwise.
 *
 * @param handle answers the request; not called where too many wait, which is answered with 429 or 503, or where the
 *   client has gone meanwhile.
 */
export async function inTurn(
  request: IncomingMessage,
  response: ServerResponse,
  handle: () => unknown,
): Promise<void> {
  if (!heavyPath.test(request.url ?? '')) {
    await handle();
    return;
  }
  const cookies = readCookies(new Headers({ cookie: request.headers.cookie ?? '' }));
  const signIn = cookies[signInCookieName()] ?? '';
  const { waiting } = line;
  if (waiting.filter((other) => other.signIn === signIn).length >= mostOfOneSignIn) {
    return refuseRequest(request, response, { status: 429, ...requestProblems.tooManyResults });
  }
  if (waiting.length >= mostWaiting) {
    return refuseRequest(request, response, { status: 503, ...requestProblems.tooManyResults });
  }
  if (line.isBusy) await new Promise<void>((go) => waiting.push({ signIn, go }));
  line.isBusy = true;
  if (response.destroyed) return passOn();
  const startedAt = performance.now();
  const sent = sentOrGone(response);
  const handled = Promise.resolve(handle());
  const turn = Promise.race([Promise.all([handled, sent]), pause(longestTurnMs)]);
  turn
    .catch(() => undefined)
    .then(() => pause(Math.min(longestPauseMs, performance.now() - startedAt)))
    .then(passOn);
  await handled;
}
