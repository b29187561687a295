import type { PartSummary } from '@/lib/results/class-table';

/** What a class table knows of a part that was checked once and is half right; with what a test changes of it. */
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
