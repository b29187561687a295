import type { Phase } from '@/lib/pairing/phase';
import type { Policy } from '@/lib/schemas/policy';
import type { Worksheet } from '@/lib/worksheets/worksheet';
import type { Rounds } from '@/lib/worksheets/worksheet-for';
import type { PersonFacts } from './person-facts';

export interface PairSeat {
  id: string;
  userId: string;
  name: string;
  place: number;
}

/** A pair session as one of its members may work on it. */
export interface PairAccess {
  id: string;
  assignmentId: string;
  sectionId: string;
  code: string;
  seed: string;
  /** Rounds of new numbers, by question. */
  rounds: Rounds;
  driverSeatId: string | null;
  /** An instructor has split the pair: nobody here has to wait for a partner. */
  isSplit: boolean;
  policy: Policy;
  phase: Phase;
  opensAt: Date | null;
  closesAt: Date | null;
  /** As this pair sees it, with its own numbers. */
  worksheet: Worksheet;
  /** Present seats, by place. */
  seats: PairSeat[];
  /** The seat that acts: the viewer's own, or another one that this browser has proved. */
  seat: PairSeat;
  /** Ids of all seats here that this browser has proved. */
  yourSeatIds: string[];
  /** What those who sit here have seen and used of the worksheet, by user. */
  people: ReadonlyMap<string, PersonFacts>;
  /** Parts whose page was turned here, by whoever sat here then. */
  revealedPartIds: ReadonlySet<string>;
  handedInPartIds: ReadonlySet<string>;
}

/** Whether submitting has to wait because a partner is required and missing. */
export function waitsForPartner(access: Pick<PairAccess, 'policy' | 'seats' | 'isSplit'>): boolean {
  return access.policy.partners === 'pair' && access.seats.length < 2 && !access.isSplit;
}
