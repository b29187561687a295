/**
 * 96 random bits as 24 hex digits, for ops and tokens. `crypto.randomUUID` is missing on plain http, where a class on
 * a local network works; `getRandomValues` is there always.
 */
export function randomId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}
