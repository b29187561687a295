import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';

interface Preview {
  port: number;
  /** Where the product itself listens, on this machine. */
  appPort: number;
  /** Signs the student in, as a Cookie header. */
  signInCookie: string;
  pathToShow(): string;
}

const askEveryMs = 500;
const newestPath = '/preview/newest';

/**
 * Goes to the newest version once there is a newer one than the page was made for.
 *
 * @param nonce what the page's own policy lets its scripts carry.
 */
function followScript(path: string, nonce: string): string {
  return `<script nonce="${nonce}">setInterval(async () => {
  const answer = await fetch('${newestPath}').catch(() => null);
  const newest = answer && answer.ok ? await answer.text() : '${path}';
  if (newest !== '${path}') location.replace(newest);
}, ${askEveryMs})</script>`;
}

function pass(preview: Preview, incoming: IncomingMessage, outgoing: ServerResponse): void {
  // A compressed page has no end to write our script behind.
  const { 'accept-encoding': _unused, ...headers } = incoming.headers;
  const cookie = [headers.cookie, preview.signInCookie].filter(Boolean).join('; ');
  const { method, url } = incoming;
  const path = preview.pathToShow();
  const forwarded = request(
    { host: '127.0.0.1', port: preview.appPort, method, path: url, headers: { ...headers, cookie } },
    (answer) => {
      const isPage = answer.headers['content-type']?.startsWith('text/html') ?? false;
      const { 'content-length': length, ...rest } = answer.headers;
      const hasLength = length !== undefined && !isPage;
      outgoing.writeHead(answer.statusCode ?? 502, hasLength ? answer.headers : rest);
      answer.pipe(outgoing, { end: !isPage });
      const [, nonce = ''] = /'nonce-([^']+)'/.exec(String(answer.headers['content-security-policy'])) ?? [];
      if (isPage) answer.on('end', () => outgoing.end(followScript(path, nonce)));
    },
  );
  forwarded.on('error', () => {
    if (!outgoing.headersSent) outgoing.writeHead(502);
    outgoing.end();
  });
  outgoing.on('close', () => forwarded.destroy());
  incoming.pipe(forwarded);
}

/**
 * Serves the product with a student signed in, so that nobody types a password. `/` leads to the newest version of the
 * worksheet, and each open page goes there by itself. Resolves once it listens.
 */
export function servePreview(preview: Preview): Promise<void> {
  const server = createServer((incoming, outgoing) => {
    if (incoming.url === '/') {
      outgoing.writeHead(302, { location: preview.pathToShow() }).end();
    } else if (incoming.url === newestPath) {
      outgoing.writeHead(200, { 'cache-control': 'no-store' }).end(preview.pathToShow());
    } else {
      pass(preview, incoming, outgoing);
    }
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(preview.port, '127.0.0.1', resolve);
  });
}
