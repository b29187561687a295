import { expect, it } from 'vitest';
import { isOwnOrigin } from '@/lib/server/people/own-origin';

it.each([
  ['http://duet.test', 'duet.test', true],
  ['https://duet.test', 'duet.test', true],
  ['http://duet.test:3000', 'duet.test:3000', true],
  ['http://duet.test', 'duet.test:80', true],
  ['http://[::1]:3000', '[::1]:3000', true],
  ['http://duet.test:3000', 'duet.test:3001', false],
  ['http://duet.test', 'duet.test:8080', false],
  ['http://evil.test', 'duet.test', false],
  ['http://duet.test.evil.test', 'duet.test', false],
  ['null', 'duet.test', false],
  ['', 'duet.test', false],
  ['file://duet.test', 'duet.test', false],
  ['duet.test', 'duet.test', false],
  ['http://duet.test/', 'duet.test', false],
  ['http://duet.test', '', false],
])('Origin %s to Host %s is own: %s', (origin, host, isOwn) => {
  expect(isOwnOrigin(new Headers({ origin, host }))).toBe(isOwn);
});

it('refuses a request without Origin', () => {
  expect(isOwnOrigin(new Headers({ host: 'duet.test' }))).toBe(false);
});
