/** What the lab shows of the question that people predicted about: at a low temperature one outcome is nearly certain. */
export type Truth = 'low' | 'high';

/** From here on an outcome is chosen nearly always. */
const nearlyAlways = 0.95;
/** Chances that lie within this are nearly equal. */
const nearlyEqual = 0.1;

/** Which half of the truth can be seen at a temperature; null where neither can, or where p alone shows it. */
export function truthAt(p: readonly number[], result: readonly number[], temperature: number): Truth | null {
  const possible = result.filter((_, index) => (p[index] ?? 0) > 0);
  if (temperature < 1 && Math.max(...possible) >= nearlyAlways) return 'low';
  const spread = Math.max(...possible) - Math.min(...possible);
  return temperature > 1 && spread <= nearlyEqual ? 'high' : null;
}
