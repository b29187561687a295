/** Messages that explorations share, and the title and lead that the page shows before the code of one is loaded. */
export const messages = {
  notPositive: 'A temperature must be above 0. For the limit, press T → 0.',
  share: (outcome: string, percent: string) => `${outcome} ${percent}`,
  'temperature-lab': {
    title: 'Temperature lab',
    lead: 'Predict what the temperature does to the chances of the three letters, then move it and watch every step.',
  },
  'sampling-bench': {
    title: 'Sampling bench',
    lead: 'Draw letters, once or a thousand times, and compare how often each comes up with what is expected.',
  },
  'code-reader': {
    title: 'Code reader',
    lead: 'Go through the last three lines of the program and watch the numbers, down to the letter that is drawn.',
  },
  'trained-attention': {
    title: 'Trained attention',
    lead: 'Look at a small real transformer: what it learns to look at, and what its prediction depends on.',
  },
} as const;
