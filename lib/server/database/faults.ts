import { z } from 'zod';

/**
 * What errors of an unavailable database look like, by their codes and kinds: those of SQLite (names and numbers), of
 * PostgreSQL's connections, of Prisma, and PostgreSQL's own (classes 08 connection, 53 resources, 57 an operator, 58 the
 * system; 25006 takes no writes, 55P03 no lock).
 */
const CODES =
  /^(SQLITE_(FULL|IOERR|CANTOPEN|READONLY|BUSY|LOCKED|NOMEM|NOTADB|CORRUPT)\w*|E(CONN(REFUSED|RESET|ABORTED)|TIMEDOUT|PIPE|NOTFOUND|AI_AGAIN|HOSTUNREACH|NETUNREACH)|P(1001|1002|1008|1017|2024|2028|2037)|(08|53|57|58)\w{3}|25006|55P03|DatabaseNotReachable|ConnectionClosed|SocketTimeout|TooManyConnections)$/;

/** The same by SQLite's numbers; an extended one has the plain one in its lowest byte. */
const SQLITE_CODES = new Set([5, 6, 7, 8, 10, 11, 13, 14, 26]);

/** Errors that drivers throw without any code: a lost connection of pg, and a file that libSQL cannot open. */
const SENTENCES =
  /^(Connection terminated|Client has encountered a connection error|Client was closed|timeout e(xceeded|xpired)|Query read timeout|ConnectionFailed\(|A write took more than)/;

/** An error, or what it wraps: Prisma puts the driver's error into `meta`, and others into `cause`. */
const wrapped = z.object({
  code: z.unknown().optional(),
  originalCode: z.unknown().optional(),
  kind: z.unknown().optional(),
  extendedCode: z.unknown().optional(),
  rawCode: z.unknown().optional(),
  message: z.unknown().optional(),
  cause: z.unknown().optional(),
  meta: z.object({ driverAdapterError: z.unknown().optional() }).optional().catch(undefined),
});

const MOST_WRAPPINGS = 6;

/**
 * Whether an error means that the database cannot be reached or cannot store anything just now: it is away, its disk is
 * full, or somebody holds its lock. Nothing is wrong with what was asked, so the same may succeed in a while.
 */
export function isDatabaseFault(error: unknown, depth = 0): boolean {
  const { success, data } = wrapped.safeParse(error);
  if (!success || depth > MOST_WRAPPINGS) return false;
  const { code, originalCode, kind, extendedCode, rawCode, message, cause, meta } = data;
  return (
    [code, originalCode, kind].some((one) => typeof one === 'string' && CODES.test(one)) ||
    [extendedCode, rawCode].some((one) => typeof one === 'number' && SQLITE_CODES.has(one & 0xff)) ||
    (typeof message === 'string' && SENTENCES.test(message)) ||
    [cause, meta?.driverAdapterError].some((inner) => isDatabaseFault(inner, depth + 1))
  );
}
