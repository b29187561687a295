import type { IncomingMessage } from 'node:http';
import { isIPv6 } from 'node:net';

const HEADER = 'x-forwarded-for';
const LOOPBACK = /^(127\.|::1$|::ffff:127\.)/;

/**
 * Writes the address a request comes from into its header, for {@link clientAddress}, in place of what the client may
 * have claimed. Only a proxy on this machine is believed: the last address in its list is the one that it saw itself.
 */
export function noteClientAddress(request: IncomingMessage): void {
  const peer = request.socket.remoteAddress ?? '';
  const claimed = String(request.headers[HEADER] ?? '')
    .split(',')
    .at(-1)
    ?.trim();
  const address = LOOPBACK.test(peer) && claimed ? claimed : peer;
  request.headers[HEADER] = address;
  // The raw list needs the same change: Hono builds its headers from it.
  const raw = request.rawHeaders;
  for (let at = raw.length - 2; at >= 0; at -= 2) if (raw[at]?.toLowerCase() === HEADER) raw.splice(at, 2);
  raw.push(HEADER, address);
}

/** The network a request comes from: an IPv4 address, or the /64 that one household or school has of IPv6. */
export function clientAddress(headers: Headers): string {
  const address = (headers.get(HEADER) ?? '').split(',').at(-1)?.trim() ?? '';
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped) return mapped;
  if (!isIPv6(address)) return address || 'unknown';
  const [head = '', tail = ''] = address.toLowerCase().split('::');
  const before = head.split(':').filter(Boolean);
  const after = tail.split(':').filter(Boolean);
  const zeros = address.includes('::') ? Math.max(0, 8 - before.length - after.length) : 0;
  const groups = [...before, ...Array<string>(zeros).fill('0'), ...after];
  return `${groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`;
}

/** The /48 around an IPv6 network, which anybody gets for nothing and which holds 65,536 of them; else null. */
export function widerNetwork(address: string): string | null {
  const groups = /^([^:]+:[^:]+:[^:]+):[^:]+::\/64$/.exec(address)?.[1];
  return groups === undefined ? null : `${groups}::/48`;
}
