import type { StepName } from './steps';

interface StepMessages {
  title: string;
  note: string;
  before: string;
  after: string;
}

/** What students read in the code reader; loaded with it. */
export const messages = {
  group: 'The program, step by step',
  keys: 'Arrow keys go back and forth.',
  code: 'The program; the current line is marked',
  step: (step: number, of: number) => `Step ${step} of ${of}`,
  back: 'Back',
  next: 'Next',
  temperature: 'Temperature T',
  temperatureRange: 'Here T lies between 0.01 and 100.',
  outcome: 'Letter',
  largest: 'largest',
  drawn: 'drawn',
  index: (index: number) => `index ${index}`,
  steps: {
    log: {
      title: 'The logarithm of each probability',
      note: 'Probabilities below 1 have negative logarithms: the smaller, the more negative.',
      before: 'p',
      after: 'log p',
    },
    divide: {
      title: 'Divided by the temperature',
      note: 'The same number divides all of them.',
      before: 'log p',
      after: 'log p / T',
    },
    softmax: {
      title: 'Softmax, inside the function that draws',
      note: 'The numbers become positive and add up to 1 again.',
      before: 'log p / T',
      after: 'softmax',
    },
    draw: {
      title: 'An index is drawn at random',
      note: 'Not simply the largest one: each comes with its own probability.',
      before: 'softmax',
      after: 'index',
    },
    pick: {
      title: 'The letter at this index',
      note: 'The list of letters is looked up at the index that was drawn.',
      before: 'softmax',
      after: 'letter',
    },
  } satisfies Record<StepName, StepMessages>,
  result: (index: number, letter: string) => `Drawn: index ${index}, the letter “${letter}”.`,
  isLargest: (letter: string) => `This time it is the most probable one, “${letter}”.`,
  isNotLargest: (letter: string) => `The most probable one was “${letter}”: the draw is not the largest.`,
  again: 'Draw again',
  full: 'At most 1,000 draws.',
  reset: 'Start over',
  tally: (draws: string, counts: string) => `${draws} so far: ${counts}`,
  draws: (draws: number) => (draws === 1 ? '1 draw' : `${draws.toLocaleString('en')} draws`),
  count: (letter: string, count: number) => `${letter} ${count}`,
  alone: 'On my own',
  aloneHelp: 'What you do here then does not move your partner’s page, nor theirs yours.',
  shared: 'Step, temperature and draws are the same on both devices.',
  generator: 'The random numbers are Duet’s own, from your pair’s seed: TensorFlow would draw others.',
  evidence: (what: string, place: string, temperature: string) => `${what} (${place}, T = ${temperature})`,
  evidenceOfDraw: (draws: string, index: number, letter: string) =>
    `${draws}, the last one index ${index}, letter “${letter}”`,
  drawnSoFar: 'drawn so far',
  spoken: (step: string, title: string, values: string) => `${step}: ${title}. ${values}`,
} as const;
