import { env, LOG_LEVELS, type LogLevel } from './env';

type Fields = Readonly<Record<string, unknown>>;

const MOST_CAUSES = 4;

/** An error as plain data. JSON drops an error's message and stack, which are what is wanted of it. */
function describeError(error: Error, depth = 0): Fields {
  const { cause } = error;
  return {
    name: error.name,
    message: error.message,
    ...('code' in error ? { code: error.code } : {}),
    stack: error.stack,
    ...(cause instanceof Error && depth < MOST_CAUSES ? { cause: describeError(cause, depth + 1) } : {}),
  };
}

function plain(_key: string, value: unknown): unknown {
  if (value instanceof Error) return describeError(value);
  return typeof value === 'bigint' ? value.toString() : value;
}

function writeLine(level: Exclude<LogLevel, 'silent'>, event: string, fields: Fields): void {
  if (LOG_LEVELS.indexOf(level) < LOG_LEVELS.indexOf(env.logLevel)) return;
  const line = JSON.stringify({ ...fields, at: new Date().toISOString(), level, event }, plain);
  // Standard output belongs to what a command prints for people and programs.
  process.stderr.write(`${line}\n`);
}

/**
 * The log: one line of JSON per event on standard error, from LOG_LEVEL upwards. Fields hold ids and figures; never
 * passwords, codes or what students wrote.
 */
export const log = {
  debug: (event: string, fields: Fields = {}) => writeLine('debug', event, fields),
  info: (event: string, fields: Fields = {}) => writeLine('info', event, fields),
  warn: (event: string, fields: Fields = {}) => writeLine('warn', event, fields),
  error: (event: string, fields: Fields = {}) => writeLine('error', event, fields),
};
