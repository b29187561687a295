import { type Attack, flood } from '../attack';
import { openSignInPage } from '../sign-in-page';

const most = 600;

/** Of addresses that are there for measurements, one for each number. */
function address(number: number): string {
  return `198.18.${(number >> 8) % 256}.${number % 256}`;
}

/** Wrong passwords, as many at once as a program can hold connections. */
export const signIns: Attack = {
  shows: 'wrong passwords: one address at one account, one address at 600, and 600 addresses at as many',
  expects: [401, 429, 503],
  async play({ origin, email: theirs }, force) {
    const guesser = address(most);
    const page = await openSignInPage(origin, guesser);
    const tries = [
      () => [guesser, theirs],
      (turn: number) => [guesser, `student-${turn % most}@class.test`],
      (turn: number) => [address(turn % most), `member-${turn % most}@class.test`],
    ];
    return flood(force.isShort ? most / 10 : most, force, async (turn) => {
      const [from = '', email = ''] = tries[turn % tries.length]?.(turn) ?? [];
      return (await page.signIn({ email, password: 'letmein' }, from)).status;
    });
  },
};
