/** What students read where they take the free seat of a pair. */
export const messages = {
  title: 'Join a pair',
  body: (code: string) => `This is the pair with the code ${code}.`,
  button: 'Join this pair',
  joining: 'Joining…',
} as const;
