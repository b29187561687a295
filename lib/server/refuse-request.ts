import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { env } from './env';
import { requestProblems } from './refusals';
import { notFound } from './result';

type RequestHead = Pick<IncomingMessage, 'url' | 'headers' | 'rawHeaders'> & {
  socket: Pick<Socket, 'remoteAddress'>;
};

interface Problem {
  status: number;
  code: string;
  message: string;
  /** When to come back, where that helps. */
  retryAfterSeconds?: number;
}

const HEALTH = '/api/health';
const LOOPBACK_HOST = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d{1,5})?$/i;
const LOOPBACK_PEER = /^(127\.|::1$|::ffff:127\.)/;

/** Whether a Host names a host, and perhaps a port, and nothing else. */
function isHost(host: string): boolean {
  return /^([\w.-]{1,253}|\[[\da-f:.]{2,45}\])(:\d{1,5})?$/i.test(host) && URL.canParse(`http://${host}/`);
}

/** Whether a request for this host is meant for us: any may be, unless APP_URL says which. */
function isOwnHost(host: string, peer: string, appUrl: string | undefined): boolean {
  if (appUrl === undefined) return true;
  const { protocol, host: own } = new URL(appUrl);
  // A proxy on this machine may name us by our own address, which nobody can lead a browser of others to.
  return (
    new URL(`${protocol}//${host}`).host === own || (LOOPBACK_PEER.test(peer) && LOOPBACK_HOST.test(host))
  );
}

function decodedPath(url: string): string | null {
  try {
    return decodeURIComponent(url.split('?', 1)[0] ?? '');
  } catch {
    return null;
  }
}

/**
 * Why nobody here can answer a request; null where somebody can. Next would answer these with its own failure, and
 * believe whatever address a client claims to have asked.
 *
 * Asked about its health, the server answers under every address: those who ask know it by its number.
 */
export function problemOfRequest(
  { url = '', headers, rawHeaders, socket }: RequestHead,
  appUrl: string | undefined = env.appUrl,
): Problem | null {
  const malformed = { status: 400, ...requestProblems.malformed };
  const path = url.startsWith('/') ? decodedPath(url) : null;
  if (path === null) return malformed;
  // Node reads the first Host, somebody before us may have read the last.
  const hosts = rawHeaders.filter((name, at) => at % 2 === 0 && name.toLowerCase() === 'host').length;
  const host = headers.host ?? '';
  if (hosts !== 1 || !isHost(host)) return malformed;
  if (path === HEALTH) return null;
  if (!isOwnHost(host, socket.remoteAddress ?? '', appUrl))
    return { status: 421, ...requestProblems.unknownHost };
  // No address of ours holds the character zero.
  return path.includes('\0') ? { status: 404, code: notFound.code, message: notFound.message } : null;
}

/** Answers a request that nobody here can answer otherwise: a program with JSON, a person with the sentence. */
export function refuseRequest(
  request: IncomingMessage,
  response: ServerResponse,
  { status, code, message, retryAfterSeconds }: Problem,
): void {
  const isForProgram = request.url?.startsWith('/api/') ?? false;
  const [type, text] = isForProgram
    ? ['application/json', JSON.stringify({ code, message })]
    : ['text/plain; charset=utf-8', message];
  response.writeHead(status, {
    'Content-Type': type,
    'Content-Length': Buffer.byteLength(text),
    'Cache-Control': 'private, no-store',
    ...(retryAfterSeconds !== undefined && { 'Retry-After': retryAfterSeconds }),
  });
  response.end(text);
}
