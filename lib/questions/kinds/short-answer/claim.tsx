import { messages } from './messages';

interface ClaimProps {
  partId: string;
  /** What the pair says there; none while it says nothing. */
  words: readonly string[];
  /** Whether the pair itself reads this. */
  isOwn: boolean;
}

/** What the pair says in another part, which this text gives the reason for. */
export function Claim({ partId, words, isOwn }: ClaimProps) {
  // Nothing to read on paper, where the other part is answered by hand.
  if (words.length === 0) {
    return (
      <span className="print:hidden">{isOwn ? messages.unsaid(partId) : messages.pairUnsaid(partId)}</span>
    );
  }
  return (
    <>
      <span>{isOwn ? messages.youSaid : messages.pairSaid}</span>
      <strong className="font-semibold text-ink">{words.join(', ')}</strong>
      <span>{messages.saidIn(partId)}</span>
    </>
  );
}
