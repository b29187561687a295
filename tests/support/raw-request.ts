import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

export interface RawAnswer {
  /** 0 where the connection was closed without an answer. */
  status: number;
  /** Status line, headers and body, as they came. */
  text: string;
  /** How many bytes the server, or the buffers on the way to it, took. */
  sent: number;
}

/**
 * Sends bytes as they are to a server of this machine and reads until it closes the connection. Writes only as fast as
 * the server reads, and goes on writing whatever comes back.
 *
 * @param bytes what to send, in order; may be endless, because it ends when the connection does.
 */
export async function sendRaw(port: number, bytes: Iterable<string | Buffer>): Promise<RawAnswer> {
  const socket: Socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  let text = '';
  let isOver = false;
  socket.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  const closed = new Promise<void>((resolve) => {
    const over = () => {
      isOver = true;
      resolve();
    };
    socket.once('end', over).once('error', over).once('close', over);
  });
  for (const some of bytes) {
    if (isOver) break;
    if (!socket.write(some)) await Promise.race([once(socket, 'drain').catch(() => undefined), closed]);
  }
  await closed;
  const sent = socket.bytesWritten - socket.writableLength;
  socket.destroy();
  return { status: Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0), text, sent };
}

/** A request's first lines; its headers come as `Name: value`. */
export function head(line: string, ...headers: string[]): string {
  return `${[`${line} HTTP/1.1`, ...headers].join('\r\n')}\r\n\r\n`;
}

/** A chunk of a chunked body. */
export function chunk(text: string): string {
  return `${text.length.toString(16)}\r\n${text}\r\n`;
}

/** The end of a chunked body. */
export const lastChunk = '0\r\n\r\n';
