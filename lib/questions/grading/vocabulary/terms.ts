/** Terms as rubrics write them, with commas between: see `rubricSchema`. */
export function terms(text: string): readonly string[] {
  return text
    .trim()
    .replaceAll(/\s+/g, ' ')
    .split(',')
    .map((term) => term.trim());
}
