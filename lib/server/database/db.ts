import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient as PostgresqlClient } from '@/lib/generated/postgresql/client';
import { type Prisma, PrismaClient } from '@/lib/generated/sqlite/client';
import { type DatabaseKind, databaseKindOf, env } from '../env';
import { log } from '../log';
import { perProcess } from '../per-process';
import type { Driver } from './sql-transaction';
import { SqliteAdapter, sqliteSettings } from './sqlite-adapter';

type ReadMethod =
  | 'aggregate'
  | 'count'
  | 'findFirst'
  | 'findFirstOrThrow'
  | 'findMany'
  | 'findUnique'
  | 'findUniqueOrThrow'
  | 'groupBy'
  | 'fields';
type ModelName = Uncapitalize<Prisma.ModelName>;

/**
 * The methods that read, and no others: nothing can write past the writer. A transaction of the writer is a Reader too,
 * so that the same function reads inside and outside of a write.
 */
export type Reader = {
  readonly [Model in ModelName]: Pick<
    Prisma.TransactionClient[Model],
    ReadMethod & keyof Prisma.TransactionClient[Model]
  >;
} & Pick<Prisma.TransactionClient, '$queryRaw'>;

/** An open database: connections that only read, and those of the writer. */
export interface OpenDatabase {
  readonly kind: DatabaseKind;
  readonly reading: PrismaClient;
  /** For the writer and its transactions alone. */
  readonly writing: PrismaClient;
  /** What stands below `writing`, connected: for transactions of SQL alone. */
  driver(): Promise<Driver>;
  /** The last write of each of the writer's queues. */
  readonly queues: Map<string, Promise<unknown>>;
  /** Writes that have not ended; closing waits for them. */
  readonly writesUnderWay: Set<Promise<unknown>>;
}

/** How Prisma words its errors: in any other form they quote the values of a statement. */
const errorFormat = 'minimal';

const MOST_CONNECTIONS = 16;
const CONNECT_TIMEOUT_IN_MS = 5_000;
const OLDEST_POSTGRESQL = 140_000;

const current = perProcess<{ url: string; open: OpenDatabase | null }>('database', () => ({
  url: env.databaseUrl,
  open: null,
}));

/** A PostgreSQL address with session settings added, after those it may already carry. */
function withSessionSettings(databaseUrl: string, settings: Readonly<Record<string, string>>): string {
  const url = new URL(databaseUrl);
  const added = Object.entries(settings).map(([name, value]) => `-c ${name}=${value}`);
  const options = [url.searchParams.get('options'), ...added].filter((option) => option !== null);
  url.searchParams.set('options', options.join(' '));
  // URLSearchParams writes a space as +, which pg does not read back.
  return url.href.replace(/\+/g, '%20');
}

/** What a client connects by. */
interface Drivers<Provider> {
  readonly provider: Provider;
  readonly adapterName: string;
  connect(): Promise<Driver>;
}

/** Gives everybody the same driver, once it is connected. */
function shared<Provider>(drivers: Drivers<Provider>): Drivers<Provider> {
  let connected: Promise<Driver> | null = null;
  const { provider, adapterName } = drivers;
  const connect = () => {
    connected ??= drivers.connect().catch((error: unknown) => {
      connected = null;
      throw error;
    });
    return connected;
  };
  return { provider, adapterName, connect };
}

function postgresqlDrivers(databaseUrl: string, access: 'writing' | 'reading'): Drivers<'postgres'> {
  const connectionString = withSessionSettings(databaseUrl, {
    synchronous_commit: 'on',
    timezone: 'UTC',
    default_transaction_read_only: access === 'reading' ? 'on' : 'off',
  });
  const onError = (error: Error) => log.warn('database-connection-lost', { error });
  return new PrismaPg(
    { connectionString, max: MOST_CONNECTIONS, connectionTimeoutMillis: CONNECT_TIMEOUT_IN_MS },
    { onPoolError: onError, onConnectionError: onError },
  );
}

interface Connections {
  client: PrismaClient;
  drivers: Pick<Drivers<unknown>, 'connect'>;
}

function connectTo(kind: DatabaseKind, databaseUrl: string, access: 'writing' | 'reading'): Connections {
  if (kind === 'sqlite') {
    const adapter = shared<'sqlite'>(new SqliteAdapter(databaseUrl, access));
    return { client: new PrismaClient({ adapter, errorFormat }), drivers: adapter };
  }
  const adapter = shared(postgresqlDrivers(databaseUrl, access));
  // Both clients are generated from the same models. SQLite's has fewer features (no skipDuplicates, no
  // case-insensitive filters), so code that compiles against its type also runs on PostgreSQL's. The compiler cannot
  // know that, because each client has types of its own for the same rows.
  const client = new PostgresqlClient({ adapter, errorFormat }) as unknown as PrismaClient;
  return { client, drivers: adapter };
}

