import type { PairRoom } from '@/lib/server/pair/pair-room';

const textOf = (row: object) => JSON.stringify(Object.entries(row).sort());

/** Orders rows by what they hold. */
export const byText = (a: object, b: object) => (textOf(a) < textOf(b) ? -1 : 1);

/**
 * A room without what does not tell of the pair: its size, texts that nobody asked for, the order of rows, links to
 * other pairs, which may outlast the leaving of one, and who knew a key when typing, which times tell: in a test all may
 * happen at one.
 */
export function plainRoom({
  bytes: _bytes,
  documents: _documents,
  worksheet: _worksheet,
  linked: _linked,
  informed: _informed,
  ...room
}: PairRoom) {
  return {
    ...room,
    reveals: [...room.reveals].sort(byText),
    handIns: [...room.handIns].sort(byText),
    proposals: [...room.proposals].sort(byText),
    joinRequests: [...room.joinRequests].sort(byText),
    ownAnswers: [...room.ownAnswers].sort(byText),
    predictions: [...room.predictions].sort(byText),
    submissions: [...room.submissions].sort(byText),
    // Past seats come in any order; who has brought nothing along has no facts.
    seats: [...room.seats].sort(byText),
    people: [...room.people]
      .map(([userId, { isStaff, parts }]) => [userId, isStaff, [...parts].sort()] as const)
      .sort(),
  };
}
