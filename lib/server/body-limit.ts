import { IncomingMessage, type ServerResponse } from 'node:http';
import { requestProblems } from './refusals';

/** The most bytes that the body of a request may have. */
export const MOST_BODY_BYTES = 64 * 1024;
/** The most that a server action or a form posted to a page may have. */
const MOST_FORM_BYTES = 1024 * 1024;

/** How much of a refused body, and how long, is still taken off the wire: a client that sends on reads why only then. */
const MOST_DISCARDED_BYTES = 2 * 1024 * 1024;
const DISCARD_FOR_MS = 2_000;

function isForProgram(request: IncomingMessage): boolean {
  return request.url?.startsWith('/api/') ?? false;
}

function mostBytesOf(request: IncomingMessage): number {
  const { headers } = request;
  const isForm =
    headers['next-action'] !== undefined || /^multipart\/form-data\b/i.test(headers['content-type'] ?? '');
  return isForm && !isForProgram(request) ? MOST_FORM_BYTES : MOST_BODY_BYTES;
}

/**
 * Hands a request on only if its body is no larger than allowed, and answers 413 otherwise: Next would hold as much as
 * anybody sends. A body of undeclared length is read here and handed on whole, with its length declared; so is every body
 * for a page, because Next may answer without reading it, and the connection would break before the client has the answer.
 *
 * @param handle gets the request to answer; not called where the body is too large or its sender has gone.
 */
export async function withinBodyLimit(
  request: IncomingMessage,
  response: ServerResponse,
  handle: (request: IncomingMessage) => unknown,
): Promise<void> {
  const most = mostBytesOf(request);
  if (Number(request.headers['content-length'] ?? 0) > most) return answerTooLarge(request, response, most);
  const isChunked = request.headers['transfer-encoding'] !== undefined;
  const isRead = Number(request.headers['content-length'] ?? 0) > 0 && !isForProgram(request);
  if (!isChunked && !isRead) {
    await handle(request);
    return;
  }
  const body = await readBody(request, most).catch(() => undefined);
  if (body === null) answerTooLarge(request, response, most);
  else if (body) await handle(withBody(request, body));
}

/**
 * Reads a body into one buffer, because a list of chunks of one byte takes a hundred times the memory.
 *
 * @returns null as soon as it is larger than `most` bytes; the rest is still to be read then.
 * @throws Error where the sender goes away or takes too long.
 */
async function readBody(request: IncomingMessage, most: number): Promise<Buffer | null> {
  let held = Buffer.alloc(0);
  let size = 0;
  const chunks: AsyncIterable<Buffer> = request.iterator({ destroyOnReturn: false });
  for await (const chunk of chunks) {
    const needed = size + chunk.length;
    if (needed > most) return null;
    if (needed > held.length) held = Buffer.concat([held], Math.min(most, 2 * needed));
    size += chunk.copy(held, size);
  }
  return held.subarray(0, size);
}

/** The same request, unread, with a body that has arrived. */
function withBody(request: IncomingMessage, body: Buffer): IncomingMessage {
  const whole = new IncomingMessage(request.socket);
  const { 'transfer-encoding': _chunked, ...headers } = request.headers;
  const { rawHeaders } = request;
  const { method, url, httpVersion, httpVersionMajor, httpVersionMinor } = request;
  Object.assign(whole, { method, url, httpVersion, httpVersionMajor, httpVersionMinor });
  whole.headers = { ...headers, 'content-length': String(body.length) };
  // Hono builds its headers from the raw list.
  whole.rawHeaders = rawHeaders
    .filter((_, at) => rawHeaders[at - (at % 2)]?.toLowerCase() !== 'transfer-encoding')
    .concat('content-length', String(body.length));
  whole.complete = true;
  whole.push(body);
  whole.push(null);
  return whole;
}

/** Answers 413 and closes the connection once the client has had the time to read the answer. */
function answerTooLarge(request: IncomingMessage, response: ServerResponse, most: number): void {
  const problem = requestProblems.tooLarge(most);
  const [type, text] = isForProgram(request)
    ? ['application/json', JSON.stringify(problem)]
    : ['text/plain; charset=utf-8', problem.message];
  response.writeHead(413, {
    'Content-Type': type,
    'Content-Length': Buffer.byteLength(text),
    'Cache-Control': 'private, no-store',
    Connection: 'close',
  });
  response.write(text);
  // Closing while bytes arrive would reset the connection and lose the answer on its way.
  let discarded = 0;
  const close = () => {
    clearTimeout(timer);
    response.end();
  };
  const timer = setTimeout(close, DISCARD_FOR_MS);
  request.on('data', (chunk: Buffer) => {
    discarded += chunk.length;
    if (discarded > MOST_DISCARDED_BYTES) close();
  });
  request.once('end', close).once('error', close).resume();
}
