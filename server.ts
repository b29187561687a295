import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import next from 'next';
import { api } from './lib/api/app';
import { inTurn } from './lib/api/heavy-requests';
import { withinBodyLimit } from './lib/server/body-limit';
import { assertDatabaseSettings, closeDatabase } from './lib/server/database/db';
import { pendingMigrations } from './lib/server/database/migrate';
import { takeServerLock } from './lib/server/database/server-lock';
import { env, requireAuthSecret } from './lib/server/env';
import { endAllStreams } from './lib/server/live/open-streams';
import { closeBus } from './lib/server/live/shared-bus';
import { log } from './lib/server/log';
import { logConsole } from './lib/server/log-console';
import { fillOldSummaries } from './lib/server/pair/fill-old-summaries';
import { settleClosedAssignments } from './lib/server/pair/settling';
import { noteClientAddress } from './lib/server/people/client-address';
import { isOwnOrigin } from './lib/server/people/own-origin';
import { refusePage } from './lib/server/people/page-budgets';
import { requestProblems } from './lib/server/refusals';
import { problemOfRequest, refuseRequest } from './lib/server/refuse-request';
import { newRequestId, runAsRequest } from './lib/server/request-context';
import { setSecurityHeaders } from './lib/server/security-headers';

/** How long a stopping server waits for requests under way before it cuts them off. */
const stopWithinMs = 4_000;
/** Clients of a stopped server come back spread over this time. */
const returnSpreadMs = 5_000;
const settleEveryMs = 5_000;
/** Connections that wait to be taken: of more than 511 at once, which is usual, some would come in seconds later. */
const mostConnecting = 4_096;
/**
 * How long a connection may wait for its next request. Longer than proxies keep theirs (nginx: 60 s): if we closed first,
 * a request already on its way would be lost, and the student would read of a fault.
 */
const idleConnection = { keepAliveTimeout: 65_000 };
/** How long a client may take to send a request. Bodies are small, so only a client that stalls on purpose needs more. */
const slowestRequest = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  connectionsCheckingInterval: 2_000,
};

/** Whether a form or an action for a page was sent by another site, which Next would answer with its own failure. */
function isFromElsewhere({
  method = '',
  url = '',
  headers: { origin, host = '' },
}: IncomingMessage): boolean {
  if (url.startsWith('/api/') || ['GET', 'HEAD', 'OPTIONS'].includes(method)) return false;
  return !isOwnOrigin(new Headers({ host, ...(origin !== undefined && { origin }) }));
}

/** Logs a request once it is answered, where somebody looks for single ones. */
function logAnswer(id: string, { method, url = '' }: IncomingMessage, response: ServerResponse): void {
  if (env.logLevel !== 'debug') return;
  const startedAt = performance.now();
  const [path] = url.split('?', 1);
  response.once('close', () => {
    const ms = Math.round(performance.now() - startedAt);
    log.debug('request', { request: id, method, path, status: response.statusCode, ms });
  });
}

async function serve(): Promise<void> {
  logConsole();
  requireAuthSecret();
  const releaseServerLock = await takeServerLock(env.databaseUrl);
  const pending = await pendingMigrations(env.databaseUrl);
  if (pending.length > 0) {
    throw new Error(
      `The database is not up to date: ${pending.length} migration(s) are missing. Run "npm run migrate" first.`,
    );
  }
  await assertDatabaseSettings();

  const app = next({ dev: false, hostname: env.host, port: env.port });
  await app.prepare();
  const handlePage = app.getRequestHandler();
  const handleApi = getRequestListener(api.fetch);
  const answerPage = async (request: IncomingMessage, response: ServerResponse) => {
    const refusal = await refusePage(request);
    if (refusal) return refuseRequest(request, response, { status: 429, ...refusal });
    return handlePage(request, response);
  };
  const answer = (request: IncomingMessage, response: ServerResponse) => {
    noteClientAddress(request);
    // Who proxies for us says in APP_URL what people ask for.
    delete request.headers['x-forwarded-host'];
    const problem = problemOfRequest(request);
    if (problem) return refuseRequest(request, response, problem);
    if (isFromElsewhere(request)) {
      return refuseRequest(request, response, { status: 403, ...requestProblems.foreignOrigin });
    }
    const handle = request.url?.startsWith('/api/') ? handleApi : answerPage;
    withinBodyLimit(request, response, (whole) =>
      inTurn(whole, response, () => handle(whole, response)),
    ).catch((error: unknown) => {
      log.error('request failed', { method: request.method, error });
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  };
  const server = createServer({ ...slowestRequest, ...idleConnection }, (request, response) => {
    // Never one that the client claims: it would mix its lines with those of others.
    const id = newRequestId();
    response.setHeader('X-Request-Id', id);
    setSecurityHeaders(request, response);
    logAnswer(id, request, response);
    runAsRequest(id, () => answer(request, response));
  });
  server.once('error', (error: NodeJS.ErrnoException) => {
    const isTaken = error.code === 'EADDRINUSE';
    process.stderr.write(
      `Cannot listen on ${env.host}:${env.port}: ${isTaken ? 'something else serves there' : error.message}.\n`,
    );
    process.exit(1);
  });
  server.listen({ port: env.port, host: env.host, backlog: mostConnecting }, () => {
    log.info('serving', { address: `http://${env.host}:${env.port}` });
    process.send?.('listening');
  });

  fillOldSummaries(new Date()).catch((error: unknown) => log.error('filling old rows failed', { error }));
  let isSettling = false;
  const settling = setInterval(async () => {
    // With many drafts it takes longer than until the next time.
    if (isSettling) return;
    isSettling = true;
    try {
      await settleClosedAssignments(new Date());
    } catch (error) {
      log.error('grading what is due failed', { error });
    }
    isSettling = false;
  }, settleEveryMs);

  let isStopping = false;
  const stop = async () => {
    if (isStopping) return;
    isStopping = true;
    clearInterval(settling);
    setTimeout(() => process.exit(0), stopWithinMs).unref();
    server.close();
    await endAllStreams(returnSpreadMs);
    server.closeIdleConnections();
    // Writes that end meanwhile still tell of it.
    await closeDatabase();
    await closeBus();
    await app.close();
    await releaseServerLock();
    process.exit(0);
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  // The command that started us has gone without a signal.
  process.on('disconnect', stop);
}

serve().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
