/**
 * Grades JSON Lines: one line in, one line out, in the same order. Ends with 0 whatever the lines hold.
 */
import { once } from 'node:events';
import { gradeLine, problemLine } from '../lib/worksheets/grade-line';

// A line this long is no response; without a limit a missing line end would fill the memory.
const longestLine = 16 * 1024 * 1024;
const lineEnd = 0x0a;
const byteOrderMark = '\ufeff';

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The lines of a stream of bytes, without their ends; null for a line that is too long. */
async function* readLines(input: AsyncIterable<Buffer>): AsyncGenerator<Buffer | null> {
  let pieces: Buffer[] = [];
  let length = 0;
  const take = () => {
    const line = length > longestLine ? null : Buffer.concat(pieces, length);
    pieces = [];
    length = 0;
    return line;
  };
  for await (const chunk of input) {
    let start = 0;
    for (let end = chunk.indexOf(lineEnd); end >= 0; end = chunk.indexOf(lineEnd, start)) {
      length += end - start;
      if (length <= longestLine) pieces.push(chunk.subarray(start, end));
      yield take();
      start = end + 1;
    }
    length += chunk.length - start;
    if (length <= longestLine) pieces.push(chunk.subarray(start));
    else pieces = [];
  }
  if (length > 0) yield take();
}

function answerTo(line: Buffer | null): string {
  if (line === null) return problemLine('The line is too long.');
  let text: string;
  try {
    text = decoder.decode(line);
  } catch {
    return problemLine('The line is not UTF-8.');
  }
  return gradeLine(text.startsWith(byteOrderMark) ? text.slice(1) : text);
}

// The reader of our lines may stop early: that is no failure.
process.stdout.on('error', () => process.exit(0));

for await (const line of readLines(process.stdin)) {
  if (!process.stdout.write(`${answerTo(line)}\n`)) await once(process.stdout, 'drain');
}
