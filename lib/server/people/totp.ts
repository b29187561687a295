import { Secret, TOTP } from 'otpauth';

/** What every app reads: other values are ignored by some. */
const rules = { algorithm: 'SHA1', digits: 6, period: 30 } as const;
/** A code is also taken one step before and after its own: clocks of telephones differ, and typing takes time. */
const STEPS_AROUND = 1;
const KEY_BYTES = 20;

function totpOf(key: string): TOTP {
  return new TOTP({ ...rules, issuer: 'Duet', secret: Secret.fromBase32(key) });
}

/** A new key for an app, in base 32: 160 random bits. */
export function makeTotpKey(): string {
  return new Secret({ size: KEY_BYTES }).base32;
}

/** The address that an app reads from a QR code. */
export function totpAddress(key: string, email: string): string {
  return new TOTP({ ...rules, issuer: 'Duet', label: email, secret: Secret.fromBase32(key) }).toString();
}

/** What was typed as a code of an app: six digits, spaces between them or not; null for anything else. */
export function canonicalTotpCode(typed: string): string | null {
  const digits = typed.replace(/\s/g, '');
  return /^[0-9]{6}$/.test(digits) ? digits : null;
}

/** The time step whose code this is, now or one step away; null where it is none of them. */
export function findTotpStep(key: string, code: string, now: Date): number | null {
  const timestamp = now.getTime();
  const delta = totpOf(key).validate({ token: code, timestamp, window: STEPS_AROUND });
  return delta === null ? null : TOTP.counter({ period: rules.period, timestamp }) + delta;
}
