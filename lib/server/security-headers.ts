import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { env } from './env';

const NONCE_BYTES = 16;
const YEAR_IN_SECONDS = 365 * 24 * 60 * 60;

/**
 * The name of the header by which our own pages learn the nonce of styles. That of scripts is another one, which Next
 * reads out of the policy: react-aria finds the one of styles in the page, where anything else could find it, too.
 */
export const STYLE_NONCE_HEADER = 'x-style-nonce';

/** What programs get holds nothing to load or to run, and nobody shows it inside of a page. */
const POLICY_OF_DATA = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/**
 * What pages may load: only what this server sends, and inline only what carries its nonce. Style attributes stay
 * allowed: formulas, colours of cells and react-aria position things by them, and a nonce cannot stand on an attribute.
 */
function policyOfPages(nonce: string, styleNonce: string): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${styleNonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/**
 * Sets the headers that every answer carries, whatever it is: they tell a browser to load, run and embed as little as
 * can be. A page gets nonces of its own
 * request, in headers of the request that nobody else can set.
 *
 * @param appUrl where it begins with https, browsers are told to never use anything else.
 */
export function setSecurityHeaders(
  request: IncomingMessage,
  response: ServerResponse,
  appUrl: string | undefined = env.appUrl,
): void {
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Referrer-Policy', 'same-origin');
  response.setHeader('Permissions-Policy', 'camera=(), microphone=(), geolocation=()');
  response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
  response.setHeader('Cross-Origin-Resource-Policy', 'same-origin');
  if (appUrl?.startsWith('https://')) {
    response.setHeader('Strict-Transport-Security', `max-age=${YEAR_IN_SECONDS}`);
  }
  if (request.url?.startsWith('/api/')) {
    response.setHeader('Content-Security-Policy', POLICY_OF_DATA);
    return;
  }
  const styleNonce = randomBytes(NONCE_BYTES).toString('base64');
  const policy = policyOfPages(randomBytes(NONCE_BYTES).toString('base64'), styleNonce);
  response.setHeader('Content-Security-Policy', policy);
  request.headers['content-security-policy'] = policy;
  request.headers[STYLE_NONCE_HEADER] = styleNonce;
}
