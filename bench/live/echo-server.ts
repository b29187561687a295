import { createServer, type ServerResponse } from 'node:http';

/**
 * The anchor: the least a server can do to pass events on. No sign-in, no rules, nothing stored: what is posted to a
 * room goes to every stream that is open on it. Node's own http and nothing else, in a process of its own.
 */

interface PostedOp {
  opId: string;
}

const rooms = new Map<string, Set<ServerResponse>>();
let seq = 0;

function tell(room: string, name: string, data: unknown): void {
  seq += 1;
  const event = `event: ${name}\ndata: ${JSON.stringify(data)}\nid: ${seq}\n\n`;
  for (const stream of rooms.get(room) ?? []) stream.write(event);
}

const server = createServer((request, response) => {
  // /ROOM/events is listened to; all else is posted.
  const [, room = ''] = (request.url ?? '').split('/');
  if (request.method === 'GET') {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    response.write('event: snapshot\ndata: {}\n\n');
    const streams = rooms.get(room) ?? new Set();
    rooms.set(room, streams.add(response));
    response.on('close', () => streams.delete(response));
    return;
  }
  let body = '';
  request.setEncoding('utf8');
  request.on('data', (chunk: string) => {
    body += chunk;
  });
  request.on('end', () => {
    const posted = JSON.parse(body) as { ops?: PostedOp[] };
    for (const op of posted.ops ?? []) tell(room, 'op', op);
    if (!posted.ops) tell(room, 'posted', posted);
    const accepted = posted.ops?.map(({ opId }) => opId) ?? [];
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ accepted, conflicts: [], versions: {} }));
  });
});

server.listen(Number(process.env.PORT), '127.0.0.1', () => process.send?.('listening'));
process.on('disconnect', () => process.exit(0));
