import { randomBytes, randomInt } from 'node:crypto';

const ID_ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';
const ID_LENGTH = 26;

/** What codes are made of: no I, L, O, 0 or 1, which people misread. */
const CODE_ALPHABET = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
const CODE_LENGTH = 6;
const LONGEST_TYPED_CODE = 64;

/**
 * An unguessable id of 130 random bits: 26 letters and digits, so that it needs no escaping in an address, a file name
 * or a spreadsheet.
 */
export function newId(): string {
  // 32 divides 256: the low five bits of a random byte choose evenly.
  return Array.from(randomBytes(ID_LENGTH), (byte) => ID_ALPHABET.charAt(byte & 31)).join('');
}

/** A random code for people to type, letters and digits of {@link CODE_ALPHABET}. */
export function newCode(length: number = CODE_LENGTH): string {
  return Array.from({ length }, () => CODE_ALPHABET.charAt(randomInt(CODE_ALPHABET.length))).join('');
}

/**
 * Reads a code as people type it: in any case, with spaces and hyphens anywhere.
 *
 * @returns the code as {@link newCode} writes it, or null if the text cannot be a code of this length.
 */
export function canonicalCode(text: string, length: number = CODE_LENGTH): string | null {
  if (text.length > LONGEST_TYPED_CODE) return null;
  const code = text
    .normalize('NFKC')
    .replace(/[\s\p{Pd}]/gu, '')
    .toUpperCase();
  if (code.length !== length) return null;
  return Array.from(code).every((character) => CODE_ALPHABET.includes(character)) ? code : null;
}
