import { refuse } from './result';

/** Refusals that more than one verb or page gives: each sentence is written here once. */
export const refusals = {
  notOpenYet: refuse('not-open', 'This worksheet is not open yet.'),
  closed: refuse('closed', 'This worksheet is closed.'),
  pageTurned: refuse('revealed', 'You have turned the page of this part.'),
  wrongPassword: refuse('wrong-password', 'This e-mail and password do not match. Please check both.'),
  tooManyPages: {
    ...refuse('busy', 'More pages are open here than the server can serve. Please try again in a minute.'),
    retryAfterSeconds: 60,
  },
  noEmail: refuse('bad-request', 'This does not look like an e-mail address.'),
} as const;

/** Why a request is refused before any verb looks at it. */
export const requestProblems = {
  foreignOrigin: { code: 'foreign-origin', message: 'This request did not come from this site.' },
  tooLarge: (mostBytes: number) => ({
    code: 'too-large',
    message: `The request is larger than ${mostBytes / 1024} KB.`,
  }),
  notJson: { code: 'bad-request', message: 'The body is not JSON.' },
} as const;
