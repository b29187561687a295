/** What students read at a distribution. */
export const messages = {
  sum: (sum: string) => `Sum ${sum}`,
  outcome: (label: string) => `Share of ${label}`,
} as const;
