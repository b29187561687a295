const LONGEST_EMAIL = 254;

/**
 * An e-mail address in the one form it is stored and compared in: compatibility forms folded, trimmed, lower case.
 *
 * @returns null where the text is no address.
 */
export function canonicalEmail(text: string): string | null {
  if (text.length > LONGEST_EMAIL * 4) return null;
  const email = text.normalize('NFKC').trim().toLowerCase();
  return email.length <= LONGEST_EMAIL && /^[^\s@]+@[^\s@]+$/.test(email) ? email : null;
}
