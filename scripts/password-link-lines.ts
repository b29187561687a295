import { env } from '../lib/server/env';
import { ONE_TIME_CODE_HOURS } from '../lib/server/people/one-time-codes';

/** The address of the site, as links that a command prints begin with it. */
export function commandOrigin(): string {
  return env.appUrl ?? `http://localhost:${env.port}`;
}

/** What a command prints of a one-time link to a new password. */
export function passwordLinkLines(code: string): string[] {
  return [
    `Set the password here, once, within ${ONE_TIME_CODE_HOURS} hours:`,
    `  ${commandOrigin()}/set-password/${code}`,
  ];
}
