/** What people read at a short answer. */
export const messages = {
  label: 'Your explanation',
  foundIn: 'What was found in your text',
  compareModel: 'Compare with the model',
} as const;
