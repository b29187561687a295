import { expect, it } from 'vitest';
import { isEasyToGuess } from '@/lib/server/people/password-strength';

const ada = { name: 'Ada Lovelace', email: 'a.lovelace1815@analytical.test' };

it.each([
  ...['password', 'P@ssw0rd1', 'drowssap', 'qwertyuiop', '12345678', 'iloveyou!', 'football2026', 'aaaaaaaa'],
  ...['Ada Lovelace', 'ada.lovelace', 'Lovelace_Ada', 'lovelace1', 'L0vel@ce!', 'adalovelace'],
  ...['a.lovelace1815@analytical.test', 'analytical1', 'duet2026', 'DuetDuet'],
  ...['AdaLovelace1843', 'lovelaceada1', 'LovelaceAda-1843!', 'duetduet2026'],
])('refuses what somebody would try first: %s', async (password) => {
  expect(await isEasyToGuess(password, ada)).toBe(true);
});

it.each([
  ...['correct horse battery', 'another password', 'xk29dkw0', 'h7tm-qx4v-b3zk', 'schmetterling im regen'],
  ...['летопись', 'mein Hund mag Ada', 'ada 7391058264'],
])('takes what nobody guesses soon: %s', async (password) => {
  expect(await isEasyToGuess(password, ada)).toBe(false);
});

it('looks at no more characters than it has time for', async () => {
  const tail = 'h7tm-qx4v-b3zk-w9pd';
  expect(await isEasyToGuess('a'.repeat(31) + tail, ada)).toBe(true);
  expect(await isEasyToGuess('a'.repeat(12) + tail, ada)).toBe(false);
});

it('looks at few of the words of somebody with very many', async () => {
  const name = Array.from({ length: 40 }, (_, at) => `name${at}`).join(' ');
  expect(await isEasyToGuess('name1name', { name, email: ada.email })).toBe(true);
  expect(await isEasyToGuess('h7tm-qx4v-b3zk', { name, email: ada.email })).toBe(false);
});
