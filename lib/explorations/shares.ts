import { explorationMessages as messages } from '@/lib/client/messages/exploration-messages';
import { formatPercent } from '@/lib/ui/format-number';

/** Chances in words: "a 98.9 %, b 1.1 %, c 0.0 %". */
export function sharesInWords(outcomes: readonly string[], shares: readonly number[], decimals = 1): string {
  return outcomes
    .map((outcome, index) => messages.lab.share(outcome, formatPercent(shares[index] ?? 0, decimals)))
    .join(', ');
}
