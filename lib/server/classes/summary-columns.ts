import type { PartSummary } from '@/lib/results/class-table';

/** The columns of a part's summary that a cell is made of. */
export const summaryColumns = {
  partId: true,
  attempts: true,
  filledFields: true,
  outcome: true,
  earned: true,
  provisional: true,
  overriddenEarned: true,
  isRevealed: true,
  isHandedIn: true,
  disagreed: true,
  signature: true,
} as const satisfies Record<keyof PartSummary, true>;
