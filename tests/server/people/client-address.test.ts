import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { expect, it } from 'vitest';
import { clientAddress, noteClientAddress, widerNetwork } from '@/lib/server/people/client-address';

function requestFrom(remoteAddress: string, forwardedFor?: string): IncomingMessage {
  const socket = new Socket();
  Object.defineProperty(socket, 'remoteAddress', { value: remoteAddress });
  const request = new IncomingMessage(socket);
  if (forwardedFor !== undefined) {
    request.headers['x-forwarded-for'] = forwardedFor;
    request.rawHeaders.push('X-Forwarded-For', forwardedFor);
  }
  return request;
}

function noted(request: IncomingMessage): { headers: unknown; raw: string[] } {
  noteClientAddress(request);
  return { headers: request.headers['x-forwarded-for'], raw: request.rawHeaders };
}

it('takes the address of the socket, whatever the client claims', () => {
  const { headers, raw } = noted(requestFrom('203.0.113.9', '198.51.100.1'));
  expect(headers).toBe('203.0.113.9');
  expect(raw).toEqual(['x-forwarded-for', '203.0.113.9']);
});

it('believes a proxy on this machine, as far as it saw itself', () => {
  expect(noted(requestFrom('127.0.0.1', '6.6.6.6, 203.0.113.9')).headers).toBe('203.0.113.9');
  expect(noted(requestFrom('::ffff:127.0.0.1')).headers).toBe('::ffff:127.0.0.1');
});

it.each([
  ['203.0.113.9', '203.0.113.9'],
  ['::ffff:203.0.113.9', '203.0.113.9'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:0db8:0001:0002::9', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['', 'unknown'],
])('counts %s as %s: one IPv6 network is one', (address, network) => {
  expect(clientAddress(new Headers({ 'x-forwarded-for': address }))).toBe(network);
});

it.each([
  ['2001:db8:1:2::/64', '2001:db8:1::/48'],
  ['203.0.113.9', null],
  ['unknown', null],
])('knows around %s the wider network %s', (address, network) => {
  expect(widerNetwork(address)).toBe(network);
});
