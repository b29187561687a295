import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { api } from '@/lib/api/app';
import { closeDatabase, databaseUrl } from '@/lib/server/database/db';
import { takeServerLock } from '@/lib/server/database/server-lock';
import { endAllStreams } from '@/lib/server/live/open-streams';
import { closeBus } from '@/lib/server/live/shared-bus';

/** Serves the JSON interface alone, without pages, as a process of its own: for tests that kill it. */

const releaseServerLock = await takeServerLock(databaseUrl());
const server = createServer(getRequestListener(api.fetch));
server.listen(Number(process.env.PORT ?? 0), '127.0.0.1', () => {
  const address = server.address();
  process.send?.(typeof address === 'object' && address ? address.port : 0);
});
process.on('SIGTERM', async () => {
  server.close();
  await endAllStreams(5_000);
  await closeDatabase();
  await closeBus();
  await releaseServerLock();
  process.exit(0);
});
