import { databaseKindOf } from '../env';
import { serveOnPostgresql, withoutPostgresqlServers } from './server-lock-postgresql';
import { serveOnSqlite, withoutSqliteServers } from './server-lock-sqlite';

/**
 * Takes a server's right to serve a database, which ends with the process, however that ends. An SQLite file has one
 * server at a time, a PostgreSQL database any number. Waits some seconds for a server of the file that is stopping.
 *
 * @returns a function that gives the right back: the last thing a stopping server does, because the next one may begin
 *   at once. Hold on to it: a connection that nothing refers to is closed.
 * @throws Error with a sentence for people where another server has the SQLite file, or a restore or a migration is at
 *   work on the database.
 */
export async function takeServerLock(databaseUrl: string): Promise<() => Promise<void>> {
  return databaseKindOf(databaseUrl) === 'sqlite'
    ? await serveOnSqlite(databaseUrl)
    : await serveOnPostgresql(databaseUrl);
}

/**
 * Runs work that no server may see half done: a restore or a migration. No server starts meanwhile. Several that are
 * asked for at the same time run one after another.
 *
 * @throws Error with a sentence for people where a server runs; nothing was done then.
 */
export async function withoutServers<T>(databaseUrl: string, work: () => Promise<T>): Promise<T> {
  return databaseKindOf(databaseUrl) === 'sqlite'
    ? await withoutSqliteServers(databaseUrl, work)
    : await withoutPostgresqlServers(databaseUrl, work);
}
