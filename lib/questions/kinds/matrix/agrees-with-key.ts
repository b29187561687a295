import { type NumberRules, readNumber } from '@/lib/reading/number';
import type { Json } from '@/lib/schemas/json';

const noise = 1e-9;

/**
 * Whether a typed cell says what the key says, as far as it was typed: 0.33 agrees with 1/3, 0.3 and 0.34 do not.
 * A decimal has room of half a unit in its last place from two places on; everything else has none.
 */
export function agreesWithKey(text: string, key: Json | undefined, rules: NumberRules): boolean {
  const read = readNumber(text, rules);
  const value = typeof key === 'number' ? key : key === 'inf' ? Infinity : key === '-inf' ? -Infinity : null;
  if (!read.ok || value === null) return false;
  if (read.value === value) return true;
  const room = read.decimals !== null && read.decimals >= 2 ? 0.5 * 10 ** -read.decimals : 0;
  return Math.abs(read.value - value) <= room + noise;
}
