import { networkInterfaces } from 'node:os';
import { env } from '../env';

const loopback = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

function localNetworkAddress(): string | undefined {
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .find(({ family, internal }) => family === 'IPv4' && !internal)?.address;
}

/** The origin that a request was sent to, as its browser names it. */
export function askedOrigin(headers: Headers): string {
  const protocol = headers.get('x-forwarded-proto') === 'https' ? 'https' : 'http';
  return `${protocol}://${headers.get('host') ?? ''}`;
}

/**
 * The origin under which other devices reach this installation: APP_URL, else the address that this request was sent to.
 * Where that is localhost, it is this machine's address in the local network, or null where only this machine is served.
 */
export function publicOrigin(
  headers: Headers,
  settings: { appUrl: string | undefined; host: string } = env,
  findLocalAddress: () => string | undefined = localNetworkAddress,
): string | null {
  if (settings.appUrl) return settings.appUrl;
  const asked = askedOrigin(headers);
  if (!URL.canParse(asked)) return null;
  const url = new URL(asked);
  if (!loopback.test(url.hostname)) return url.origin;
  const address = loopback.test(settings.host) ? undefined : findLocalAddress();
  if (!address) return null;
  url.hostname = address;
  return url.origin;
}
