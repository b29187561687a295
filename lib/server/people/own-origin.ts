import { env } from '../env';

/**
 * Whether a state-changing request comes from this site's own pages: its Origin is that of APP_URL or matches the Host
 * it was sent to. A missing Origin and `null` (sandboxed frames, some redirects) do not count as own.
 */
export function isOwnOrigin(headers: Headers): boolean {
  const origin = headers.get('origin');
  if (origin === null || !URL.canParse(origin)) return false;
  const url = new URL(origin);
  if (!/^https?:$/.test(url.protocol) || url.origin !== origin) return false;
  if (origin === env.appUrl) return true;
  // Host may name the default port of the protocol, an Origin never does.
  const address = `${url.protocol}//${headers.get('host') ?? ''}`;
  return URL.canParse(address) && new URL(address).host === url.host;
}
