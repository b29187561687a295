/** The sentences of a pair that does not agree on a part. */
export const messages = {
  title: (part: string) => `You do not agree on ${part}. Each of you writes an own answer.`,
  explain:
    'Nobody sees the other answer before both of you have confirmed. Then each answer is graded once and counts for the person who wrote it. It is not another attempt.',
  yours: 'Your own answer',
  by: (name: string) => `Own answer of ${name}`,
  confirm: 'This is my answer',
  change: 'Change my answer',
  confirmed: 'You have confirmed your answer.',
  writing: (name: string) => `${name} has not confirmed an answer yet.`,
  waiting: (name: string) =>
    `Waiting for ${name}. If the worksheet closes first, your own answer counts for you. For ${name}, the answer that you wrote together counts.`,
  hasConfirmed: (name: string) => `${name} has confirmed an answer.`,
  away: (name: string) => `${name} is away now.`,
  begin: 'Write my own answer',
  alone: (name: string) => `${name} is no longer in this pair.`,
  aloneWriting: 'You can confirm your own answer, or go back to the answer that you wrote together.',
  aloneConfirmed: 'Your own answer counts for you when the worksheet closes.',
  backToShared: 'Go back to our shared answer',
  talk: 'Let us talk again',
  talkHelp: 'When both of you want this, both own answers are deleted.',
  youAsked: (name: string) =>
    `You asked to talk again. Waiting for ${name}. After ten minutes without an answer you can go back alone.`,
  partnerAsks: (name: string) => `${name} wants to talk again.`,
  agree: 'Yes, talk again',
  goBackAlone: (name: string) => `Go back without waiting for ${name}`,
  decline: 'No, I keep my answer',
  takeBack: 'Take back',
  turn: (name: string) => `${name} writes now.`,
  lookAway: (names: string) => `${names}, please look away.`,
  show: (name: string) => `I am ${name}: show my answer`,
  settled: 'You did not agree. Each answer counts for the person who wrote it.',
  settledSame: 'You both wrote the same answer.',
  settledAlone: 'Your own answer counts for you. You confirmed it before the worksheet closed.',
  settledOther: (name: string) =>
    `${name} confirmed an own answer, which counts for ${name}. The answer that you wrote together counts for you.`,
  announceSettled: (part: string) => `Part ${part}: both own answers are graded and shown side by side.`,
} as const;
