import { domainToASCII } from 'node:url';
import { hasHiddenCharacter } from '@/lib/reading/shown-text';

const LONGEST_EMAIL = 254;
/** What stands in no address that is written without quotes; the colon also keeps `mailto:` out. */
const address = /^([^\s@<>()[\],:;"\\]+)@([^\s@<>()[\],:;"\\/?#%]+)$/;

/**
 * An e-mail address in the one form it is stored and compared in: compatibility forms folded, trimmed, lower case, the
 * domain as the network knows it (`xn--…`).
 *
 * @returns null where the text is no address.
 */
export function canonicalEmail(text: string): string | null {
  if (text.length > LONGEST_EMAIL * 4) return null;
  const folded = text.normalize('NFKC').trim().toLowerCase().normalize('NFKC');
  const [, local = '', domain = ''] = address.exec(folded) ?? [];
  const host = domainToASCII(domain);
  if (hasHiddenCharacter(folded) || !host || /^\.|\.\.|\.$/.test(host)) return null;
  const email = `${local}@${host}`;
  return email.length <= LONGEST_EMAIL ? email : null;
}
