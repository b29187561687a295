import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import next from 'next';
import { api } from './lib/api/app';
import { withinBodyLimit } from './lib/server/body-limit';
import { assertDatabaseSettings, closeDatabase } from './lib/server/database/db';
import { pendingMigrations } from './lib/server/database/migrate';
import { takeServerLock } from './lib/server/database/server-lock';
import { env, requireAuthSecret } from './lib/server/env';
import { endAllStreams } from './lib/server/live/open-streams';
import { closeBus } from './lib/server/live/shared-bus';
import { log } from './lib/server/log';
import { settleClosedAssignments } from './lib/server/pair/settling';
import { noteClientAddress } from './lib/server/people/client-address';

/** How long a stopping server waits for requests under way before it cuts them off. */
const stopWithinMs = 4_000;
/** Clients of a stopped server come back spread over this time. */
const returnSpreadMs = 5_000;
const settleEveryMs = 20_000;
/** How long a client may take to send a request. Bodies are small, so only a client that stalls on purpose needs more. */
const slowestRequest = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  connectionsCheckingInterval: 2_000,
};

/** Whether a request is for the JSON interface; signing in goes through next-auth, which lives in Next. */
function isForApi(url: string): boolean {
  return url.startsWith('/api/') && !url.startsWith('/api/auth/');
}

async function serve(): Promise<void> {
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
  const server = createServer(slowestRequest, (request, response) => {
    noteClientAddress(request);
    const handle = isForApi(request.url ?? '') ? handleApi : handlePage;
    withinBodyLimit(request, response, (whole) => handle(whole, response)).catch((error: unknown) => {
      log.error('request failed', { method: request.method, error });
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  server.once('error', (error: NodeJS.ErrnoException) => {
    const isTaken = error.code === 'EADDRINUSE';
    process.stderr.write(
      `Cannot listen on ${env.host}:${env.port}: ${isTaken ? 'something else serves there' : error.message}.\n`,
    );
    process.exit(1);
  });
  server.listen(env.port, env.host, () => {
    log.info('serving', { address: `http://${env.host}:${env.port}` });
    process.send?.('listening');
  });

  const settling = setInterval(() => {
    settleClosedAssignments(new Date()).catch((error: unknown) =>
      log.error('settling closed assignments failed', { error }),
    );
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
