import { existsSync, realpathSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { isBusy, openSqlite, sqlitePath } from './sqlite-adapter';

/** The database's file by its real path: by whatever link it is reached, it has one lock. */
function realPathOf(databaseUrl: string): string {
  const path = sqlitePath(databaseUrl);
  return existsSync(path) ? realpathSync(path) : path;
}

/**
 * Holds a write transaction on a second file beside the database: SQLite allows one at a time, and the kernel ends it
 * with the process that holds it. The file holds no data. Nobody removes it: of two processes one could then hold a file
 * that is gone, and the other one its successor.
 *
 * @returns a function that ends it; null where another process holds it for longer than a server takes to stop.
 */
async function lockBeside(path: string): Promise<(() => Promise<void>) | null> {
  const client = openSqlite(pathToFileURL(`${path}.server`).href, 'writing');
  try {
    const transaction = await client.transaction();
    return async () => {
      await transaction.rollback();
      client.close();
    };
  } catch (error) {
    client.close();
    if (isBusy(error)) return null;
    throw error;
  }
}

/** See `takeServerLock`. */
export async function serveOnSqlite(databaseUrl: string): Promise<() => Promise<void>> {
  const path = realPathOf(databaseUrl);
  const release = await lockBeside(path);
  if (release !== null) return release;
  throw new Error(
    `${path} has a server already, or is being restored or migrated: stop that first, or use PostgreSQL, which several servers can share.`,
  );
}

/** See `withoutServers`. */
export async function withoutSqliteServers<T>(databaseUrl: string, work: () => Promise<T>): Promise<T> {
  const path = realPathOf(databaseUrl);
  const release = await lockBeside(path);
  if (release === null) {
    throw new Error(
      `${path} has a running server, or is being restored or migrated: stop that first, then run this again.`,
    );
  }
  try {
    return await work();
  } finally {
    await release();
  }
}
