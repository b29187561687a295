import { randomInt } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { type Sent, timed } from '../bench/live/load';
import { percentile } from '../bench/live/report';
import { type Credentials, openSignInPage } from './sign-in-page';

/** How a person's sign-ins went while something else happened; times in milliseconds, from the page to the answer. */
export interface SignIns {
  p99: number;
  tried: number;
  failed: number;
}

const everyMs = 300;

/** Signs in by a browser and from an address that nobody knows. */
function signInOnce(origin: string, person: Credentials): Promise<Sent> {
  const address = `203.0.${randomInt(256)}.${randomInt(256)}`;
  return timed(async () => {
    const page = await openSignInPage(origin, address);
    const { status } = await page.signIn(person, address);
    if (status !== 200) throw new Error(`A sign-in was answered with ${status}.`);
  });
}

/** Has a person sign in again and again, whatever the server does, until something else is over. */
export async function signInBeside<T>(
  origin: string,
  person: Credentials,
  other: () => Promise<T>,
): Promise<{ result: T; signIns: SignIns }> {
  const sent: Promise<Sent>[] = [];
  let isOver = false;
  const result = other().finally(() => {
    isOver = true;
  });
  const come = async () => {
    while (!isOver) {
      sent.push(signInOnce(origin, person));
      await pause(everyMs);
    }
  };
  const [made] = await Promise.all([result, come()]);
  const done = await Promise.all(sent);
  return {
    result: made,
    signIns: {
      p99: percentile(
        done.map(({ tookMs }) => tookMs),
        0.99,
      ),
      tried: done.length,
      failed: done.filter(({ isDone }) => !isDone).length,
    },
  };
}
