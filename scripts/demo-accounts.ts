import { randomInt } from 'node:crypto';
import { runStep, typescript } from './steps';
import { storedSecret } from './stored-secret';

/** Easy to read out in a room: no letters that look alike. */
function readablePassword(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
  const word = () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('');
  return `${word()}-${word()}-${word()}`;
}

/**
 * Puts the demo class into the database of this environment; what was done in it stays.
 *
 * @returns the lines that tell a person the accounts and their password.
 */
export async function ensureDemoAccounts(): Promise<string[]> {
  process.env.DEMO_PASSWORD ||= storedSecret('demo-password', readablePassword);
  await runStep('Filling the demo class', process.execPath, typescript('scripts/seed-demo.ts'));
  return [
    `Password of every demo account: ${process.env.DEMO_PASSWORD}`,
    '  grace@demo.test   instructor',
    '  ada@demo.test     student, nothing done yet (so are alan@, edith@ and kurt@demo.test)',
  ];
}
