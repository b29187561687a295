import { createHash, randomInt } from 'node:crypto';

/** How many somebody gets at once. */
const RECOVERY_CODES = 10;

/** Without signs that look like others. */
const SIGNS = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
/** Of 31 signs: 118 bits, so that the plain hash of one tells nobody the code. */
const LENGTH = 24;
const GROUP = 4;

function inGroups(signs: string): string {
  return signs.match(new RegExp(`.{1,${GROUP}}`, 'g'))?.join('-') ?? '';
}

/** Ten new codes, as people read them: six groups of four. */
export function makeRecoveryCodes(): string[] {
  const sign = () => SIGNS[randomInt(SIGNS.length)];
  return Array.from({ length: RECOVERY_CODES }, () =>
    inGroups(Array.from({ length: LENGTH }, sign).join('')),
  );
}

/** A code as it was made, from what was typed in any case, with any spaces and hyphens; null for anything else. */
export function canonicalRecoveryCode(typed: string): string | null {
  const signs = typed.replace(/[\s-]/g, '').toUpperCase();
  return signs.length === LENGTH && [...signs].every((sign) => SIGNS.includes(sign)) ? inGroups(signs) : null;
}

/** What is stored of a code. */
export function hashRecoveryCode(code: string): string {
  return createHash('sha256').update(code).digest('hex');
}
