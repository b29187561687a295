/**
 * Keeps one value per process under a name. The modules of lib/server are loaded up to three times in one production
 * process (by the server itself, by Next's pages and by Next's sign-in route), so a module-level constant would exist
 * three times; globalThis exists once.
 *
 * @param make makes the value when nobody has asked for it before.
 */
export function perProcess<T>(name: string, make: () => T): T {
  // Typed by agreement: a name always stands for the value that its one caller makes.
  const values = globalThis as typeof globalThis & Record<symbol, T | undefined>;
  const key = Symbol.for(`duet.${name}`);
  const kept = values[key];
  if (kept !== undefined) return kept;
  const made = make();
  values[key] = made;
  return made;
}
