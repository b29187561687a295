import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { requireAuthSecret } from '../env';

/**
 * Signs values with this installation's secret.
 *
 * @param purpose what the signature is for: one for another purpose is worth nothing.
 */
export function sign(purpose: string, values: readonly unknown[]): Buffer {
  const key = hkdfSync('sha256', requireAuthSecret(), '', purpose, 32);
  return createHmac('sha256', Buffer.from(key)).update(JSON.stringify(values)).digest();
}

/** Whether a signature, in base64url, is the one of these values. */
export function isSigned(purpose: string, values: readonly unknown[], signature: string): boolean {
  const expected = sign(purpose, values);
  const received = Buffer.from(signature, 'base64url');
  return received.length === expected.length && timingSafeEqual(received, expected);
}
