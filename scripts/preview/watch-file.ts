import { readFileSync, watch } from 'node:fs';
import { basename, dirname } from 'node:path';

/** Editors write a file in several steps; we look once they are done. */
const settledAfterMs = 100;

function textOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

/**
 * Acts each time the text of a file has changed, one act after the other. Watches its folder, because many editors save
 * by putting a new file in the old one's place.
 */
export function watchFile(file: string, act: () => Promise<void>): void {
  let known = textOf(file);
  let timer: NodeJS.Timeout | undefined;
  let acts = Promise.resolve();
  const look = () => {
    const text = textOf(file);
    if (text === null || text === known) return;
    known = text;
    acts = acts.then(act);
  };
  watch(dirname(file), (_event, name) => {
    if (name !== null && name !== basename(file)) return;
    clearTimeout(timer);
    timer = setTimeout(look, settledAfterMs);
  });
}
