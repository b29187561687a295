import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import { log } from '../log';
import { connectPostgresql, withPostgresql } from './postgresql-client';

/** Arbitrary numbers of advisory locks; all versions of Duet must lock the same ones. */
const COMMAND_LOCK = 7_283_385_201;
const SERVER_LOCK = 7_283_385_202;
const RETRY_IN_MS = 1_000;

async function tryLock(client: pg.Client, isShared: boolean): Promise<boolean> {
  const { rows } = await client.query<{ isHeld: boolean }>(
    `SELECT ${isShared ? 'pg_try_advisory_lock_shared' : 'pg_try_advisory_lock'}($1) AS "isHeld"`,
    [SERVER_LOCK],
  );
  return rows[0]?.isHeld === true;
}

/** The lock that all servers share, on a connection of its own; taken again whenever that is lost. */
class SharedLock {
  readonly #databaseUrl: string;
  readonly #released = new AbortController();
  #client: pg.Client | null = null;

  constructor(databaseUrl: string) {
    this.#databaseUrl = databaseUrl;
  }

  /** Takes the lock; false where a restore or a migration holds it. */
  async take(): Promise<boolean> {
    const client = await connectPostgresql(this.#databaseUrl);
    let reason: Error | undefined;
    client.on('error', (error) => {
      reason = error;
    });
    const isHeld = await tryLock(client, true).catch(async (error: unknown) => {
      await client.end();
      throw error;
    });
    if (!isHeld || this.#released.signal.aborted) {
      await client.end();
      return isHeld;
    }
    this.#client = client;
    client.once('end', () => void this.#takeAgain(reason));
    return true;
  }

  async release(): Promise<void> {
    this.#released.abort();
    await this.#client?.end();
  }

  /** A server goes on without its lock: to end all work in a class would be worse than the command it might meet. */
  async #takeAgain(reason: Error | undefined): Promise<void> {
    this.#client = null;
    const { signal } = this.#released;
    if (signal.aborted) return;
    log.warn('server-lock-lost', { error: reason });
    let isTold = false;
    while (!signal.aborted) {
      // Nobody answers: the requests of people log that.
      const isHeld = await this.take().catch(() => null);
      if (isHeld) return log.info('server-lock-taken-again');
      if (isHeld === false && !isTold) log.warn('server-lock-refused', { by: 'a restore or a migration' });
      isTold ||= isHeld === false;
      await pause(RETRY_IN_MS, undefined, { signal }).catch(() => undefined);
    }
  }
}

/** See `takeServerLock`. */
export async function serveOnPostgresql(databaseUrl: string): Promise<() => Promise<void>> {
  const lock = new SharedLock(databaseUrl);
  if (await lock.take()) return () => lock.release();
  throw new Error('A restore or a migration is at work on the database: start the server when it has ended.');
}

/** See `withoutServers`. */
export async function withoutPostgresqlServers<T>(databaseUrl: string, work: () => Promise<T>): Promise<T> {
  return await withPostgresql(databaseUrl, async (client) => {
    const lost = new Promise<never>((_resolve, reject) => {
      client.on('error', (cause) =>
        reject(new Error('The connection that kept servers away was lost: run this again.', { cause })),
      );
    });
    // The race below reports it, if it has begun.
    lost.catch(() => undefined);
    await client.query('SELECT pg_advisory_lock($1)', [COMMAND_LOCK]);
    if (!(await tryLock(client, false))) {
      throw new Error('A server runs on the database: stop every server first, then run this again.');
    }
    return await Promise.race([work(), lost]);
  });
}
