/** What people read at a short answer. */
export const messages = {
  label: 'Your explanation',
  foundIn: 'What was found in your text',
  youSaid: 'You said: ',
  pairSaid: 'The pair said: ',
  saidIn: (part: string) => ` (${part})`,
  unsaid: (part: string) => `You have not answered ${part} yet.`,
  pairUnsaid: (part: string) => `The pair has said nothing in ${part}.`,
  compareModel: 'Compare with the model',
} as const;
