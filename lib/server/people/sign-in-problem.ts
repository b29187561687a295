import { refusals } from '../refusals';

/**
 * The sentence for a sign-in that did not work.
 *
 * @param code what next-auth hands on in the address: a code of ours, or one of its own.
 */
export function signInProblem(code: string): string {
  switch (code) {
    case refusals.unavailable.code:
      return refusals.unavailable.message;
    case refusals.wrongPassword.code:
      return refusals.wrongPassword.message;
    case refusals.wrongCode.code:
      return refusals.wrongCode.message;
    case refusals.signInAgain.code:
      return refusals.signInAgain.message;
    case 'throttled':
      return 'Too many wrong tries. Please wait a quarter of an hour and try again.';
    case refusals.tooManySignIns.code:
      return refusals.tooManySignIns.message;
    default:
      return 'Signing in did not work just now. Please try again in a moment.';
  }
}
