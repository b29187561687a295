import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Starts the built server. In plain JavaScript, so that the process that serves holds no compiler. */

const server = resolve(process.env.NEXT_DIST_DIR ?? '.next', 'duet/serve.mjs');
if (!existsSync(server)) {
  process.stderr.write('Nothing is built yet: run "npm run build" first.\n');
  process.exit(1);
}
await import(pathToFileURL(server).href);
