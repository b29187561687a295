/** What students read in a choice. */
export const messages = {
  several: 'Choose all that apply',
  chosen: 'your choice',
} as const;
