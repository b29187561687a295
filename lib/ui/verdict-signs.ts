/** The sign of each verdict, which says it without colour. */
export const verdictSigns = {
  correct: '✓',
  partial: '◐',
  incorrect: '✗',
  invalid: '?',
  blank: '·',
  'more-digits': '…',
  'needs-review': '◌',
  ungradable: '–',
} as const;
