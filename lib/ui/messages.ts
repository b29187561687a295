/**
 * What the shared components say by themselves, and the words of verdicts.
 *
 * Each sentence has one home, next to what shows it: a `messages.ts` with the kind, the exploration, the page, or, for
 * the connection, in `lib/client`. A sentence that only one file of a page shows may stand in that file. A refusal
 * is written in the server's code that refuses. One entry is one thing to translate: what changes is passed in, and
 * nothing is glued together.
 */
export const messages = {
  unreachable: 'The server cannot be reached. What you typed stays on this page.',
  verdict: {
    outcome: {
      correct: 'Correct',
      partial: 'Partly right',
      incorrect: 'Not right yet',
      ungradable: 'Not ready to check',
      'needs-review': 'Your instructor will read this',
    },
    field: {
      correct: 'correct',
      incorrect: 'not right',
      invalid: 'cannot be read',
      blank: 'empty',
      'more-digits': 'needs more digits',
    },
  },
} as const;
