interface Option {
  id: string;
  label: string;
}

/** As people write the same name: any case, space, and mark at the end. */
function plain(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/ ?[.!]$/, '');
}

/**
 * The id of the option that a text names: by its id, else by id or label as people may write them. null for any other
 * text, and for one that names several options; a sentence is no name of an option.
 */
export function optionOf(options: readonly Option[], text: string): string | null {
  if (options.some(({ id }) => id === text)) return text;
  const wanted = plain(text);
  const named = options.filter(({ id, label }) => plain(id) === wanted || plain(label) === wanted);
  return named.length === 1 ? (named[0]?.id ?? null) : null;
}
