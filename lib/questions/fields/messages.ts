import { count } from '@/lib/ui/count';

/** What students read in the fields that several kinds share. */
export const messages = {
  part: (id: string) => `Part ${id}`,
  partnerAt: (name: string) => `${name} is here`,
  key: 'The key',
  isKey: 'right',
  empty: 'empty',
  place: (row: number, column: number) => `row ${row + 1}, column ${column + 1}`,
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
} as const;
