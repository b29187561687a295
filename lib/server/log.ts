import pino from 'pino';
import { env } from './env';
import { requestId } from './request-context';
import { safeFields } from './safe-fields';

type Fields = Readonly<Record<string, unknown>>;

// Standard output belongs to what a command prints for people and programs. Written at once: a line that waits is lost
// when the process dies, and that is when it is wanted.
const standardError = pino.destination({ dest: 2, sync: true });

const logger = pino(
  {
    level: env.logLevel,
    base: null,
    messageKey: 'event',
    timestamp: () => `,"at":"${new Date().toISOString()}"`,
    formatters: { level: (level) => ({ level }), log: safeFields },
    mixin: () => ({ request: requestId() }),
  },
  standardError,
);

const writeAs =
  (level: 'debug' | 'info' | 'warn' | 'error') =>
  (event: string, fields: Fields = {}): void =>
    logger[level](fields, event);

/**
 * The log: one line of JSON per event on standard error, from LOG_LEVEL upwards, with the id of the request that it is
 * about. Fields hold ids and figures; never passwords, codes or what students wrote.
 */
export const log = {
  debug: writeAs('debug'),
  info: writeAs('info'),
  warn: writeAs('warn'),
  error: writeAs('error'),
};
