import { format } from 'node:util';
import { log } from './log';

const levels = { debug: 'debug', log: 'info', info: 'info', warn: 'warn', error: 'error' } as const;

/**
 * Has everything that libraries print on the console, and Node's own warnings, become lines of the log: as they print
 * it, a line end inside of what somebody sent would begin a line of its own.
 */
export function logConsole(): void {
  for (const [method, level] of Object.entries(levels)) {
    const write = (...said: unknown[]) => {
      const error = said.find((one) => one instanceof Error);
      const texts = said.filter((one) => one !== error);
      log[level]('console', { ...(texts.length > 0 && { text: format(...texts) }), ...(error && { error }) });
    };
    Object.assign(console, { [method]: write });
  }
  process.removeAllListeners('warning');
  process.on('warning', (error) => log.warn('process warning', { error }));
}
