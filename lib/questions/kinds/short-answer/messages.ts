/** What students read at a short answer. */
export const messages = {
  label: 'Your explanation',
  foundIn: 'What was found in your text',
} as const;
