import { formatPercent } from '@/lib/client/format-number';
import { explorationTexts as texts } from '@/lib/client/messages/exploration-messages';

/** Chances in words: "a 98.9 %, b 1.1 %, c 0.0 %". */
export function sharesInWords(outcomes: readonly string[], shares: readonly number[], decimals = 1): string {
  return outcomes
    .map((outcome, index) => texts.lab.share(outcome, formatPercent(shares[index] ?? 0, decimals)))
    .join(', ');
}
