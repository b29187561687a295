/**
 * Labels for narrow places: what all of them begin with is left out, word by word, as long as something remains:
 * "letter 1", "letter 2" become "1", "2".
 */
export function shortLabels(labels: readonly string[]): string[] {
  const words = labels.map((label) => label.split(' '));
  const [first] = words;
  if (!first || labels.length < 2) return [...labels];
  let shared = 0;
  while (words.every((own) => own.length > shared + 1 && own[shared] === first[shared])) shared += 1;
  return words.map((own) => own.slice(shared).join(' '));
}
