import { networkInterfaces } from 'node:os';
import { env } from '../env';

const loopback = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

function localNetworkAddress(): string | undefined {
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .find(({ family, internal }) => family === 'IPv4' && !internal)?.address;
}

/** The origin a request came to, as the browser that sent it names it. */
export function askedOrigin(headers: Headers): string {
  const protocol = headers.get('x-forwarded-proto') === 'https' ? 'https' : 'http';
  return `${protocol}://${headers.get('host') ?? ''}`;
}

/**
 * The origin under which another device reaches this installation: APP_URL, else the address this request came to. On
 * a machine that serves its local network and is asked by its own name for itself, that is its address there. null
 * where only this machine is served.
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
