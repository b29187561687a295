/**
 * Returns the one value of this process under a name. A production process loads the modules of lib/server up to three
 * times (for the server, for Next's pages and for Next's sign-in route), so that a module-level constant would exist
 * three times; globalThis exists once.
 *
 * @param make makes the value when it is asked for the first time.
 */
export function perProcess<T>(name: string, make: () => T): T {
  // The cast is safe while each name is used by one caller only.
  const values = globalThis as typeof globalThis & Record<symbol, T | undefined>;
  const key = Symbol.for(`duet.${name}`);
  const known = values[key];
  if (known !== undefined) return known;
  const made = make();
  values[key] = made;
  return made;
}
