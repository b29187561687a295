/** What students read at a distribution. */
export const messages = {
  sum: {
    partial: (sum: string) => `Sum ${sum} so far`,
    off: (sum: string) => `Sum ${sum}: should be 1`,
    whole: () => 'Sum = 1',
  },
  outcome: (label: string) => `Share of ${label}`,
} as const;
