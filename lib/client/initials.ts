const longest = 3;

/** A short sign for each name: its first letter, or as many letters as tell the people of a page apart. */
export function initialsOf(names: readonly string[]): string[] {
  // By code points, so that no letter is cut in half.
  const letters = names.map((name) => [...name.trim()]);
  return letters.map((own, index) => {
    const start = (length: number) => own.slice(0, length).join('');
    const isShared = (length: number) =>
      letters.some(
        (other, place) =>
          place !== index && other.slice(0, length).join('').toLowerCase() === start(length).toLowerCase(),
      );
    let length = 1;
    while (length < longest && length < own.length && isShared(length)) length += 1;
    return start(length);
  });
}
