import type { Policy } from '@/lib/schemas/policy';

export interface Proposal {
  bySeatId: string;
  /** Hash of the content that was proposed. */
  contentHash: string;
}

export type AgreementStep = 'propose' | 'agreed';

/**
 * What one seat's wish leads to: agreed at once where one seat may decide or nobody else sits there, agreed when it
 * confirms what another seat proposed for the very same content, a (new) proposal otherwise.
 */
export function nextAgreementStep(input: {
  agreement: Policy['agreement'];
  presentSeatIds: readonly string[];
  seatId: string;
  contentHash: string;
  proposal: Proposal | null;
}): AgreementStep {
  const { agreement, presentSeatIds, seatId, contentHash, proposal } = input;
  if (agreement === 'either' || presentSeatIds.every((id) => id === seatId)) return 'agreed';
  const isConfirmation =
    proposal !== null &&
    proposal.bySeatId !== seatId &&
    presentSeatIds.includes(proposal.bySeatId) &&
    proposal.contentHash === contentHash;
  return isConfirmation ? 'agreed' : 'propose';
}
