import { existsSync, readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const own = import.meta.url;
let read: SourceMap | null | undefined;

/** The map from the built server to its sources; null where this module is not part of one. */
function ownMap(): SourceMap | null {
  if (read !== undefined) return read;
  const path = own.endsWith('.mjs') ? `${fileURLToPath(own)}.map` : '';
  read = existsSync(path) ? new SourceMap(JSON.parse(readFileSync(path, 'utf8'))) : null;
  return read;
}

function sourceOf(map: SourceMap, line: number, column: number): string | null {
  const origin = map.findOrigin(line, column);
  if (!('fileName' in origin)) return null;
  const file = resolve(dirname(fileURLToPath(own)), origin.fileName);
  return `${file}:${origin.lineNumber}:${origin.columnNumber}`;
}

/**
 * A stack trace with the files and lines that somebody wrote in place of those of the built server. Node could do it for
 * every error, but reads all maps at start for that; here the one map is read when something is logged that failed.
 */
export function withSourcePlaces(stack: string): string {
  if (!stack.includes(own)) return stack;
  const map = ownMap();
  if (!map) return stack;
  const [first = '', ...rest] = stack.split(`${own}:`);
  return rest.reduce((done, part) => {
    const [place = '', line, column] = /^(\d+):(\d+)/.exec(part) ?? [];
    const source = place === '' ? null : sourceOf(map, Number(line), Number(column));
    return done + (source === null ? `${own}:${part}` : source + part.slice(place.length));
  }, first);
}
