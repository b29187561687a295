import type { PartSummary } from '@/lib/results/class-table';

/** The summary of a part that was checked once and is half right, with the changes of a test. */
export function summary(partId: string, change: Partial<PartSummary> = {}): PartSummary {
  return {
    partId,
    attempts: 1,
    filledFields: 1,
    outcome: 'partial',
    earned: 2,
    provisional: false,
    overriddenEarned: null,
    isRevealed: false,
    isHandedIn: false,
    disagreed: false,
    signature: null,
    ...change,
  };
}
