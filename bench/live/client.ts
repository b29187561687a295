import { Agent, type ClientRequest, request } from 'node:http';

/** One person's device: the address of the pair session that it listens and posts to, and how it proves who it is. */
export interface Device {
  pairUrl: string;
  headers: Readonly<Record<string, string>>;
}

interface Answer {
  status: number;
  text: string;
}

/** Connections that stay open between requests, as a browser's do. */
const agent = new Agent({ keepAlive: true, maxSockets: 1_000 });

/** Posts JSON. Any answer is one; rejects where none comes. */
export function post(url: string, headers: Readonly<Record<string, string>>, body: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(
      url,
      {
        agent,
        method: 'POST',
        headers: {
          ...headers,
          'content-type': 'application/json',
          'content-length': String(Buffer.byteLength(body)),
        },
      },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          text += chunk;
        });
        response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
        response.on('error', reject);
      },
    );
    sent.on('error', (error: NodeJS.ErrnoException) => {
      // The server closed an idle connection just as it was used again; browsers send again, too.
      if (sent.reusedSocket && error.code === 'ECONNRESET') resolve(post(url, headers, body));
      else reject(error);
    });
    sent.end(body);
  });
}

/** Posts JSON and reads the JSON of the answer; anything but success throws. */
export async function postJson<T>(
  url: string,
  headers: Readonly<Record<string, string>>,
  body: unknown,
): Promise<T> {
  const answer = await post(url, headers, JSON.stringify(body));
  if (answer.status >= 300) throw new Error(`${url} answered ${answer.status}: ${answer.text}`);
  return JSON.parse(answer.text) as T;
}

/** An open event stream: what came on it, and how to end it. */
export interface OpenStream {
  /** When each op came, by op id; more than one time means it was doubled. */
  arrivals: Map<string, number[]>;
  /** The wait in milliseconds that a stopping server asked for; null while it has not. */
  comeBackInMs(): number | null;
  close(): void;
}

/** Opens the event stream of a device; resolves when its first event is there. */
export function openStream({ pairUrl, headers }: Device): Promise<OpenStream> {
  const eventsUrl = `${pairUrl}/events`;
  return new Promise((resolve, reject) => {
    const arrivals = new Map<string, number[]>();
    let comeBackInMs: number | null = null;
    const sent: ClientRequest = request(eventsUrl, { agent: false, headers }, (response) => {
      if (response.statusCode !== 200) {
        reject(new Error(`${eventsUrl} answered ${response.statusCode}`));
        sent.destroy();
        return;
      }
      let buffer = '';
      response.setEncoding('utf8');
      response.on('error', () => undefined);
      response.on('data', (chunk: string) => {
        const at = performance.now();
        buffer += chunk;
        const events = buffer.split('\n\n');
        buffer = events.pop() ?? '';
        for (const event of events) {
          const name = /^event: (.*)$/m.exec(event)?.[1];
          if (name === 'snapshot') {
            resolve({ arrivals, comeBackInMs: () => comeBackInMs, close: () => sent.destroy() });
          }
          if (name !== 'op' && name !== 'bye') continue;
          const data = /^data: (.*)$/m.exec(event)?.[1] ?? '{}';
          if (name === 'bye') comeBackInMs = (JSON.parse(data) as { retryMs: number }).retryMs;
          if (name !== 'op') continue;
          const { opId } = JSON.parse(data) as { opId: string };
          arrivals.set(opId, [...(arrivals.get(opId) ?? []), at]);
        }
      });
    });
    sent.on('error', reject);
    sent.end();
  });
}
