import { describe, expect, test } from 'vitest';
import { publicOrigin } from '@/lib/server/people/public-origin';

const onTheNetwork = { appUrl: undefined, host: '0.0.0.0' };
const here = () => '192.168.1.20';

function askedAt(host: string, more: Record<string, string> = {}) {
  return new Headers({ host, ...more });
}

describe('the address in a QR picture', () => {
  test('is the one the installation was given', () => {
    const settings = { appUrl: 'https://duet.example.org', host: '127.0.0.1' };
    expect(publicOrigin(askedAt('localhost:3000'), settings, here)).toBe('https://duet.example.org');
  });

  test('is else the one this page was opened at', () => {
    expect(publicOrigin(askedAt('10.0.0.7:3000'), onTheNetwork, here)).toBe('http://10.0.0.7:3000');
    expect(publicOrigin(askedAt('class.lan', { 'x-forwarded-proto': 'https' }), onTheNetwork, here)).toBe(
      'https://class.lan',
    );
  });

  test('is the one on the local network when the serving machine itself looks at the page', () => {
    expect(publicOrigin(askedAt('localhost:3000'), onTheNetwork, here)).toBe('http://192.168.1.20:3000');
    expect(publicOrigin(askedAt('127.0.0.1:3000'), onTheNetwork, here)).toBe('http://192.168.1.20:3000');
  });

  test('is none where no other device could open it', () => {
    const alone = { appUrl: undefined, host: '127.0.0.1' };
    expect(publicOrigin(askedAt('localhost:3000'), alone, here)).toBeNull();
    expect(publicOrigin(askedAt('localhost:3000'), onTheNetwork, () => undefined)).toBeNull();
  });
});
