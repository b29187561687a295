import type { LiveTally } from '@/lib/pairing/live-tally';
import { count } from '@/lib/ui/count';

/** What students read in the fields that several kinds share. */
export const messages = {
  part: (id: string) => `Part ${id}`,
  partnerAt: (name: string) => `${name} is here`,
  key: 'The solution',
  isKey: 'right',
  empty: 'empty',
  place: (row: number, column: number) => `row ${row + 1}, column ${column + 1}`,
  tally: ({ correct, wrong, moreDigits, unreadable, empty, unchecked }: LiveTally) =>
    [
      ...(correct > 0 ? [`${correct} right`] : []),
      ...(moreDigits > 0 ? [count(moreDigits, 'needs more digits', 'need more digits')] : []),
      ...(wrong > 0 ? [`${wrong} not right`] : []),
      ...(unreadable > 0 ? [`${unreadable} cannot be read`] : []),
      ...(unchecked > 0 ? [`${unchecked} not saved yet`] : []),
      ...(empty > 0 ? [`${empty} empty`] : []),
    ].join(', '),
  conflict: {
    title: (name: string) => `${name} changed this while you were typing`,
    mine: 'Keep mine',
    theirs: (name: string) => `Take ${name}’s`,
    partner: 'Your partner',
    yours: 'Yours',
    place: (label: string) => `Two versions of ${label}`,
  },
  writing: {
    left: (used: number, most: number) => `${used} of ${most} characters`,
    tooLong: (over: number) => `${count(over, 'character', 'characters')} too many`,
    model: 'A model answer',
  },
  evidence: {
    list: 'Attached evidence',
    remove: 'Remove',
    removeOf: (title: string) => `Remove the evidence “${title}”`,
  },
} as const;
