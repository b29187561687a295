import { refuse } from './result';

/** Refusals that more than one verb or page gives: each sentence is written here once. */
export const refusals = {
  notOpenYet: refuse('not-open', 'This worksheet is not open yet.'),
  closed: refuse('closed', 'This worksheet is closed.'),
  pageTurned: refuse('revealed', 'You have seen the solution of this part.'),
  wrongPassword: refuse('wrong-password', 'This e-mail and password do not match. Please check both.'),
  codeNeeded: refuse('code-needed', 'Please also type the code that your app shows, or a recovery code.'),
  wrongCode: refuse(
    'wrong-code',
    'This code is not right, or was used already. Please type the one that your app shows now.',
  ),
  signInAgain: refuse(
    'sign-in-again',
    'Typing the code took too long or too many tries. Please sign in again.',
  ),
  notPresentPassword: refuse('wrong-password', 'This is not your present password. Please type it again.'),
  tooManyPages: {
    ...refuse('busy', 'More pages are open here than the server can serve. Please try again in a minute.'),
    retryAfterSeconds: 60,
  },
  unavailable: {
    ...refuse(
      'unavailable',
      'The server cannot read or save anything just now. Please wait a minute and try again.',
    ),
    retryAfterSeconds: 10,
  },
  tooManySignIns: {
    ...refuse('busy', 'Many people are signing in just now. Please try again in a few seconds.'),
    retryAfterSeconds: 3,
  },
  tooManyCommands: {
    ...refuse(
      'busy',
      'The server has more to store than it can just now. Please wait a moment and try again.',
    ),
    retryAfterSeconds: 2,
  },
  nobody: refuse('not-found', 'Nobody has an account with this e-mail. Please check it.'),
  noEmail: refuse('bad-request', 'This does not look like an e-mail address.'),
} as const;

/** Why a request is refused before any verb looks at it. */
export const requestProblems = {
  foreignOrigin: { code: 'foreign-origin', message: 'This request did not come from this site.' },
  tooLarge: (mostBytes: number) => ({
    code: 'too-large',
    message: `The request is larger than ${mostBytes / 1024} KB.`,
  }),
  malformed: { code: 'bad-request', message: 'This request cannot be read.' },
  unknownHost: { code: 'unknown-host', message: 'This server is not served under this address.' },
  tooManyResults: {
    code: 'busy',
    message:
      'The results are being asked for more often than they can be put together. Please wait a moment.',
    retryAfterSeconds: 5,
  },
  notJson: { code: 'bad-request', message: 'The body is not JSON.' },
} as const;
