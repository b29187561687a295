import type { Attack } from './attack';
import { bodies, cookies, slowHeaders, streams } from './attacks/connections';
import { depth, fields, ops, submissions } from './attacks/edits';
import { accounts, codes, exports, foreignIds } from './attacks/guesses';
import { signIns } from './attacks/sign-ins';
import { texts } from './attacks/texts';

/** Every attack, by name. */
export const attacks: Readonly<Record<string, Attack>> = {
  texts,
  fields,
  depth,
  ops,
  submissions,
  streams,
  bodies,
  'slow-headers': slowHeaders,
  cookies,
  'sign-ins': signIns,
  codes,
  'foreign-ids': foreignIds,
  exports,
  accounts,
};
