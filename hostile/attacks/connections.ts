import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { post } from '../../bench/live/client';
import { chunk, head, sendRaw } from '../../tests/support/raw-request';
import { type Attack, flood, type Tally, type Target } from '../attack';

function openEvents({ pairUrl, headers }: Target['student'], hear: (answer: IncomingMessage) => void) {
  return new Promise<{ status: number; sent: ClientRequest }>((resolve, reject) => {
    const sent = request(`${pairUrl}/events`, { agent: false, headers }, (answer) => {
      answer.on('error', () => undefined);
      hear(answer);
      resolve({ status: answer.statusCode ?? 0, sent });
    });
    sent.on('error', reject);
    sent.end();
  });
}

/** One student opens the events of one pair again and again, and reads none of them while the pair types. */
export const streams: Attack = {
  shows: 'event streams without end by one student, none of which is read',
  expects: [200, 429, 503],
  async play({ student }, force) {
    const opened: ClientRequest[] = [];
    const [tally] = await Promise.all([
      flood(8, force, async () => {
        const { status, sent } = await openEvents(student, (answer) => answer.pause());
        opened.push(sent);
        return status;
      }),
      // Something to send to all of them.
      flood(1, force, async (turn) => {
        const place = { path: `2a/${turn % 8}/0`, typing: true, caret: null };
        return (await post(`${student.pairUrl}/presence`, student.headers, JSON.stringify(place))).status;
      }),
    ]);
    for (const sent of opened) sent.destroy();
    return tally;
  },
};

function* endlessly(first: string, again: string): Generator<string> {
  yield first;
  while (true) yield again;
}

/** Bodies of undeclared length that never end, where a server action or a call would be. */
export const bodies: Attack = {
  shows: 'chunked bodies that never end, six at once',
  expects: [413, 429, 'closed'],
  play({ port, origin }, force) {
    const piece = chunk('x'.repeat(64 * 1024));
    const places = [
      head(
        'POST /sign-in',
        `Host: 127.0.0.1:${port}`,
        `Origin: ${origin}`,
        'Next-Action: 7f00',
        'Transfer-Encoding: chunked',
      ),
      head(
        'POST /api/accounts',
        `Host: 127.0.0.1:${port}`,
        `Origin: ${origin}`,
        'Content-Type: application/json',
        'Transfer-Encoding: chunked',
      ),
    ];
    return flood(6, force, async (turn) => {
      const { status } = await sendRaw(port, endlessly(places[turn % places.length] ?? '', piece));
      return status === 0 ? 'closed' : status;
    });
  },
};

/** Connections that send a byte of a header now and then. */
export const slowHeaders: Attack = {
  shows: 'hundreds of connections that send a header byte by byte',
  expects: [408, 'open', 'closed'],
  async play({ port }, { endsAt, isShort }) {
    const tally: Tally = {};
    const open = new Set<Socket>();
    const ends = (socket: Socket, how: string) => {
      if (!open.delete(socket)) return;
      tally[how] = (tally[how] ?? 0) + 1;
      socket.destroy();
    };
    for (let count = 0; count < (isShort ? 200 : 800); count += 1) {
      const socket = connect({ port, host: '127.0.0.1' });
      socket.write('GET /sign-in HTTP/1.1\r\nx');
      open.add(socket);
      socket.on('data', (answer) =>
        ends(socket, /^HTTP\/1\.1 (\d{3})/.exec(answer.toString())?.[1] ?? 'closed'),
      );
      socket.on('error', () => ends(socket, 'closed'));
      socket.on('close', () => ends(socket, 'closed'));
    }
    while (performance.now() < endsAt) {
      for (const socket of open) socket.write('a');
      await pause(200);
    }
    for (const socket of open) ends(socket, 'open');
    return tally;
  },
};

/** As many cookies as a header may have, of seats that nobody has taken. */
export const cookies: Attack = {
  shows: 'hundreds of forged cookies, and more than headers may have',
  expects: [200, 401, 404, 431, 'closed'],
  play({ student: { pairUrl, headers } }, force) {
    const forged = (count: number) =>
      Array.from({ length: count }, (_, at) => `duet-seat-${at}=u.s.9999999999999.forged`).join('; ');
    return flood(4, force, async (turn) => {
      const cookie = turn % 2 === 0 ? `${headers.cookie}; ${forged(200)}` : forged(2_000);
      return (await fetch(pairUrl, { headers: { ...headers, cookie } })).status;
    });
  },
};
