/** A text for comparing: without accents, in small letters. */
function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

/** A test whether somebody is meant: each typed word stands in the name or the e-mail, whatever the case and accents. */
export function personMatcher(find: string): (person: { name: string; email: string }) => boolean {
  const words = fold(find).split(/\s+/u).filter(Boolean);
  return ({ name, email }) => {
    const text = fold(`${name} ${email}`);
    return words.every((word) => text.includes(word));
  };
}

/**
 * Sorts as in the reader's language.
 *
 * @param acceptLanguage the header; where it names no known language, English.
 */
export function readerCollator(acceptLanguage: string | null): Intl.Collator {
  const wanted = (acceptLanguage ?? '').split(',').map((one) => one.split(';', 1)[0]?.trim() ?? '');
  const known = wanted.filter((one) => {
    try {
      return Intl.Collator.supportedLocalesOf(one).length > 0;
    } catch {
      return false;
    }
  });
  return new Intl.Collator([...known.slice(0, 1), 'en'], { numeric: true, sensitivity: 'base' });
}

/** One page of a list; the last one where there are not as many. */
export function pageOf<Item>(
  items: readonly Item[],
  { page, size }: { page: number; size: number },
): { items: Item[]; page: number; pages: number } {
  const pages = Math.max(1, Math.ceil(items.length / size));
  const shown = Math.min(Math.max(1, page), pages);
  return { items: items.slice((shown - 1) * size, shown * size), page: shown, pages };
}
