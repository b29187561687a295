/** What students read at an attention map. */
export const messages = {
  mapTitle: 'Your map',
  mapHelp: 'In percent. The framed row is the one you edit below.',
  compareTitle: (part: string) => `To compare: the same row of your ${part}`,
  compareHelp: 'In percent, as you have it there.',
  compareLocked: (part: string) => `Finish ${part} to compare`,
  compareLockedHelp: (part: string) =>
    `Your own row of ${part} appears here once ${part} is right, handed in, or its solution is shown.`,
  weightsTitle: (word: string, next: string | null) =>
    next === null ? `Where does “${word}” look?` : `Predicting “${next}”: where does “${word}” look?`,
  weightsHelp:
    'Left and right arrows change the word. Up and down arrows change its weight, by 20 with Shift. L locks it. The weights always add up to 100.',
  weightsTouchHelp: 'Drag a bar up or down. The lock holds a word. The weights always add up to 100.',
  weight: (word: string) => `Attention to “${word}”`,
  weightValue: (percent: number, locked: boolean) => `${percent} percent${locked ? ', locked' : ''}`,
  lock: (word: string) => `Lock “${word}”`,
  locked: (word: string) => `“${word}” is locked`,
  unlocked: (word: string) => `“${word}” is unlocked`,
  equal: 'Equal weights',
  clearRow: 'Clear row',
  row: 'Row to edit',
  rowOption: (index: number, word: string, next: string | null, isAsked: boolean) =>
    `Row ${index + 1}: ${word}${next === null ? '' : ` → ${next}`}${isAsked ? '' : ' (optional)'}`,
  sentence: (word: string, shares: readonly string[]) =>
    shares.length === 0 ? `From “${word}”: nothing yet.` : `From “${word}”: ${shares.join(', ')}.`,
  share: (word: string, percent: string) => `${word} ${percent}`,
  focusTitle: 'Which words are the focus?',
  focusHelp: (most: number) => `Pick up to ${most}.`,
  reason: 'Why?',
  reasonHelp: 'What makes these words matter for the next one?',
  masked: 'masked',
  exampleKey: 'One possible map',
  exampleHelp: 'There is no single right map.',
} as const;
