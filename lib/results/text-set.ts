/** Characters of a hash that a set holds: enough to tell apart what one class writes. */
const shortHash = 16;
/** Entries and characters of a set, at most: what comes later is not counted as tried. */
const mostEntries = 64;
const mostCharacters = 2_000;

/** Texts without spaces as one column: a set with spaces between its entries, in the order in which they came. */
export function addToSet(set: string, ...entries: readonly (string | null | undefined)[]): string {
  const all = new Set(entriesOf(set));
  for (const entry of entries) if (entry) all.add(entry);
  const joined = [...all].slice(0, mostEntries).join(' ');
  return joined.length <= mostCharacters ? joined : set;
}

export function entriesOf(set: string): string[] {
  return set === '' ? [] : set.split(' ');
}

/** A hash as sets of answers hold it. */
export function shortened(hash: string): string {
  return hash.slice(0, shortHash);
}
