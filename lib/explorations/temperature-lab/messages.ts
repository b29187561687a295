/** "Ada", "Ada and Alan", "Ada, Alan and Edith". */
export function listOfNames(names: readonly string[]): string {
  return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

/** What students read in the temperature lab; loaded with it. */
export const messages = {
  predictTitle: 'Predict first',
  predictNext: (name: string) => `${name}, predict first`,
  lookAway: (names: string) => `${names}, please look away for a moment. Each of you predicts alone.`,
  partnerReady: (names: string) =>
    `${names} has locked in a prediction. You read each other’s when you have locked in yours.`,
  partnerMissing: (names: string) =>
    `${names} has not predicted yet. You read each other’s predictions when all of you have.`,
  predictLead: (outcome: string) =>
    `Suppose “${outcome}” is chosen almost always. Is the temperature high or low, and how would the chances look?`,
  high: 'High temperature',
  low: 'Low temperature',
  bars: 'Sketch the chances',
  barOf: (outcome: string) => `Predicted chance of ${outcome}`,
  barHelp: 'The bars always add up to 100.',
  lockIn: 'Lock in my prediction',
  lockHelp: 'The slider opens after that. It is not scored; your instructor sees it.',
  incomplete: 'Choose high or low first.',
  predicted: (who: string, level: string, shares: string) => `${who} predicted: ${level}, ${shares}.`,
  you: 'You',
  lookFor: (outcome: string) =>
    `Now find a temperature at which “${outcome}” is chosen nearly always, and compare.`,
  truthTitle: {
    low: (outcome: string, chance: string, temperature: string) =>
      `“${outcome}” is chosen nearly always here: ${chance} at ${temperature}, a low temperature.`,
    high: (outcome: string, chance: string, temperature: string) =>
      `At ${temperature}, a high temperature, “${outcome}” has only ${chance}: all chances are nearly equal.`,
  },
  truth: {
    low: {
      low: (who: string) => `${who} predicted low, and so it is. How near is the sketch?`,
      high: (who: string) => `${who} predicted high: what surprised ${who === 'You' ? 'you' : who}?`,
    },
    high: (who: string) =>
      `${who} predicted that a high temperature makes it nearly certain: what surprised ${who === 'You' ? 'you' : who}?`,
  },
  temperature: 'Temperature',
  field: 'Temperature as a number',
  fieldHelp: 'For example 0.05, 1/2 or 1e-2.',
  presets: 'Presets',
  limitZero: 'T → 0',
  limitInfinity: 'T → ∞',
  valueText: (temperature: string, shares: string) => `temperature ${temperature}: ${shares}`,
  steps: 'Every step',
  stepNames: {
    probability: 'p',
    log: 'log p',
    rescaled: 'log p / T',
    shifted: 'log p / T − max',
    exponential: 'exp(log p / T − max)',
    result: 'softmax',
  },
  stepSpoken: {
    probability: 'the chance p',
    log: 'the natural logarithm of p',
    rescaled: 'log p divided by the temperature T',
    shifted: 'the same, less the largest of them',
    exponential: 'e to the power of log p over T, the largest set to 1',
    result: 'the exponential divided by the sum of all three',
  },
  gap: (size: string) => `gap ${size}`,
  gapsNote: (temperature: string, times: string) =>
    temperature === '1'
      ? 'T = 1 leaves every gap as it is.'
      : `T = ${temperature}: every gap is ${times} as wide as without T.`,
  gapsNoteLimits: {
    zero: 'T → 0: every gap grows beyond all bounds.',
    infinity: 'T → ∞: every gap closes.',
  },
  gapsHelp:
    'The axis stays as it is, whatever T is. Two strokes // at its left end: the value lies further out. Only the gaps count: subtracting the largest value (max) moves the letters together and changes no chance.',
  timesAsWide: (factor: string) => `${factor} times`,
  partAsWide: (part: string) => `1/${part}`,
  entropy: (bits: string, most: string) => `Entropy ${bits} of at most ${most} bits`,
  identityTitle: 'The same in one formula',
  identitySpoken: 'p to the power of one over T, divided by the sum of all p to the power of one over T',
  limitNote: {
    zero: 'In the limit T → 0 all chance goes to the largest p; the steps have no finite values there.',
    infinity: 'In the limit T → ∞ every outcome that can happen is equally likely.',
  },
  quotient: (p: string, temperature: string, power: string, sum: string, result: string) =>
    `${p}^(1/${temperature}) / Σ = ${power} / ${sum} = ${result}`,
  table: 'The numbers as a table',
  outcome: 'Outcome',
  figure: (what: string) => `Bars of ${what}`,
  outOfRange: 'The slider runs from 0.01 to 100; the field takes any temperature above 0.',
} as const;