function openDatabaseAt(databaseUrl: string): OpenDatabase {
  const kind = databaseKindOf(databaseUrl);
  const writing = connectTo(kind, databaseUrl, 'writing');
  return {
    kind,
    reading: connectTo(kind, databaseUrl, 'reading').client,
    writing: writing.client,
    async driver() {
      // The client closes what it has connected itself.
      await writing.client.$connect();
      return writing.drivers.connect();
    },
    queues: new Map(),
    writesUnderWay: new Set(),
  };
}

/** The one open database of this process, for the modules of this folder. */
export function openDatabase(): OpenDatabase {
  current.open ??= openDatabaseAt(current.url);
  return current.open;
}

/**
 * The database, for reading; writes go through `write`. Reads have connections of their own: they see only what is
 * committed, never wait for the writer, and the database refuses every write through them.
 */
export function database(): Reader {
  return openDatabase().reading;
}

/** The kind of the database in use. */
export function databaseKind(): DatabaseKind {
  return databaseKindOf(current.url);
}

/** How SQL names the parameter of a place, counted from 1. */
export function parameter(place: number): string {
  return databaseKind() === 'sqlite' ? `?${place}` : `$${place}`;
}

/** The address of the database in use. It may contain a password. */
export function databaseUrl(): string {
  return current.url;
}

/** Turns this process to another database, for tests and commands; the one in use is closed first. */
export async function useDatabase(url: string): Promise<void> {
  databaseKindOf(url);
  await closeDatabase();
  current.url = url;
}

/** Waits for the writes under way and closes the connections. The next use opens them again. */
export async function closeDatabase(): Promise<void> {
  const { open } = current;
  if (open === null) return;
  while (open.writesUnderWay.size > 0) await Promise.allSettled(open.writesUnderWay);
  if (current.open === open) current.open = null;
  await open.reading.$disconnect();
  // Moves the journal into the file, so that a copy of the file is the whole database. libSQL would do that only when
  // its connection is garbage-collected.
  try {
    if (open.kind === 'sqlite') await open.writing.$queryRaw`PRAGMA wal_checkpoint(TRUNCATE)`;
  } finally {
    await open.writing.$disconnect();
  }
}

async function wrongSqliteSettings(client: PrismaClient, access: 'writing' | 'reading'): Promise<string[]> {
  const wrong: string[] = [];
  for (const [name, wanted] of Object.entries(sqliteSettings(access))) {
    // A PRAGMA takes no parameters; the names are our own.
    const rows = await client.$queryRawUnsafe<Record<string, unknown>[]>(`PRAGMA ${name}`);
    const [found] = Object.values(rows[0] ?? {});
    if (String(found) !== String(wanted)) wrong.push(`${name} is ${String(found)} instead of ${wanted}`);
  }
  return wrong;
}

async function wrongPostgresqlSettings(
  client: PrismaClient,
  access: 'writing' | 'reading',
): Promise<string[]> {
  const rows = await client.$queryRaw<{ name: string; setting: string }[]>`
    SELECT name, setting FROM pg_settings
    WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit', 'TimeZone', 'default_transaction_read_only', 'server_version_num')`;
  const found = new Map(rows.map((row) => [row.name, row.setting]));
  const wanted = {
    fsync: 'on',
    full_page_writes: 'on',
    synchronous_commit: 'on',
    TimeZone: 'UTC',
    default_transaction_read_only: access === 'reading' ? 'on' : 'off',
  };
  const wrong = Object.entries(wanted)
    .filter(([name, value]) => found.get(name) !== value)
    .map(([name, value]) => `${name} is ${found.get(name)} instead of ${value}`);
  if (Number(found.get('server_version_num')) < OLDEST_POSTGRESQL) {
    wrong.push('the server is older than PostgreSQL 14');
  }
  return wrong;
}

/**
 * Reads back every setting that keeps acknowledged work safe, on the reading and the writing connections.
 *
 * @throws Error with one sentence that names each wrong setting.
 */
export async function assertDatabaseSettings(): Promise<void> {
  const { kind, reading, writing } = openDatabase();
  const wrongSettings = kind === 'sqlite' ? wrongSqliteSettings : wrongPostgresqlSettings;
  const wrong = [...(await wrongSettings(writing, 'writing')), ...(await wrongSettings(reading, 'reading'))];
  if (wrong.length > 0) {
    throw new Error(`The database's settings would not keep work safe: ${[...new Set(wrong)].join('; ')}.`);
  }
}
