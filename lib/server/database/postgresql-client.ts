import pg from 'pg';

const CONNECT_TIMEOUT_IN_MS = 5_000;

/** Why connecting failed. Where a name has several addresses, the reason of the first one. */
function reasonOf(cause: unknown): string {
  const [first] = cause instanceof AggregateError ? cause.errors : [cause];
  return first instanceof Error ? first.message : String(first);
}

/**
 * Opens one connection of its own. Who holds it idle listens for its `error`.
 *
 * @throws Error with a sentence for people where the database does not answer within five seconds.
 */
export async function connectPostgresql(databaseUrl: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: databaseUrl,
    connectionTimeoutMillis: CONNECT_TIMEOUT_IN_MS,
    keepAlive: true,
  });
  await client.connect().catch((cause: unknown) => {
    throw new Error(`The database does not answer: ${reasonOf(cause)}.`, { cause });
  });
  return client;
}

/** Opens a connection for the time that the work takes. */
export async function withPostgresql<T>(
  databaseUrl: string,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = await connectPostgresql(databaseUrl);
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
