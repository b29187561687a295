import { expect, test } from 'vitest';
import { isDatabaseFault } from '@/lib/server/database/faults';

/** An error as Prisma wraps that of a driver. */
const byDriver = (cause: object, code = 'P2039') =>
  Object.assign(new Error('Database error.'), {
    code,
    meta: { modelName: 'User', driverAdapterError: { cause } },
  });
const withCode = (code: string, more: object = {}) => Object.assign(new Error('…'), { code, ...more });

test.each([
  ['a full disk while SQLite commits', withCode('SQLITE_FULL', { rawCode: 13 })],
  ['a full disk in a statement', byDriver({ kind: 'sqlite', extendedCode: 13, originalCode: '13' })],
  ['a disk that fails to write', byDriver({ kind: 'sqlite', extendedCode: 778, originalCode: '778' })],
  ['a disk that takes no writes', withCode('SQLITE_READONLY_DBMOVED')],
  ['a file that is no database', byDriver({ kind: 'sqlite', extendedCode: 26 })],
  [
    'a file that cannot be opened',
    new Error('ConnectionFailed("Unable to open connection to local database x: 14")'),
  ],
  ['a lock that somebody holds', withCode('SQLITE_BUSY', { rawCode: 5 })],
  ['a lock, as Prisma names it', byDriver({ kind: 'SocketTimeout', originalCode: '5' }, 'P1008')],
  ['a server that nobody reaches', byDriver({ kind: 'DatabaseNotReachable', host: '127.0.0.1' }, 'P1001')],
  ['no free connection', withCode('P2024')],
  ['a transaction that could not begin', withCode('P2028')],
  ['too many connections', byDriver({ kind: 'TooManyConnections', originalCode: '53300' }, 'P2037')],
  ['a full disk under PostgreSQL', byDriver({ kind: 'postgres', originalCode: '53100' })],
  ['a PostgreSQL that shuts down', byDriver({ kind: 'postgres', originalCode: '57P01' })],
  ['a PostgreSQL that takes no writes', byDriver({ kind: 'postgres', originalCode: '25006' })],
  ['a refused connection of pg', withCode('ECONNREFUSED')],
  ['a lost connection of pg', new Error('Connection terminated unexpectedly')],
  [
    'a connection that broke before',
    new Error('Client has encountered a connection error and is not queryable'),
  ],
  ['a connection that takes too long', new Error('timeout exceeded when trying to connect')],
  ['a write that takes too long', new Error('A write took more than 5000 ms and was undone.')],
  ['a fault inside of another error', new Error('reading failed', { cause: withCode('ECONNRESET') })],
])('%s is a fault of the database', (_name, error) => {
  expect(isDatabaseFault(error)).toBe(true);
});

const itself = new Error('round');
itself.cause = itself;

test.each([
  [
    'a row that is there already',
    byDriver({ kind: 'UniqueConstraintViolation', originalCode: '2067' }, 'P2002'),
  ],
  ['a row of nobody', byDriver({ kind: 'ForeignKeyConstraintViolation', originalCode: '23503' }, 'P2003')],
  ['a row that is not there', withCode('P2025')],
  ['a mistake of ours', new TypeError('x is not a function')],
  ['a statement that is wrong', byDriver({ kind: 'TableDoesNotExist', originalCode: '42P01' }, 'P2021')],
  ['a missing file of ours', withCode('ENOENT')],
  ['an error that is its own cause', itself],
  ['a text', 'Connection terminated unexpectedly'],
  ['nothing', undefined],
])('%s is none', (_name, error) => {
  expect(isDatabaseFault(error)).toBe(false);
});
