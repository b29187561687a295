import type { PairView } from '@/lib/schemas/pair-view';

/** Whether a pair is done with a part: its last check was right, it is handed in, or its page is turned. */
export function isFinished(
  { submissions, handedIn, revealed }: Pick<PairView, 'submissions' | 'handedIn' | 'revealed'>,
  partId: string,
): boolean {
  return submissions[partId]?.outcome === 'correct' || handedIn.includes(partId) || revealed.includes(partId);
}
