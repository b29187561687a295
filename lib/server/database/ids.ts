import { randomBytes, randomInt } from 'node:crypto';

const ID_ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';
const ID_LENGTH = 26;
/** Asking the system for randomness costs more than making an id of it. */
const IDS_AT_ONCE = 256;
let random = randomBytes(0);

/** What codes are made of: no I, L, O, 0 or 1, which people misread. */
const CODE_ALPHABET = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
const CODE_LENGTH = 6;
const LONGEST_TYPED_CODE = 64;

/**
 * An unguessable id of 130 random bits: 26 letters and digits, so that it needs no escaping in an address, a file name
 * or a spreadsheet.
 */
export function newId(): string {
  if (random.length < ID_LENGTH) random = randomBytes(ID_LENGTH * IDS_AT_ONCE);
  let id = '';
  // 32 divides 256: the low five bits of a random byte choose evenly.
  for (const byte of random.subarray(0, ID_LENGTH)) id += ID_ALPHABET[byte & 31];
  random = random.subarray(ID_LENGTH);
  return id;
}

const ID_SHAPE = new RegExp(`^[${ID_ALPHABET}]{${ID_LENGTH}}$`);

/** Whether a text looks like an id that {@link newId} made. */
export function isId(text: string): boolean {
  return ID_SHAPE.test(text);
}

/** A random code for people to type, letters and digits of {@link CODE_ALPHABET}. */
export function newCode(length: number = CODE_LENGTH): string {
  return Array.from({ length }, () => CODE_ALPHABET.charAt(randomInt(CODE_ALPHABET.length))).join('');
}

/**
 * Reads a code as people type it: in any case, with spaces, hyphens and characters that nobody sees
 * anywhere, as chats and documents copy them.
 *
 * @returns the code as {@link newCode} writes it, or null if the text cannot be a code of this length.
 */
export function canonicalCode(text: string, length: number = CODE_LENGTH): string | null {
  if (text.length > LONGEST_TYPED_CODE) return null;
  const code = text
    .normalize('NFKC')
    .replace(/[\s\p{Pd}\u2212\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, '')
    .toUpperCase();
  if (code.length !== length) return null;
  return Array.from(code).every((character) => CODE_ALPHABET.includes(character)) ? code : null;
}
