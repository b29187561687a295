/** What students read where they take the free seat of a pair. */
export const messages = {
  title: 'Join a pair',
  body: (code: string) => `You were given the pair code ${code}.`,
  button: 'Join this pair',
  joining: 'Joining…',
} as const;
