/** What students read at a single number. */
export const messages = {
  label: 'Your number',
  help: 'A decimal, a fraction like 2/5, a percentage or 1e-2.',
  range: (borders: string) => `any number ${borders}`,
  above: (border: string) => `above ${border}`,
  atLeast: (border: string) => `from ${border}`,
  atMost: (border: string) => `up to ${border}`,
  below: (border: string) => `below ${border}`,
} as const;
