import { log } from '../log';
import { refusals } from '../refusals';
import { newRequestId, requestId } from '../request-context';
import { isDatabaseFault } from './faults';

/** What people are told of something that failed on our side. */
export interface Failure {
  status: 500 | 503;
  code: string;
  /** One sentence. */
  message: string;
  retryAfterSeconds?: number;
}

/**
 * Logs an error that no verb has expected, and returns what people are told of it: that the database is unavailable, or
 * the number of the incident, by which an operator finds the line in the log.
 *
 * @param where what was asked for, without anything that people have typed.
 */
export function reportFailure(error: unknown, where: Readonly<Record<string, string>>): Failure {
  if (isDatabaseFault(error)) {
    log.error('database unavailable', { ...where, error });
    const { code, message, retryAfterSeconds } = refusals.unavailable;
    return { status: 503, code, message, retryAfterSeconds };
  }
  const incident = requestId() ?? newRequestId();
  log.error('request failed', { incident, ...where, error });
  const message = `Something went wrong on our side (incident ${incident}). Please try again.`;
  return { status: 500, code: 'failed', message };
}
