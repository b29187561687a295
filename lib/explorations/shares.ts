import { formatPercent } from '@/lib/ui/format-number';
import { messages } from './messages';

/** Chances in words: "a 98.9 %, b 1.1 %, c 0.0 %". */
export function sharesInWords(outcomes: readonly string[], shares: readonly number[], decimals = 1): string {
  return outcomes
    .map((outcome, index) => messages.share(outcome, formatPercent(shares[index] ?? 0, decimals)))
    .join(', ');
}
