import { formatNumber } from '@/lib/ui/format-number';
import type { WidgetProps } from '../../widget';
import type { CellView } from './cell-view';
import { messages } from './messages';

/**
 * What is the matter with a cell, said at the cell: only what its text, the spec and its verdict say already. null where
 * there is nothing to say.
 */
export function cellReason(
  { value, problem, verdict }: Pick<CellView, 'value' | 'problem' | 'verdict'>,
  areShares: boolean,
  verdictHelp: WidgetProps['verdictHelp'],
): string | null {
  if (problem !== null) return problem;
  if (value !== null && areShares && value < 0) return messages.reason.below(formatNumber(value));
  if (value !== null && areShares && value > 1) return messages.reason.above(formatNumber(value));
  if (verdict === null || verdict === 'correct' || verdict === 'blank') return null;
  return verdictHelp[verdict] ?? messages.reason[verdict];
}
