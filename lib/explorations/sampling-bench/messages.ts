/** What students read in the sampling bench; loaded with it. */
export const messages = {
  group: 'Draws',
  draw: (amount: string) => `Draw ${amount}`,
  reset: 'Start over',
  seed: 'Seed',
  seedHelp: 'The same seed gives the same draws on both devices. Keys: R starts over, S goes to the seed.',
  total: (draws: number) => (draws === 1 ? '1 draw' : `${draws.toLocaleString('en')} draws`),
  tally: (outcome: string, seen: string, expected: string, band: string) =>
    `${outcome} ${seen}, expected ${expected} ± ${band}`,
  summary: (draws: string, tallies: string) => `${draws}: ${tallies}`,
  none: 'No draws yet.',
  last: 'Last draws',
  table: 'The tally as a table',
  outcome: 'Outcome',
  drawn: 'Drawn',
  expected: 'Expected',
  band: '± 2σ',
  position: 'In the band?',
  inside: 'inside the band',
  outside: 'outside the band',
  bandHelp:
    'Beside each bar: drawn / expected. The band is the expected count ± 2σ: about 95 of 100 series stay inside it.',
  evidence: (draws: string, temperature: string, seed: string) =>
    `${draws} at T = ${temperature}, seed ${seed}`,
  temperature: 'Temperature of the draws',
  full: 'At most 100,000 draws.',
  recorded: 'Recorded with TensorFlow, seed 42, T = 1',
} as const;
